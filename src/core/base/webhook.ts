/** What the webhook helpers of the providers share. */
import { type ErrorContext, ResponseParseError } from "./errors/index.js";

/**
 * The JSON of a webhook request, from its body as it arrived. Throws `ResponseParseError` for anything that is no JSON in
 * UTF-8. The error keeps nothing of the body, and neither does its cause: a parser quotes what it could not read.
 */
export function parseEvent(rawBody: string | Uint8Array, context?: ErrorContext): unknown {
  try {
    const text =
      typeof rawBody === "string" ? rawBody : new TextDecoder("utf-8", { fatal: true }).decode(rawBody);
    return JSON.parse(text) as unknown;
  } catch {
    throw new ResponseParseError("the webhook body is not JSON", { accepted: false }, context);
  }
}
