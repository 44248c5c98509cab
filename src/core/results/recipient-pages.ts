/**
 * Yields one result per recipient: the provider's results, then the rejected recipients, then those without a result.
 */
import { defined } from "../base/defined.js";
import type { RecipientOutcome, RecipientResult } from "../base/types/index.js";
import type { PagedResult } from "./page-reader.js";
import type { Positions } from "./positions.js";

export interface RecipientSource<Raw> {
  /** The provider's results, from the first page on. */
  readonly pages: () => AsyncIterable<readonly RecipientResult<Raw>[]>;
  /** Recipients rejected before sending, with their positions if known. */
  readonly rejected: readonly RecipientResult<Raw>[];
  readonly positions: Positions;
  /** Whether the provider sends only once to a repeated number: its one result then counts for all positions. */
  readonly isSentOnce: boolean;
  /** Determines the outcome of recipients without a result. */
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
    // Journals store no numbers, so only the position of a rejected recipient may be known.
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
