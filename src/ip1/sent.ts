/** What the answer to a send says of the new batch. Neither status nor body is documented; any 2xx counts (unconfirmed). */
import type { Batch } from "../../generated/ip1.js";
import { isObject } from "../core/base/json.js";

/** The batch; all fields missing if the provider took it but named no id, and a look for its `reference` found nothing. */
export type SentBatch = Batch | { readonly [Field in keyof Batch]?: undefined };

/** The document of the body, with the id of the `Location` header where it has none of its own. */
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
