/**
 * Which of our phases each state of a provider is. Nobody writes that down a second time: the client itself is asked,
 * with a `fetch` that answers every call with the example of the document, its states replaced.
 */
import type { BatchPhase } from "../../src/core/base/types/index.js";
import { newClient } from "../providers.js";
import { examplesOf, exampleOf, type Api, type Operation } from "./api.js";
import type { State, States } from "./compare.js";

interface Watching {
  readonly batches: { watch(id: string): AsyncIterable<{ readonly phase: BatchPhase }> };
}

export type Phases = ReadonlyMap<State, BatchPhase>;

export async function phasesOf(api: Api, states: States): Promise<Phases> {
  const phases = states.values.map(async (state) => {
    const fetch = exampleFetch(api, states.field, state.value);
    const client = await newClient<Watching>(api.name, { fetch });
    return [state, await firstPhase(client, batchId(api))] as const;
  });
  return new Map(await Promise.all(phases));
}

async function firstPhase(client: Watching, id: string): Promise<BatchPhase> {
  for await (const snapshot of client.batches.watch(id)) return snapshot.phase;
  throw new Error("a watch without a snapshot");
}

function batchId(api: Api): string {
  const reads = api.operations.find((one) =>
    /^batches\.(get|retrieve)$/.test(one.object["x-client-method"] ?? ""),
  );
  const parameter = reads?.parameters.findLast((one) => one.in === "path");
  return String(parameter === undefined ? "" : exampleOf(api, parameter));
}

function exampleFetch(api: Api, field: string, value: unknown): typeof globalThis.fetch {
  return (input, init) => {
    const request = new Request(input, init);
    const operation = operationFor(api, request.method, new URL(request.url).pathname);
    const body = JSON.stringify(withState(successExample(api, operation), field, value));
    return Promise.resolve(new Response(body, { headers: { "content-type": "application/json" } }));
  };
}

/** Paths with fewer placeholders win, as on any server. */
function operationFor(api: Api, method: string, path: string): Operation {
  const fitting = api.operations.filter((one) => one.method === method && pathPattern(one).test(path));
  const [best] = fitting.sort((a, b) => a.path.split("{").length - b.path.split("{").length);
  if (best === undefined)
    throw new Error(`${api.name}: the client calls ${method} ${path}, which is not in its document`);
  return best;
}

/** A server's address may end in a path of its own, such as OpenAI's `/v1`. */
function pathPattern({ server, path }: Operation): RegExp {
  const prefix = server.url.replace(/^https?:\/\/[^/]+/, "");
  return new RegExp(`^${prefix}${path.replaceAll(/\{.+?\}/g, "[^/]+")}$`);
}

function successExample(api: Api, operation: Operation): unknown {
  const success = operation.answers.find(({ status }) => status.startsWith("2"));
  const [media] = Object.values(success?.response.content ?? {});
  return media === undefined ? undefined : examplesOf(api, media)[0]?.value;
}

function withState(node: unknown, field: string, value: unknown): unknown {
  if (Array.isArray(node)) return node.map((item) => withState(item, field, value));
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).map(([key, member]) => [
    key,
    key === field && typeof member === typeof value ? value : withState(member, field, value),
  ]);
  return Object.fromEntries(entries) as unknown;
}
