/** Bodies of webhook requests. All providers need the exact bytes that arrived. */
import { ConfigError, type ErrorContext, ResponseParseError } from "./errors/index.js";

const encoder = new TextEncoder();

/** Returns the body's bytes. Throws `ConfigError` for a parsed object: the signed bytes are lost. */
export function bodyBytes(rawBody: unknown, context?: ErrorContext): Uint8Array {
  if (typeof rawBody === "string") return encoder.encode(rawBody);
  if (ArrayBuffer.isView(rawBody))
    return new Uint8Array(rawBody.buffer, rawBody.byteOffset, rawBody.byteLength);
  if (rawBody instanceof ArrayBuffer) return new Uint8Array(rawBody);
  const what = rawBody === undefined || rawBody === null ? "is missing" : "is not the body as it arrived";
  const how = "pass text or bytes from before any body parser, such as express.json(), has read the request";
  throw new ConfigError(`rawBody ${what}: ${how}`, context);
}

/**
 * Parses the JSON of a webhook request. Throws `ResponseParseError` unless it is JSON in UTF-8. The error has no cause,
 * because a parser's message quotes the body.
 */
export function parseEvent(
  rawBody: unknown,
  context?: ErrorContext,
  parse: (text: string) => unknown = JSON.parse,
): unknown {
  const bytes = bodyBytes(rawBody, context);
  try {
    return parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new ResponseParseError("the webhook body is not JSON", { accepted: false }, context);
  }
}
