/** One result per recipient of a batch: what the provider says of them, who was turned down, and of whom it says nothing. */
import { defined } from "../base/defined.js";
import type { RecipientOutcome, RecipientResult } from "../base/types/index.js";
import type { PagedResult } from "./page-reader.js";
import type { Positions } from "./positions.js";

export interface RecipientSource<Raw> {
  /** What the provider says, from the first page on. */
  readonly pages: () => AsyncIterable<readonly RecipientResult<Raw>[]>;
  /** Recipients that were turned down before anything was sent, with their positions where these are known. */
  readonly rejected: readonly RecipientResult<Raw>[];
  readonly positions: Positions;
  /** A number that stands in a batch several times is sent to once, and one result speaks of all of its places. */
  readonly isSentOnce: boolean;
  /** What has to be said of recipients of whom the provider says nothing. */
  readonly outcomeOfMissing: () => Promise<RecipientOutcome>;
}

export async function* recipientPages<Raw>(
  source: RecipientSource<Raw>,
): AsyncGenerator<readonly PagedResult<RecipientResult<Raw>>[]> {
  const { rejected, positions, isSentOnce } = source;
  for (const { position } of rejected) if (position !== undefined) positions.claim(position);
  for await (const page of source.pages()) {
    yield page.flatMap((result) => {
      const id = result.messageId ?? result.to;
      return Array.from({ length: isSentOnce ? positions.timesOf(result.to) : 1 }, (_, time) => {
        const key = time === 0 ? id : `${id} ${time}`;
        return keyed(key, defined({ ...result, position: positions.take(key, result.to) }) as typeof result);
      });
    });
  }
  yield rejected.map((result, index) => {
    // A journal keeps no numbers: of who was turned down, the position may be all that is known.
    const to = result.to || (positions.recipientAt(result.position) ?? "");
    return keyed(`rejected ${index}`, { ...result, to });
  });
  const missing = positions.missing();
  if (missing.length === 0) return;
  const outcome = await source.outcomeOfMissing();
  yield missing.map(({ to, position }, index) => {
    const result = defined({ to, outcome, position, raw: {} }) as RecipientResult<Raw>;
    return keyed(`missing ${index}`, result);
  });
}

function keyed<Raw>(key: string, result: RecipientResult<Raw>): PagedResult<RecipientResult<Raw>> {
  return { key, id: result.to, result };
}
