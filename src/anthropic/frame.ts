/** Writes the body of a create call. */
import type { BatchRequest } from "../../generated/anthropic.js";
import { SetDigest } from "../core/base/digest.js";
import type { Frame } from "../core/submit/part.js";
import { correlationOf, idOf } from "./lost.js";

export function frame(): Frame<BatchRequest> {
  const ids = new SetDigest();
  return {
    head: '{"requests":[',
    item: (request) => JSON.stringify(request),
    taken: (request) => ids.add(idOf(request)),
    tail: () => "]}",
    correlation: (size) => correlationOf(size, ids),
  };
}
