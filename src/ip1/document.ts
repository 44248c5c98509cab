import { ResponseParseError } from "../core/base/errors/index.js";

function isDocument(data: unknown): data is object {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

/** What a read was answered with. Throws `ResponseParseError` for a 2xx that holds no document. */
export async function document<T extends object>(answer: Promise<T>, operation: string): Promise<T> {
  const data: unknown = await answer;
  if (isDocument(data)) return data as T;
  const message = `${operation} was answered, but not with a document`;
  throw new ResponseParseError(message, { accepted: false }, { provider: "ip1", operation });
}

/** What a change was answered with, or, as these answers may be empty, what is known of the thing anyway. */
export function documentOr<T extends object>(data: T | undefined, known: T): T {
  return isDocument(data) ? data : known;
}
