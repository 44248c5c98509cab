/** The drawings of a batch's life: every state of the document, in the phase that the client itself reports for it. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readApi, type Api, type Operation } from "../../scripts/docs/api.js";
import { examplesOf, follow, readSpecs, ROOT, type Schema } from "../../scripts/openapi.js";
import { newClient } from "../../scripts/providers.js";

interface Watching {
  readonly batches: { watch(id: string): AsyncIterable<{ readonly phase: string }> };
}

/** Where each document lists the states: a schema, and the field of it. Those of Sinch are states of messages. */
const STATES: Readonly<Record<string, readonly [schema: string, field: string]>> = {
  anthropic: ["MessageBatch", "processing_status"],
  openai: ["Batch", "status"],
  ringcentral: ["MessageBatchResponse", "status"],
  ip1: ["Batch", "status"],
  sinch: ["DeliveryStatusCount", "status"],
};

it.each(readSpecs().map((spec) => [spec.name, readApi(spec)] as const))(
  "the drawing of a batch's life at %s shows every state in the phase that the client reports",
  async (name, api) => {
    const file = join(ROOT, "scripts/docs/guides", `life-${name}.svg`);
    const [schema = "", field = ""] = STATES[name] ?? [];
    const states = statesIn(api, { $ref: `#/components/schemas/${schema}` }, field);
    expect(states.length).toBeGreaterThan(2);
    expect(existsSync(file)).toBe(true);
    const drawn = phasesIn(readFileSync(file, "utf8"));
    const seen: [string, string][] = [];
    for (const { value, label } of states) seen.push([label, await phaseOf(api, field, value)]);
    expect(Object.fromEntries(drawn)).toEqual(Object.fromEntries(seen));
  },
);

/** The phase of each state, by the card that it stands in. */
function phasesIn(svg: string): [string, string][] {
  return [...svg.matchAll(/<g class="(\w+)">([^]*?)<\/g>/g)].flatMap(([, phase = "", card = ""]) => {
    expect(card).toContain(`<text class="phase"`);
    const states = [...card.matchAll(/<text class="state"[^>]*>([^<]+)</g)];
    return states.map(([, state]): [string, string] => [String(state), phase]);
  });
}

function statesIn(api: Api, schema: Schema, field: string): { value: unknown; label: string }[] {
  const target = follow(api.document, schema);
  const parts = [
    target.properties?.[field],
    ...(target.allOf ?? []),
    ...(target.oneOf ?? target.anyOf ?? []),
  ];
  const { enum: values = [], "x-enum-varnames": names = [] } = target;
  return [
    ...values.map((value, index) => ({ value, label: [value, names[index]].join(" ").trim() })),
    ...parts.flatMap((part) => (part === undefined ? [] : statesIn(api, part, field))),
  ];
}

async function phaseOf(api: Api, field: string, value: unknown): Promise<string> {
  const { batches } = await newClient<Watching>(api.name, { fetch: exampleFetch(api, field, value) });
  for await (const { phase } of batches.watch("0123456789abcdef01234567")) return phase;
  throw new Error("a watch without a snapshot");
}

/** Answers every call with the example of the document, its states replaced. */
function exampleFetch(api: Api, field: string, value: unknown): typeof globalThis.fetch {
  return (input, init) => {
    const { method, url } = new Request(input, init);
    const [media = {}] = Object.values(operationFor(api, method, url).success?.content ?? {});
    const body = JSON.stringify(examplesOf(api.document, media)[0]?.value, (key, member: unknown) => {
      // The times of an example are past, and with them its batch; so are the messages that RingCentral counts apart.
      if (/(_at|Time)$/.test(key)) return undefined;
      if (key === "count" && api.name === "ringcentral") return 0;
      return key === field && typeof member === typeof value ? value : member;
    });
    return Promise.resolve(new Response(body, { headers: { "content-type": "application/json" } }));
  };
}

/** Paths with fewer placeholders win, as on any server; a server's address may end in a path of its own. */
function operationFor(api: Api, method: string, url: string): Operation {
  const fits = ({ server, path }: Operation): boolean => {
    const prefix = server.url.replace(/^https?:\/\/[^/]+/, "");
    return new RegExp(`^${prefix}${path.replaceAll(/\{.+?\}/g, "[^/]+")}$`).test(new URL(url).pathname);
  };
  const fitting = api.operations.filter((one) => one.method === method && fits(one));
  const [best] = fitting.sort((a, b) => a.path.split("{").length - b.path.split("{").length);
  if (best === undefined) throw new Error(`${api.name}: its document has no ${method} ${url}`);
  return best;
}
