/** Reads one results file to its end: with our client, with the vendor's, or only its body or its parsing, which every
 * client needs. */
import { performance } from "node:perf_hooks";
import { watchMemory } from "../memory.mjs";
import { resultsFile } from "../results-file.mjs";
import { anthropic, anthropicSdk, fetchNamed, openai, openaiSdk } from "../subjects.mjs";

const { fetch, TextDecoder } = globalThis;

const readers = {
  async ours({ base, dist, fetch }) {
    const client = await anthropic(base, dist, { fetch });
    return async (id) => {
      let lines = 0;
      for await (const line of client.batches.results(id)) if (line.custom_id !== "") lines++;
      return lines;
    };
  },

  /** Only the bytes of the lines, for a program that stores them. */
  async lines({ base, dist, fetch }) {
    const client = await anthropic(base, dist, { fetch });
    return async (id) => {
      let lines = 0;
      for await (const line of client.batches.results(id).lines()) if (line.byteLength > 0) lines++;
      return lines;
    };
  },

  async sdk({ base }) {
    const client = await anthropicSdk(base);
    return async (id) => {
      let lines = 0;
      for await (const line of await client.messages.batches.results(id)) if (line.custom_id !== "") lines++;
      return lines;
    };
  },

  async openai({ base, dist, fetch }) {
    const client = await openai(base, dist, { fetch });
    return async (id) => {
      let lines = 0;
      for await (const line of client.batches.results(id)) if (line.custom_id !== "") lines++;
      return lines;
    };
  },

  /** As in the guide of the vendor: the whole file as text, split and parsed. */
  async openaiSdk({ base }) {
    const client = await openaiSdk(base);
    return async (id) => {
      const { output_file_id: file } = await client.batches.retrieve(id);
      const text = await (await client.files.content(file)).text();
      let lines = 0;
      for (const line of text.split("\n")) if (line !== "" && JSON.parse(line).custom_id !== "") lines++;
      return lines;
    };
  },

  /** The first half of the limit: reads the body and discards it. */
  async drain({ base, lines }) {
    return async (id) => {
      const { body } = await fetch(`${base}/v1/messages/batches/${id}/results`);
      const reader = body.getReader();
      while (!(await reader.read()).done);
      return lines;
    };
  },

  /** The same without web streams. */
  async drainUndici({ base, lines }) {
    const { request } = await import("undici");
    return async (id) => {
      const { body } = await request(`${base}/v1/messages/batches/${id}/results`);
      for await (const chunk of body) if (chunk.byteLength === 0) break;
      return lines;
    };
  },

  /** The other half: decodes and parses every line, already split in memory. */
  async parse({ lineBytes, lines: count }) {
    const blocks = [...resultsFile(lineBytes, count)];
    const decoder = new TextDecoder();
    return async () => {
      let lines = 0;
      for (const block of blocks) {
        for (let at = 0; at < block.byteLength; at += lineBytes) {
          if (JSON.parse(decoder.decode(block.subarray(at, at + lineBytes))).custom_id !== "") lines++;
        }
      }
      return lines;
    };
  },
};

const WARM_UP_LINES = 500;

/**
 * Resolves to the milliseconds, and the MiB by which the memory of the process grew. `over`: the fetch of our client, by
 * default that of the platform.
 */
export async function run({ reader, lineBytes, lines, over, ...where }) {
  const fetch = await fetchNamed(over, where.dist);
  const prefix = reader.startsWith("openai") ? "batch" : "msgbatch";
  const read = await readers[reader]({ lineBytes, lines, fetch, ...where });
  // Loads the HTTP stack of Node before the measurement.
  if (reader !== "parse") await read(`${prefix}_2048_${WARM_UP_LINES}`);
  const added = watchMemory();
  const started = performance.now();
  const got = await read(`${prefix}_${lineBytes}_${lines}`);
  const ms = performance.now() - started;
  if (got !== lines) throw new Error(`${reader} gave ${got} of ${lines} lines`);
  return { ms, addedMiB: added() };
}
