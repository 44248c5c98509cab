/** Reads the answer to a send. Neither its status nor its body is documented; any 2xx counts (unconfirmed). */
import type { Batch } from "../../generated/ip1.js";
import { isObject } from "../core/base/json.js";

/** The new batch. All members are missing if the answer named no id and a search for its `reference` found nothing. */
export type SentBatch = Batch | { readonly [Field in keyof Batch]?: undefined };

/** The answered document. If it has no id, the id of the `Location` header is added. */
export function sentBatch(body: unknown, location: string | null): SentBatch {
  const batch = isObject(body) ? (body as SentBatch) : {};
  if (typeof batch.id === "string" && batch.id !== "") return batch;
  const { id: _none, ...rest } = batch;
  const id = idIn(location ?? "");
  return (id === undefined ? rest : { ...rest, id }) as SentBatch;
}

function idIn(location: string): string | undefined {
  const [, segment = ""] = /(?:^|\/)batches\/([^/?#]+)\/?(?:[?#]|$)/i.exec(location) ?? [];
  try {
    return decodeURIComponent(segment) || undefined;
  } catch {
    return undefined;
  }
}
