import { SinchClient } from "../../src/sinch/index.js";
import type { Simulator } from "../../src/simulator/index.js";
import { createdId, firstPage, type Job, type LargeParts, SCHEDULE, TO } from "./job.js";

export async function prepare({ options }: Simulator): Promise<Job> {
  const { batches, groups } = new SinchClient(options.sinch);
  const body = { from: "12025550199", to: [TO], body: "Hi" };
  const { id } = await batches.send(body);
  return {
    calls: [
      (signal) => batches.get(id, { signal }),
      (signal) => firstPage(batches.list({ page_size: 5 }, { signal })),
      (signal) => firstPage(groups.list({}, { signal })),
    ],
    wait: async (signal) =>
      batches.wait(await createdId(batches.send(body, { signal })), { signal, schedule: SCHEDULE }),
  };
}

const PIECES = Array.from({ length: 10 }, (_, i) => `piece${i}`);

function piecesOf(texts: Iterable<readonly [key: string, text: string]>): object {
  const all = [...texts];
  const piece = (i: number) => all.map(([key, text]) => [key, text.slice(i * 160, (i + 1) * 160)]);
  return Object.fromEntries(PIECES.map((name, i) => [name, Object.fromEntries(piece(i)) as object]));
}

export const largeParts: LargeParts = {
  perPart: 1_000,
  // In pieces of 160 characters, the longest value of a parameter.
  characters: 1_600,
  key: (digits) => `467${digits}000`,
  item: (key) => key,
  input: (to, texts) => ({
    from: "Library",
    body: PIECES.map((name) => `\${${name}}`).join(""),
    to,
    parameters: piecesOf(texts()),
  }),
  contentOf: (body) => {
    const { to, parameters } = JSON.parse(body) as {
      to: string[];
      parameters: Record<string, Record<string, string>>;
    };
    return to.map((key) => [key, PIECES.map((name) => parameters[name]?.[key] ?? "").join("")]);
  },
};
