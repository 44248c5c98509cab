/** Reads an answer outside 2xx. */
import type { Redactor } from "../auth/redact.js";
import type { AbortScope } from "../base/abort.js";
import { ByteSource } from "./byte-source.js";
import { isOwnAnswer } from "./dialect.js";
import { outcomeOfAnswer } from "./outcome.js";
import { retryAfterMs } from "./retry.js";
import { urlHint } from "./url-hint.js";
import type { AttemptFailure, Services, WireRequest } from "./wire.js";

const LONGEST_ERROR_BODY = 256 * 1024;

export async function readRefusal(
  services: Services,
  { url, login, route }: WireRequest,
  response: Response,
  scope: AbortScope,
  startedAtMs: number,
): Promise<AttemptFailure> {
  const { dialect, redactor, clock } = services;
  // The status is enough to decide; an error body that breaks off is ignored.
  const text = await new ByteSource(response, scope, () => undefined)
    .text(LONGEST_ERROR_BODY)
    .catch(() => "");
  const bodyText = redactor.text(text);
  const { status } = response;
  const received = {
    status,
    headers: redactor.responseHeaders(response.headers),
    body: parseOrUndefined(bodyText, redactor),
  };
  const facts = dialect.facts(received);
  const reason = sentence(facts.reason);
  const hintMs = retryAfterMs(response.headers, clock.now());
  const isOwn = isOwnAnswer(dialect, { ...received, bodyText });
  const hints = [
    dialect.hint?.(received, route.operation),
    [404, 405].includes(status)
      ? urlHint(url, { ...services, isOwn, routes: login ? Object.keys(services.routes) : [] })
      : undefined,
    dialect.isQuotable && reason,
  ];
  const hint = hints.filter(Boolean).join(": ") || undefined;
  const answer = { ...received, ...facts, reason, bodyText, retryAfterMs: hintMs, hint };
  const outcome = outcomeOfAnswer(dialect, received, facts, isOwn);
  // Asking again cannot change a 303.
  const final = status === 303 || (dialect.isFinal?.(received, facts) ?? false);
  return { ok: false, startedAtMs, outcome, status, hintMs, final, answer };
}

const LONGEST_REASON = 300;

/** One line of plain text, cut because providers may quote long input. */
function sentence(reason: string | undefined): string | undefined {
  const line = reason?.replace(/[\s\p{Cc}]+/gu, " ").trim();
  // Do not end on half a surrogate pair.
  return line?.slice(0, LONGEST_REASON).replace(/[\ud800-\udbff]$/, "") || undefined;
}

/** Redacts each string of the parsed body: JSON escapes can hide a credential from a search of the raw text. */
function parseOrUndefined(text: string, redactor: Redactor): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) =>
      typeof value === "string" ? redactor.text(value) : value,
    );
  } catch {
    return undefined;
  }
}
