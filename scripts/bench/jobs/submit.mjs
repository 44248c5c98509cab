/** Sends requests from a generator: with our client, or with the vendor's, which needs an array or a file. */
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { watchMemory } from "../memory.mjs";
import { anthropic, anthropicSdk, openai, openaiSdk, ours } from "../subjects.mjs";

const PROSE = "Summarise the letter below in two sentences, and say who should answer it. ";

const REQUESTS = {
  anthropic: (custom_id, content) => ({
    custom_id,
    params: { model: "claude-haiku-4-5", max_tokens: 512, messages: [{ role: "user", content }] },
  }),
  openai: (custom_id, content) => ({
    custom_id,
    method: "POST",
    url: "/v1/chat/completions",
    body: { model: "gpt-5-mini", messages: [{ role: "user", content }] },
  }),
};

function* requests(provider, count, bytes) {
  const request = (i, content) => REQUESTS[provider](`req-${String(i).padStart(10, "0")}`, content);
  const empty = JSON.stringify(request(0, "")).length + 1;
  const text = PROSE.repeat(Math.ceil(bytes / PROSE.length)).slice(0, bytes - empty);
  for (let i = 0; i < count; i++) yield request(i, text.slice(0, -8) + String(i).padStart(8, "0"));
}

/** Sends an input. Resolves to the ids, which hold the number of bytes that arrived. */
const senders = {
  async ours({ provider, base, dist, folder, journal, parts = 1, count }) {
    const client = await (provider === "openai" ? openai : anthropic)(base, dist);
    const { fileJournal } = await ours(dist, "journal");
    return async (input, name) => {
      const options = {
        ...(parts > 1 && { maxItemsPerBatch: Math.ceil(count / parts) }),
        ...(journal && { journal: fileJournal(join(folder, name)) }),
      };
      const sent = await client.batches.submit(input, options).collect();
      return sent.map(({ batch }) => batch.input_file_id ?? batch.id);
    };
  },
  async anthropicSdk({ base }) {
    const client = await anthropicSdk(base);
    return async (input) => [(await client.messages.batches.create({ requests: [...input] })).id];
  },
  /** This client needs a file of requests. Writing it is part of the work, unless it exists. */
  async openaiSdk({ base, folder, isWritten }) {
    const client = await openaiSdk(base);
    return async (input, name) => {
      if (!isWritten) await writeFile(join(folder, name), input);
      const file = await client.files.create({
        file: createReadStream(join(folder, name)),
        purpose: "batch",
      });
      const endpoint = "/v1/chat/completions";
      const batch = { input_file_id: file.id, endpoint, completion_window: "24h" };
      return [(await client.batches.create(batch)).input_file_id];
    };
  },
};

async function writeFile(path, input) {
  const lines = Readable.from(input).map((line) => `${JSON.stringify(line)}\n`);
  await pipeline(lines, createWriteStream(path));
}

/** Counts the fsyncs of this process. */
async function countSyncs(folder) {
  const handle = await open(join(folder, "probe"), "w");
  const prototype = Object.getPrototypeOf(handle);
  await handle.close();
  let syncs = 0;
  for (const name of ["sync", "datasync"]) {
    const original = prototype[name];
    prototype[name] = function () {
      syncs++;
      return original.call(this);
    };
  }
  return () => syncs;
}

/** Resolves to the milliseconds, the MiB added, the longest time without a timer, and the number of fsyncs. */
export async function run({ sender, provider = "anthropic", count, bytes, ...where }) {
  const folder = mkdtempSync(join(tmpdir(), "batchwire-bench-"));
  try {
    const send = await senders[sender]({ provider, folder, count, ...where });
    const input = () => requests(provider, count, bytes);
    if (where.isWritten) {
      await writeFile(join(folder, "warm-up"), requests(provider, 100, bytes));
      await writeFile(join(folder, "input"), input());
    }
    await send(requests(provider, 100, bytes), "warm-up");
    const syncs = await countSyncs(folder);
    const added = watchMemory();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const started = performance.now();
    const ids = await send(input(), "input");
    const ms = performance.now() - started;
    delay.disable();
    const received = ids.reduce((sum, id) => sum + Number(id.split(/[_-]/)[1]), 0);
    if (received < count * bytes) throw new Error(`${received} of ${count * bytes} bytes arrived`);
    return { ms, addedMiB: added(), stallMs: delay.max / 1e6, syncs: syncs(), parts: ids.length };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
