/** What tools that trace, mock or record requests put in front of a fetch. */
type Fetch = typeof globalThis.fetch;

export type Layer = "reads a clone first" | "reads a clone meanwhile" | "sends a clone";

export function throughLayer(layer: Layer, fetch: Fetch): Fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const clone = request.clone();
    if (layer === "sends a clone") return fetch(clone);
    const read = clone.text().catch(() => undefined);
    if (layer === "reads a clone first") await read;
    return fetch(request);
  };
}
