import type { CallOptions, RecipientOutcome, RecipientResult, Rejected } from "../base/types/index.js";
import { downloads, type Located } from "../results/download.js";
import { pagedSource } from "../results/page-reader.js";
import { Positions, type SentRecipients } from "../results/positions.js";
import { recipientPages, type RecipientSource } from "../results/recipient-pages.js";
import type { Reading } from "./wait/poll.js";
import type { ResultMeaning } from "./run/types.js";
import { type ResultsInput, type ResultsReader, resultsSetup } from "./results.js";

/** Results that a provider's lists tell recipient by recipient. */
export interface RecipientResults<Raw, Entry> {
  /** `operationId` of the call that reads results, for errors. */
  readonly operation: string;
  /** What the provider says of recipients. Their positions are filled in. */
  readonly pages: (
    input: ResultsInput<Raw>,
    options: CallOptions,
  ) => AsyncIterable<readonly RecipientResult<Entry>[]>;
  /** A recipient that the create answer turned down. */
  readonly ofRejected?: (entry: Rejected) => RecipientResult<Entry>;
  /** A number that stands in a batch several times is sent to once. Default: it gets a message for each time. */
  readonly isSentOnce?: true;
  /** The recipients of a batch whose document holds them. */
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
  // What was sent is in the order of the input; a document may leave out a number that came twice.
  const known = sent?.recipients ?? inGiven;
  if (known !== undefined || recipientsIn === undefined) return { recipients: known ?? [], from };
  return { recipients: recipientsIn((await look()).raw) ?? [], from };
}

/** A batch that goes on may still come to them; one that has ended leaves their fate open, unless it was canceled. */
function outcomeOfMissing({ phase, outcome }: Reading<unknown>): RecipientOutcome {
  if (phase !== "ended") return "pending";
  return outcome === "canceled" ? "canceled" : "unknown";
}

/** What `run` makes of results by recipient. */
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
