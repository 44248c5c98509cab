function isDocument(data: unknown): data is object {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

/** What a change was answered with, or, as these answers may be empty, what is known of the thing anyway. */
export function documentOr<T extends object>(data: T | undefined, known: T): T {
  return isDocument(data) ? data : known;
}
