/** A body that is known as a whole, as it goes over the wire. */
import { slices } from "../base/bytes.js";
import type { ErrorContext } from "../base/errors/index.js";
import { jsonText } from "../base/json.js";
import { invalid } from "../base/validation.js";
import type { Upload } from "../transport/upload.js";

// Texts from this size on are uploaded in chunks, so that the attempt timeout sees progress.
const LARGE = 256 * 1024;

/**
 * A JSON body as it goes over the wire. Throws `ValidationError` as `jsonText` does, and for more than `maxBytes`.
 */
export function jsonBody(body: unknown, context?: ErrorContext, maxBytes = Infinity): string | Upload {
  const text = jsonText(body, context);
  if (text.length < LARGE && text.length * 3 <= maxBytes) return text;
  const bytes = new TextEncoder().encode(text);
  const { byteLength } = bytes;
  if (byteLength > maxBytes) {
    const message = `has ${byteLength} bytes, more than the ${maxBytes} that one request may have`;
    throw invalid("body", message, context);
  }
  return byteLength < LARGE ? text : { byteLength, isReplayable: () => true, open: () => slices(bytes) };
}
