/** Reads one results file to its end: with our client, with the vendor's, or in the two halves that no client can
 * do without. */
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

  /** The bytes of the lines, as for a program that only stores them. */
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

  /** As its guide does it: the whole file as text, cut and parsed. */
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

  /** Half of the limit: the body, thrown away as it comes. */
  async drain({ base, lines }) {
    return async (id) => {
      const { body } = await fetch(`${base}/v1/messages/batches/${id}/results`);
      const reader = body.getReader();
      while (!(await reader.read()).done);
      return lines;
    };
  },

  /** The other half: every line decoded and parsed, from memory, cut beforehand. */
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
 * Resolves to the milliseconds it took and the MiB it added to the memory of the process. `over` is the fetch of our
 * client, by default the platform's.
 */
export async function run({ reader, lineBytes, lines, over, ...where }) {
  const fetch = await fetchNamed(over, where.dist);
  const prefix = reader.startsWith("openai") ? "batch" : "msgbatch";
  const read = await readers[reader]({ lineBytes, lines, fetch, ...where });
  // Node's HTTP stack is loaded by then, and is no part of what the file costs.
  if (reader !== "parse") await read(`${prefix}_2048_${WARM_UP_LINES}`);
  const added = watchMemory();
  const started = performance.now();
  const got = await read(`${prefix}_${lineBytes}_${lines}`);
  const ms = performance.now() - started;
  if (got !== lines) throw new Error(`${reader} gave ${got} of ${lines} lines`);
  return { ms, addedMiB: added() };
}
