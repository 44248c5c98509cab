// The example of a Cloudflare Worker, in Cloudflare's own runtime: workerd, a simulator beside it, and a map for a KV store.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { rolldown } from "rolldown";
import { startSimulator } from "../../dist/src/simulator/index.js";

const { fetch } = globalThis;
const root = resolve(import.meta.dirname, "../..");
const workerd = process.argv[2] ?? join(import.meta.dirname, "node_modules/.bin/workerd");
const folder = await mkdtemp(join(tmpdir(), "batchwire-worker-"));
const simulator = await startSimulator();

const ENTRY = `
  import worker from ${JSON.stringify(join(root, "examples/cloudflare-worker.ts"))};
  const kept = new Map();
  const JOBS = {
    get: async (key) => kept.get(key) ?? null,
    put: async (key, value) => void kept.set(key, value),
    delete: async (key) => void kept.delete(key),
    list: async ({ prefix }) => ({
      keys: [...kept.keys()].filter((name) => name.startsWith(prefix)).map((name) => ({ name })),
    }),
  };
  export default {
    async fetch(request, env) {
      if (!request.url.endsWith("/cron")) return worker.fetch(request, { ...env, JOBS });
      await worker.scheduled({}, { ...env, JOBS });
      return new Response();
    },
  };`;

function config(port) {
  const { apiKey, baseUrl } = simulator.options.anthropic;
  const text = (name, value) => `(name = "${name}", text = ${JSON.stringify(value)})`;
  return `using Workerd = import "/workerd/workerd.capnp";
    const config :Workerd.Config = (
      services = [
        (name = "main", worker = .main),
        (name = "internet", network = (allow = ["private", "public"])),
      ],
      sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
    );
    const main :Workerd.Worker = (
      modules = [(name = "worker", esModule = embed "worker.js")],
      bindings = [${text("ANTHROPIC_API_KEY", apiKey)}, ${text("ANTHROPIC_BASE_URL", baseUrl)}],
      compatibilityDate = "2026-11-01",
    );`;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** The server says nothing when it is up: the first call is made until it is taken. */
async function first(url, init, tries = 100) {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (tries === 0) throw error;
    await sleep(100);
    return first(url, init, tries - 1);
  }
}

await writeFile(join(folder, "entry.js"), ENTRY);
const bundle = await rolldown({ input: join(folder, "entry.js"), cwd: root, platform: "browser" });
await bundle.write({ file: join(folder, "worker.js"), codeSplitting: false });
const port = await freePort();
await writeFile(join(folder, "config.capnp"), config(port));
const server = spawn(workerd, ["serve", join(folder, "config.capnp")], {
  stdio: ["ignore", "inherit", "inherit"],
});
try {
  const url = `http://127.0.0.1:${port}/`;
  const params = { model: "claude-sonnet-5", max_tokens: 50, messages: [{ role: "user", content: "Hi" }] };
  const body = JSON.stringify([{ custom_id: "a", params }]);
  const { id } = await (await first(url, { method: "POST", body })).json();
  const early = (await fetch(url + id)).status;
  let answer;
  do {
    await fetch(`${url}cron`);
    answer = await fetch(url + id);
  } while (answer.status === 404);
  const printed = await answer.text();
  if (early !== 404 || printed !== '{"a":"usable"}') throw new Error(`${early} ${printed}`);
  console.log("ok");
} finally {
  server.kill();
  await simulator.close();
  await rm(folder, { recursive: true });
}
