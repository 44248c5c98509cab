/** Reads one results file to its end: with our client, with the vendor's, or as little as can be done. */
import { performance } from "node:perf_hooks";
import { watchMemory } from "../memory.mjs";
import { anthropic, anthropicSdk } from "../subjects.mjs";

const { fetch, TextDecoder } = globalThis;

const readers = {
  async ours({ base, dist }) {
    const client = await anthropic(base, dist);
    return async (id) => {
      let lines = 0;
      for await (const line of client.batches.results(id)) if (line.custom_id !== "") lines++;
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

  /** The limit of one thread: the body, and every line decoded and parsed, with no promise, check or object between. */
  async limit({ base }) {
    return async (id) => {
      const { body } = await fetch(`${base}/v1/messages/batches/${id}/results`);
      const reader = body.getReader();
      const decoder = new TextDecoder();
      let lines = 0;
      let pieces = [];
      for (let step = await reader.read(); !step.done; step = await reader.read()) {
        const chunk = step.value;
        let from = 0;
        for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
          const last = chunk.subarray(from, end);
          const line = pieces.length > 0 ? joined([...pieces, last]) : last;
          if (JSON.parse(decoder.decode(line)).custom_id !== "") lines++;
          if (pieces.length > 0) pieces = [];
          from = end + 1;
        }
        if (from < chunk.byteLength) pieces.push(chunk.subarray(from));
      }
      return lines;
    };
  },
};

function joined(pieces) {
  const whole = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}

const WARM_UP_LINES = 500;

/** Resolves to the milliseconds it took and the MiB it added to the memory of the process. */
export async function run({ reader, lineBytes, lines, warm, ...where }) {
  const read = await readers[reader](where);
  if (warm) await read(`msgbatch_2048_${WARM_UP_LINES}`);
  const added = watchMemory();
  const started = performance.now();
  const got = await read(`msgbatch_${lineBytes}_${lines}`);
  const ms = performance.now() - started;
  if (got !== lines) throw new Error(`${reader} gave ${got} of ${lines} lines`);
  return { ms, addedMiB: added() };
}
