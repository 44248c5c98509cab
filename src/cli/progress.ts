/** Shows the progress of a job: on a terminal a line per part, updated in place; elsewhere a line per change. */
import { createLogUpdate } from "log-update";
import picocolors from "picocolors";
import type { BatchCounts, BatchHandle, BatchSnapshot } from "../index.js";
import { countText, durationText, plural } from "./format.js";
import { type Io, say } from "./io.js";

/** A batch and its range of items. */
export interface Part {
  readonly handle: BatchHandle;
  readonly from?: number;
  readonly to?: number;
}

interface Line {
  readonly part: Part;
  readonly number: number;
  readonly startedAtMs: number;
  endedAtMs?: number;
  snapshot?: BatchSnapshot;
  said?: string;
  saidAtMs: number;
}

const TICK_MS = 1_000;

/** The shortest time between two lines of a log that differ only in counts. */
const PLAIN_GAP_MS = 15_000;

export class Progress {
  readonly #io: Io;
  #live: ReturnType<typeof createLogUpdate> | undefined;
  readonly #colors: ReturnType<typeof picocolors.createColors>;
  readonly #lines = new Map<string, Line>();
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #now: () => number;

  /** `hasData`: whether data goes to stdout. On the same terminal, lines updated in place would overwrite it. */
  constructor(io: Io, { hasData }: { readonly hasData: boolean }, now = (): number => Date.now()) {
    this.#io = io;
    this.#now = now;
    const isTerminal = io.stderr.isTTY === true;
    this.#colors = picocolors.createColors(isTerminal && wantsColor(io));
    // A terminal without a size, as some containers have it, would show nothing.
    const isPlain = io.env["TERM"] === "dumb" || io.stderr.columns === 0;
    if (!isTerminal || isPlain || (hasData && io.stdout.isTTY === true)) return;
    this.#live = createLogUpdate(io.stderr as never, { showCursor: true });
    this.#timer = setInterval(() => this.#draw(), TICK_MS).unref();
  }

  get handles(): readonly BatchHandle[] {
    return [...this.#lines.values()].map(({ part }) => part.handle);
  }

  /** Adds a part that was sent, by this run or an earlier one. */
  add(part: Part, isResumed = false): void {
    if (this.#lines.has(part.handle.id)) return;
    const createdMs = Date.parse(part.handle.createdAt ?? "");
    const now = this.#now();
    const startedAtMs = isResumed && createdMs < now ? createdMs : now;
    const line: Line = { part, number: this.#lines.size + 1, startedAtMs, saidAtMs: 0 };
    this.#lines.set(part.handle.id, line);
    if (this.#live === undefined) this.#sayPlain(line, isResumed ? "sent by an earlier run" : "sent");
    else this.#draw();
  }

  update(snapshot: BatchSnapshot): void {
    this.add({ handle: snapshot.handle });
    const line = this.#lines.get(snapshot.handle.id) as Line;
    line.snapshot = snapshot;
    if (snapshot.phase === "ended") line.endedAtMs ??= this.#now();
    if (this.#live !== undefined) return this.#draw();
    const state = `${snapshot.phase} ${snapshot.outcome ?? ""}`;
    if (line.said === state && this.#now() - line.saidAtMs < PLAIN_GAP_MS) return;
    line.said = state;
    this.#sayPlain(line);
  }

  /** Writes a message above the lines of the parts. */
  say(text: string): void {
    this.#live?.clear();
    say(this.#io, text);
    this.#draw();
  }

  close(): void {
    clearInterval(this.#timer);
    if (this.#live === undefined) return;
    this.#draw();
    this.#live.done();
    this.#live = undefined;
  }

  #sayPlain(line: Line, state?: string): void {
    line.saidAtMs = this.#now();
    say(this.#io, this.#text(line, state));
  }

  #draw(): void {
    if (this.#live === undefined || this.#lines.size === 0) return;
    const { columns = 80, rows = 24 } = this.#io.stderr;
    const all = [...this.#lines.values()];
    // If not all fit, ended parts are left out first, then the latest ones.
    const most = Math.max(1, rows - 3);
    const open = all.filter(({ endedAtMs }) => endedAtMs === undefined);
    const shown = all.length <= most ? all : open.slice(0, most - 1);
    const more = all.length - shown.length;
    const texts = shown.map((line) => this.#text(line));
    if (more > 0) {
      const ended = all.length - open.length;
      texts.push(`and ${countText(more)} more parts, ${countText(ended)} of all have ended`);
    }
    this.#live(texts.map((text) => this.#colored(cut(text, columns - 1))).join("\n"));
  }

  #text({ part, number, startedAtMs, endedAtMs, snapshot }: Line, state?: string): string {
    const { from, to } = part;
    const items = from === undefined || to === undefined ? "" : ` (${plural(to - from, "item")})`;
    const phase = state ?? stateOf(snapshot);
    const counts = snapshot?.counts && countsText(snapshot.counts);
    const elapsedMs = (endedAtMs ?? this.#now()) - startedAtMs;
    const end = endedAtMs === undefined ? expectedEnd(snapshot?.counts, elapsedMs, this.#now()) : undefined;
    const facts = [phase, counts, durationText(elapsedMs), end].filter((fact) => fact !== undefined);
    return `part ${number}${items}: ${facts.join(", ")}`;
  }

  #colored(text: string): string {
    const { green, yellow, red, dim } = this.#colors;
    return text
      .replace(/\b(completed)\b/, (word) => green(word))
      .replace(/\b(failed|expired|canceled)(?=,)/, (word) => red(word))
      .replace(/\b(running|scheduled|canceling)\b/, (word) => yellow(word))
      .replace(/^part \d+/, (word) => dim(word));
  }
}

/** https://no-color.org, and FORCE_COLOR as most tools have it. */
function wantsColor({ env }: Io): boolean {
  return (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
}

function stateOf(snapshot: BatchSnapshot | undefined): string {
  if (snapshot === undefined) return "sent";
  return snapshot.outcome ?? snapshot.phase;
}

function countsText({ total, pending, succeeded, ...rest }: BatchCounts): string {
  const others = Object.entries(rest).filter(([, count]) => count > 0);
  const faults = others.map(([kind, count]) => `, ${countText(count)} ${kind}`).join("");
  return `${countText(total - pending)} of ${countText(total)} done${succeeded > 0 ? `, ${countText(succeeded)} succeeded` : ""}${faults}`;
}

// The end of a part is estimated only above this share: earlier the error would be too large.
const MIN_SHARE = 0.05;

/** The end of a part at its rate so far; undefined if too little is done for an estimate. */
function expectedEnd(counts: BatchCounts | undefined, elapsedMs: number, nowMs: number): string | undefined {
  if (counts === undefined || counts.total === 0 || elapsedMs < 10_000) return undefined;
  const share = (counts.total - counts.pending) / counts.total;
  if (share < MIN_SHARE || share >= 1) return undefined;
  const end = new Date(nowMs + (elapsedMs * (1 - share)) / share);
  return `ends about ${end.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`;
}

function cut(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 1))}…`;
}
