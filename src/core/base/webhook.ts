/** The body of a webhook request, which the helpers of all providers need exactly as it arrived. */
import { ConfigError, type ErrorContext, ResponseParseError } from "./errors/index.js";

const encoder = new TextEncoder();

/** The bytes of a body. Throws `ConfigError` for anything else: a parsed object has lost what was signed. */
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
 * The JSON of a webhook request. Throws `ResponseParseError` for anything that is no JSON in UTF-8. The error keeps nothing
 * of the body, and neither does its cause: a parser quotes what it could not read.
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
