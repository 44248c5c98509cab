/**
 * A Cloudflare Worker: POST / starts a batch, a cron trigger looks after all that are running, GET /<id> gives the result.
 * `wrangler.toml`: a KV namespace `JOBS`, a secret `ANTHROPIC_API_KEY`, `crons = ["* * * * *"]`.
 */
import { AnthropicClient, classifyResult, type BatchRequest } from "batchwire/anthropic";

interface Env {
  readonly ANTHROPIC_API_KEY: string;
  readonly ANTHROPIC_BASE_URL?: string;
  readonly JOBS: {
    get(key: string): Promise<string | null>;
    put(key: string, value: string): Promise<void>;
    list(options: { prefix: string }): Promise<{ keys: { name: string }[] }>;
    delete(key: string): Promise<void>;
  };
}

function clientOf(env: Env): AnthropicClient {
  return new AnthropicClient({ apiKey: env.ANTHROPIC_API_KEY, baseUrl: env.ANTHROPIC_BASE_URL });
}

async function start(request: Request, env: Env): Promise<Response> {
  const client = clientOf(env);
  const requests = (await request.json()) as BatchRequest[];
  const handle = client.batches.handle(await client.batches.create({ requests }));
  await env.JOBS.put(`running/${handle.id}`, JSON.stringify(handle));
  return Response.json(handle, { status: 202 });
}

/** One look at each batch. */
async function look(env: Env): Promise<void> {
  const client = clientOf(env);
  const { keys } = await env.JOBS.list({ prefix: "running/" });
  for (const { name } of keys) {
    const handle = JSON.parse((await env.JOBS.get(name)) ?? "null");
    const { value: snapshot } = await client.batches.watch(handle).next();
    if (snapshot?.phase !== "ended") continue;
    const kinds: Record<string, string> = {};
    for await (const line of client.batches.results(handle)) kinds[line.custom_id] = classifyResult(line);
    await env.JOBS.put(`ended/${handle.id}`, JSON.stringify(kinds));
    await env.JOBS.delete(name);
  }
}

const worker = {
  async fetch(request: Request, env: Env): Promise<Response> {
    if (request.method === "POST") return start(request, env);
    const result = await env.JOBS.get(`ended${new URL(request.url).pathname}`);
    return result === null ? new Response("not yet", { status: 404 }) : new Response(result);
  },
  scheduled: (_event: unknown, env: Env): Promise<void> => look(env),
};
export { worker as default };
