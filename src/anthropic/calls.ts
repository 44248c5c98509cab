/** Calls that both `batches` and the shared code make. */
import type { MessageBatch, paths } from "../../generated/anthropic.js";
import type { CallOptions } from "../core/base/types/index.js";
import type { Core } from "../core/request/client-core.js";

export function retrieveBatch(core: Core<paths>, id: string, options?: CallOptions): Promise<MessageBatch> {
  const path = { message_batch_id: id };
  return core.http.call("get", "/v1/messages/batches/{message_batch_id}", { path }, options);
}
