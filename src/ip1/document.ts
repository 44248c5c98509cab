import { isObject } from "../core/base/json.js";

/** What a change was answered with, or, as these answers may be empty, what is known of the thing anyway. */
export function documentOr<T extends object>(data: T | undefined, known: T): T {
  return isObject(data) ? data : known;
}
