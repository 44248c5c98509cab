import { complete, type FullAnswer } from "./answers.js";
import { type Body, BodyTooLarge, replayed } from "./body.js";
import { carryOut, type Context, isDisconnect } from "./carry-out.js";
import type { VirtualClock } from "./clock.js";
import type { Fault, LateFault } from "./faults.js";
import { type Answer, HttpError } from "./provider.js";
import type { Violation } from "./violation.js";

/** Answers the requests of one provider: carries them out, applies faults, and validates the answers of the backend. */
export class Responder {
  readonly #provider: string;
  readonly #clock: VirtualClock;
  readonly #violations: Violation[];

  constructor(provider: string, clock: VirtualClock, violations: Violation[]) {
    this.#provider = provider;
    this.#clock = clock;
    this.#violations = violations;
  }

  /** Reads the request to its end. `undefined` for a fault that never answers. */
  async respond(context: Context, fault: Fault | undefined): Promise<FullAnswer | undefined> {
    const answer = await this.#answerTo(context, fault);
    await context.body.drain();
    return answer && without(answer, fault);
  }

  /** Records a violation, and returns the 500 that reports it to the caller. */
  answerViolation(operation: string, faults: readonly string[]): FullAnswer {
    this.#violations.push({ provider: this.#provider, operation, faults });
    const text = `The simulator made a mistake in ${operation}; this is a bug of batchwire.\n${faults.join("\n")}\n`;
    return complete({ status: 500, text });
  }

  async #answerTo(context: Context, fault: Fault | undefined): Promise<FullAnswer | undefined> {
    if (fault === "stall") return undefined;
    if (typeof fault === "object" && "status" in fault) {
      const { status, body, headers } = fault;
      const answer = body === undefined ? failed(context, status) : { status, ...asContent(body) };
      return this.#finish(context, { ...answer, headers: { ...answer.headers, ...headers } });
    }
    if (typeof fault === "object" && "after" in fault) return this.#postpone(context, fault);
    return this.#carryOut(context, context.body);
  }

  /** Carries the request out later, and discards that answer. */
  async #postpone(context: Context, { ms, answer }: LateFault): Promise<FullAnswer | undefined> {
    const raw = await context.body.readAll().catch(unlessTooLarge);
    if (raw === undefined) return this.#carryOut(context, context.body);
    const body = replayed(raw);
    this.#clock.schedule(this.#clock.now() + ms, async () => {
      await this.#carryOut(context, body);
    });
    return answer === "stall" ? undefined : this.#finish(context, failed(context, 504));
  }

  async #carryOut(context: Context, body: Body): Promise<FullAnswer> {
    try {
      return this.#checked(context, this.#finish(context, await carryOut(context, body)));
    } catch (error) {
      if (error instanceof HttpError) return this.#checked(context, this.#finish(context, error.answer));
      if (isDisconnect(error)) throw error;
      const crash = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return this.answerViolation(context.exchange.operation?.id ?? context.exchange.path, [crash]);
    }
  }

  #finish({ backend, exchange }: Context, answer: Answer): FullAnswer {
    const { headers, ...rest } = backend.finish?.(answer, exchange) ?? answer;
    // The times in the answers are virtual, so this header must be too: a client may set its clock by it.
    const date = new Date(this.#clock.now()).toUTCString();
    return complete({ ...rest, headers: { date, ...headers } });
  }

  #checked({ spec, match: { route } }: Context, answer: FullAnswer): FullAnswer {
    if (route === undefined) return answer;
    const { faults, checkLine } = spec.checkAnswer(route, answer);
    if (faults.length > 0) return this.answerViolation(route.id, faults);
    if (answer.lines === undefined || checkLine === undefined) return answer;
    return { ...answer, lines: this.#checkedLines(route.id, answer.lines, checkLine) };
  }

  /** The headers have been sent when a line is found to be invalid, so the answer can only be broken off. */
  *#checkedLines(
    operation: string,
    lines: Iterable<unknown>,
    check: (line: unknown) => readonly string[],
  ): Generator<unknown> {
    for (const line of lines) {
      const faults = check(line);
      if (faults.length > 0) {
        this.answerViolation(operation, faults);
        throw new Error(faults.join("; "));
      }
      yield line;
    }
  }
}

function failed({ backend, exchange }: Context, status: number): Answer {
  return backend.refuse({ kind: "status", status }, exchange);
}

/** Text is sent as HTML, as proxies in front of an API answer; anything else as JSON. */
function asContent(content: unknown): Pick<Answer, "body" | "text" | "type"> {
  return typeof content === "string" ? { text: content, type: "text/html" } : { body: content };
}

function unlessTooLarge(error: unknown): undefined {
  if (!(error instanceof BodyTooLarge)) throw error;
}

function without(answer: FullAnswer, fault: Fault | undefined): FullAnswer {
  const names = (typeof fault === "object" && fault.without) || [];
  const headers = Object.entries(answer.headers).filter(([name]) => !names.includes(name));
  return { ...answer, headers: Object.fromEntries(headers) };
}
