import { normalized } from "../base/phone-numbers.js";
import type { CallOptions, RecipientOutcome, RecipientResult, Rejected } from "../base/types/index.js";
import { downloads, type Located } from "../results/download.js";
import { pagedSource } from "../results/page-reader.js";
import { Positions, type SentRecipients } from "../results/positions.js";
import { recipientPages, type RecipientSource } from "../results/recipient-pages.js";
import type { Reading } from "./wait/watch-one.js";
import type { ResultMeaning } from "./run/types.js";
import { type ResultsInput, type ResultsReader, resultsSetup } from "./results.js";

/** Describes results that the provider lists by recipient. */
export interface RecipientResults<Raw, Entry> {
  /** `operationId` of the call that reads results, for errors. */
  readonly operation: string;
  /** The provider's results. Their input positions are added here. */
  readonly pages: (
    input: ResultsInput<Raw>,
    options: CallOptions,
  ) => AsyncIterable<readonly RecipientResult<Entry>[]>;
  /** The result for a rejected entry of the create answer. */
  readonly ofRejected?: (entry: Rejected) => RecipientResult<Entry>;
  /** Set if the provider sends only once to a repeated number. Default: once per occurrence. */
  readonly isSentOnce?: true;
  /** The recipients in a batch document, if it holds them. */
  readonly recipientsIn?: (batch: Raw) => readonly string[] | undefined;
}

export function recipientResults<Raw, Entry>(
  kind: RecipientResults<Raw, Entry>,
): ResultsReader<Raw, AsyncIterable<RecipientResult<Entry>>> {
  return (query) => {
    const { call, input, common } = resultsSetup(query, kind.operation);
    const locate = async (): Promise<Located<RecipientResult<Entry>>> => {
      const source = await sourceOf(kind, input(), call);
      return { sources: [pagedSource(() => recipientPages(source))] };
    };
    return downloads({ ...common, locate });
  };
}

async function sourceOf<Raw, Entry>(
  kind: RecipientResults<Raw, Entry>,
  input: ResultsInput<Raw>,
  options: CallOptions,
): Promise<RecipientSource<Entry>> {
  const { ofRejected } = kind;
  return {
    pages: () => kind.pages(input, options),
    rejected: ofRejected ? input.rejected.map(ofRejected) : [],
    positions: new Positions(await recipientsOf(kind, input)),
    isSentOnce: kind.isSentOnce === true,
    outcomeOfMissing: async () => outcomeOfMissing(await input.look()),
  };
}

async function recipientsOf<Raw>(
  { recipientsIn }: RecipientResults<Raw, unknown>,
  { given, sent, look }: ResultsInput<Raw>,
): Promise<SentRecipients> {
  const inGiven = given && recipientsIn?.(given);
  const from = sent?.from ?? (inGiven ? 0 : undefined);
  const listed = inGiven ?? recipientsIn?.((await look()).raw);
  const { recipients = listed ?? [] } = sent ?? {};
  // A document may leave out repeated numbers, and shows changes of the batch since it was sent.
  const isCurrent = listed === undefined || numbersOf(recipients) === numbersOf(listed);
  return { recipients: isCurrent ? recipients : listed, from };
}

/** Equal for lists of the same numbers, in any order and spelling, and however often. */
function numbersOf(recipients: readonly string[]): string {
  return [...new Set(recipients.map(normalized))].sort().join();
}

/** Recipients without a result: `pending` while the batch runs, `canceled` if it was canceled, otherwise `unknown`. */
function outcomeOfMissing({ phase, outcome }: Reading<unknown>): RecipientOutcome {
  if (phase !== "ended") return "pending";
  return outcome === "canceled" ? "canceled" : "unknown";
}

/** Interprets results by recipient for `run`. */
export function recipientMeaning<Item, Result extends RecipientResult>(
  idOf: (item: Item) => string,
): ResultMeaning<Item, Result> {
  return {
    idOf,
    idIn: ({ to }) => to,
    positionIn: ({ position }) => position,
    kindOf: ({ outcome }) => outcome,
  };
}
