/**
 * `npm run trace`: measures how much code a reader has to visit to follow one call. Creates one batch with the Anthropic
 * client, over a `fetch` that answers at once, and counts the functions and files entered. Fails if a figure exceeds its aim.
 *
 *   npm run trace                      the figures, and our files in the order in which the call reaches them
 *   npm run trace -- --calls           prints every call as well
 *   npm run trace -- --root <folder>   for another checkout of this repository
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { documentOf, endpointsIn, examplesOf, follow, ROOT } from "./openapi.js";
import { currentEntry, instrumentedCopy, type Entry } from "./trace/instrument.js";

const DEPENDENCY = "openapi-fetch";
const OPERATION = "createMessageBatch";

interface Client {
  readonly batches: { create(body: unknown): Promise<unknown> };
}

type ClientClass = new (options: { readonly apiKey: string; readonly fetch: typeof fetch }) => Client;

interface Trace {
  readonly entries: readonly Entry[];
  /** The callers of `fetch`, innermost first. */
  readonly aboveFetch: readonly Entry[];
}

async function traceOf(root: string): Promise<Trace> {
  const entries: Entry[] = [];
  let aboveFetch: Entry[] = [];
  const folder = instrumentedCopy(root, [DEPENDENCY], (entry) => entries.push(entry));
  try {
    const { AnthropicClient } = (await import(
      pathToFileURL(join(folder, "src/anthropic/index.js")).href
    )) as {
      AnthropicClient: ClientClass;
    };
    const { request, answer } = examples();
    const client = new AnthropicClient({
      apiKey: "trace-key",
      fetch: () => {
        aboveFetch = callersUpFrom(currentEntry());
        return Promise.resolve(Response.json(answer));
      },
    });
    entries.length = 0;
    await client.batches.create(request);
    return { entries, aboveFetch };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The examples of the document: a body with one request, and a success. */
function examples(): { readonly request: object; readonly answer: unknown } {
  const document = documentOf("anthropic");
  const object = endpointsIn(document.paths).find((one) => one.object.operationId === OPERATION)?.object;
  const [body, answer] = [object?.requestBody, object?.responses["200"]].map((holder) => {
    const [media] = Object.values((holder && follow(document, holder).content) ?? {});
    return media && examplesOf(document, media)[0]?.value;
  });
  const { requests } = body as { readonly requests: readonly unknown[] };
  return { request: { requests: requests.slice(0, 1) }, answer };
}

function callersUpFrom(entry: Entry | undefined): Entry[] {
  return entry === undefined ? [] : [entry, ...callersUpFrom(entry.caller)];
}

interface Figure {
  readonly what: string;
  readonly value: number;
  /** The most that it should be. */
  readonly aim?: number;
}

function figuresOf({ entries, aboveFetch }: Trace): Figure[] {
  const own = entries.filter(isOurs);
  const changes = own.filter(({ file }, index) => index > 0 && own[index - 1]?.file !== file);
  return [
    { what: "calls", value: own.length },
    { what: "functions", value: distinct(own, ({ file, name }) => `${file} ${name}`).length },
    { what: "files entered", value: distinct(own, ({ file }) => file).length, aim: 13 },
    { what: "changes of file", value: changes.length, aim: 25 },
    { what: "own frames above fetch", value: aboveFetch.filter(isOurs).length, aim: 7 },
  ];
}

function isOurs({ file }: Entry): boolean {
  return file !== DEPENDENCY;
}

function distinct(entries: readonly Entry[], keyOf: (entry: Entry) => string): string[] {
  return [...new Set(entries.map(keyOf))];
}

function print(trace: Trace, figures: readonly Figure[], withCalls: boolean): void {
  const { entries, aboveFetch } = trace;
  if (withCalls) console.log(`${entries.map(({ file, name }) => `${file} ${name}`).join("\n")}\n`);
  console.log(
    `One batches.create of the Anthropic client, beside ${entries.filter((one) => !isOurs(one)).length} calls in ${DEPENDENCY}:\n`,
  );
  for (const { what, value, aim } of figures) {
    console.log(`${String(value).padStart(5)}  ${what}${aim === undefined ? "" : ` (aim: at most ${aim})`}`);
  }
  const shown = (entry: Entry): string => `  ${entry.file} ${entry.name}`;
  console.log(`\nFiles, in the order in which they are reached:\n`);
  console.log(distinct(entries, ({ file }) => `  ${file}`).join("\n"));
  console.log(`\nAbove fetch, innermost first:\n\n${aboveFetch.map(shown).join("\n")}`);
}

const { values } = parseArgs({
  options: { calls: { type: "boolean", default: false }, root: { type: "string", default: ROOT } },
});
const trace = await traceOf(values.root);
const figures = figuresOf(trace);
print(trace, figures, values.calls);
if (figures.some(({ value, aim = Infinity }) => value > aim)) process.exitCode = 1;
