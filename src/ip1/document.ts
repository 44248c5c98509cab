import { isObject } from "../core/base/json.js";

/** The answered document, or the known members if the answer is empty. */
export function documentOr<T extends object>(data: T | undefined, known: T): T {
  return isObject(data) ? data : known;
}
