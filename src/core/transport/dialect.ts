/** How one provider talks, as data: everything that the shared machinery needs to know and must not guess. */
import type { ProviderName } from "../base/types/index.js";

/** An answer that is not a 2xx, as far as it could be read. */
export interface ErrorAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface ErrorFacts {
  readonly errorCode?: string | undefined;
  readonly errorType?: string | undefined;
  readonly requestId?: string | undefined;
  /** The sentence in which the provider says what is wrong. */
  readonly reason?: string | undefined;
}

export interface Dialect {
  readonly provider: ProviderName;
  /** 5xx statuses that the provider documents as "not processed"; they count only in answers of its own form. */
  readonly refusedStatuses: readonly number[];
  /** Whether the JSON of an error answer has the provider's form. Gateways and caches in front of it have forms of their own. */
  isOwn(body: unknown): boolean;
  /** A refusal that says that the same request is being carried out: what becomes of that one is not known. */
  isUnderWay?(refusal: ErrorAnswer, facts: ErrorFacts): boolean;
  /** Takes what it can from an error answer; must cope with any JSON and with none. */
  facts(refusal: ErrorAnswer): ErrorFacts;
  /** The provider says that trying again is useless. */
  isFinal?(refusal: ErrorAnswer, facts: ErrorFacts): boolean;
  /** The provider's sentences name no phone numbers, so they may stand in error messages. */
  readonly isQuotable?: true;
  /** One clause for the error message, for an answer that would puzzle a newcomer. */
  hint?(refusal: ErrorAnswer): string | undefined;
  /** How long a 429 without any hint pauses its limit group. Default: the back-off of the attempt. */
  readonly pauseWithoutHintMs?: number;
  /** From the headers of any answer: how long the limit group must now rest. */
  quotaPauseMs?(headers: Headers): number | undefined;
  /** Reads the text of a 2xx. Default `JSON.parse`. */
  parse?(text: string): unknown;
}

/** Whether an error answer is the provider's own word. One without a body may be anybody's: its status is taken as meant. */
export function isOwnAnswer(
  dialect: Dialect,
  { body, bodyText }: { readonly body: unknown; readonly bodyText: string },
): boolean {
  return bodyText.trim() === "" || (body !== undefined && dialect.isOwn(body));
}
