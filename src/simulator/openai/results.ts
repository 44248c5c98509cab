import { HEX_DIGITS, type Random, shuffledIndexes } from "../random.js";
import { DAY_MS, SECOND_MS } from "../time.js";
import type { Batch, Outcome } from "./batch.js";
import { type FileContent, seconds } from "./file.js";
import type { Files } from "./files.js";
import { pythonJson } from "./python-json.js";
import type { RequestPlan } from "./request.js";

const USUAL_LIFE_MS = 30 * DAY_MS;

const UNFINISHED = {
  expired: {
    code: "batch_expired",
    message: "The window of the batch was over before this request was made.",
  },
  cancelled: { code: "batch_cancelled", message: "The batch was cancelled before this request was made." },
};

/**
 * Writes the files of a batch that has ended: the output file for requests answered with a 2xx, the error file for all
 * others. A file without lines is not written.
 */
export function writeResults(batch: Batch, files: Files): void {
  const outcomes = batch.outcomes();
  const write = (
    kind: "output" | "error",
    isIn: (outcome: Outcome | undefined) => boolean,
  ): string | null => {
    if (!outcomes.some(isIn)) return null;
    const lines = (): Iterable<unknown> => resultLines(batch, outcomes, isIn);
    const life = batch.body.output_expires_after;
    return files.add({
      filename: `${batch.id}_${kind}.jsonl`,
      purpose: "batch_output",
      createdMs: batch.endMs,
      expiresMs: batch.endMs + (life === undefined ? USUAL_LIFE_MS : life.seconds * SECOND_MS),
      showsExpiry: life !== undefined,
      content: new ResultContent(lines),
    }).id;
  };
  batch.outputFileId = write("output", (outcome) => outcome === "succeeded");
  batch.errorFileId = write("error", (outcome) => outcome !== "succeeded");
  batch.isWritten = true;
}

/** Generates the lines at each download: those of a large batch would fill the memory. */
class ResultContent implements FileContent {
  readonly lines: () => Iterable<unknown>;
  #bytes: number | undefined;

  constructor(lines: () => Iterable<unknown>) {
    this.lines = lines;
  }

  /** The lines are ASCII, so their length in characters is that in bytes. */
  get bytes(): number {
    if (this.#bytes === undefined) {
      this.#bytes = 0;
      for (const line of this.lines()) this.#bytes += pythonJson(line).length + 1;
    }
    return this.#bytes;
  }
}

/** In another order than that of the requests. */
function* resultLines(
  batch: Batch,
  outcomes: readonly (Outcome | undefined)[],
  isIn: (outcome: Outcome | undefined) => boolean,
): Generator<unknown> {
  const createdS = seconds(batch.endMs);
  for (const index of shuffledIndexes(outcomes.length, batch.random("order"))) {
    const request = batch.requests[index];
    const outcome = outcomes[index];
    if (request === undefined || outcome === undefined || !isIn(outcome)) continue;
    yield resultLine(request, outcome, batch.random("result", index), createdS);
  }
}

function resultLine(request: RequestPlan, outcome: Outcome, random: Random, createdS: number): unknown {
  const { customId, status, write } = request;
  const line = { id: `batch_req_${random.text(32, HEX_DIGITS)}`, custom_id: customId };
  if (outcome === "expired" || outcome === "cancelled") {
    return { ...line, response: null, error: UNFINISHED[outcome] };
  }
  const response = {
    status_code: status,
    request_id: random.text(32, HEX_DIGITS),
    body: write(random, createdS),
  };
  return { ...line, response, error: null };
}
