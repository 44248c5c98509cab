import { CHAT } from "./chat.js";
import { COMPLETIONS } from "./completions.js";
import { EMBEDDINGS } from "./embeddings.js";
import type { Endpoint } from "./endpoint.js";
import { IMAGE_EDITS, IMAGES } from "./images.js";
import { MODERATIONS } from "./moderations.js";
import { RESPONSES } from "./responses.js";

export { type Body, type Endpoint, modelIn, type Usage } from "./endpoint.js";

/** By the `url` of a line. `/v1/videos` of the document is missing: its service has ended, and its models are unknown. */
export const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map([
  ["/v1/chat/completions", CHAT],
  ["/v1/responses", RESPONSES],
  ["/v1/embeddings", EMBEDDINGS],
  ["/v1/completions", COMPLETIONS],
  ["/v1/moderations", MODERATIONS],
  ["/v1/images/generations", IMAGES],
  ["/v1/images/edits", IMAGE_EDITS],
]);
