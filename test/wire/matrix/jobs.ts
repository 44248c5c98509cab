/** What may go wrong in the middle of a whole job, and must cost it nothing: each item comes out once. */
import type { Interference, Passing, Said } from "./gateway.js";
import type { Layer } from "./layers.js";

/** Makes an interference for one job. `second`: the number of the request with which a wait looks a second time. */
type Make = (second: number) => Interference;

export interface Trouble {
  readonly name: string;
  readonly submit?: Make;
  readonly wait?: Make;
  readonly results?: Make;
  readonly layer?: Layer;
  /** The part is so large that it leaves while it is read; its input is an array, or can be read once. */
  readonly large?: "array" | "once";
  /** Longer than an attempt may take, the input or the reader of the results pauses. */
  readonly pauses?: "input" | "reader";
  /** A relative of others, for `FAULT_MATRIX=full`. */
  readonly isRare?: boolean;
  /** Only where results are a file. */
  readonly isOfFiles?: boolean;
  /** The gateway has nothing to answer by itself. */
  readonly isQuiet?: boolean;
}

const PAGE = Buffer.from("<!doctype html>\n<title>Sign in</title>\n");
const HTML = { "content-type": "text/html" };
const JSON_TYPE = { "content-type": "application/json" };

const said = (
  status: number,
  body: string | Buffer = "",
  headers: Readonly<Record<string, string>> = JSON_TYPE,
): Said => ({
  status,
  headers,
  body: Buffer.from(body),
});

/** Answers the nth request like this, in place of the server. */
const at = (nth: number, answer: Said | "reset"): Interference => {
  return ({ nth: here, request, tell }) => {
    if (here !== nth) return false;
    if (answer === "reset") request.socket.resetAndDestroy();
    else tell(answer);
    return true;
  };
};

/** What stands between two good looks at a batch. */
const BETWEEN: readonly (readonly [string, Said | "reset"])[] = [
  ["a 404", said(404, "{}")],
  ["a 403 with a gateway's page", said(403, PAGE, HTML)],
  ["a 401 with a gateway's page", said(401, PAGE, HTML)],
  ["a 404 with a gateway's page", said(404, PAGE, HTML)],
  ["a redirect to a sign-in", said(302, "", { location: "/sign-in" })],
  ["a 200 with a page", said(200, PAGE, HTML)],
  ["a 204", said(204)],
  ["null", said(200, "null")],
  ["a 502", said(502, PAGE, HTML)],
  ["a reset", "reset"],
];

/** Keeps what it was told, and asks again only where it must. */
function cache(): Interference {
  const kept = new Map<string, Said>();
  return async ({ request, ask, tell }) => {
    const { method, url = "", headers } = request;
    const isAsked = method !== "GET" || /no-cache/.test(headers["cache-control"] ?? "");
    const answer = (isAsked ? undefined : kept.get(url)) ?? (await ask());
    kept.set(url, answer);
    tell(answer);
    return true;
  };
}

const isFile = ({ request }: Passing): boolean =>
  /\/(results|content)$/.test(request.url?.split("?")[0] ?? "");

/** Behind some lines of the file the server says that it cannot go on. */
function errorInMidFile(): Interference {
  let isOver = false;
  return async (passing) => {
    if (isOver || !isFile(passing)) return false;
    isOver = true;
    const { body, ...answer } = await passing.ask();
    const end = body.indexOf("\n") + 1;
    const error = JSON.stringify({
      type: "error",
      error: { type: "api_error", message: "Internal server error" },
    });
    passing.tell({ ...answer, body: Buffer.concat([body.subarray(0, end), Buffer.from(`${error}\n`)]) });
    return true;
  };
}

/** The file lies behind two redirects on the same host. */
const twoHops: Interference = ({ request, tell, ...passing }) => {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://gateway");
  const hop = Number(searchParams.get("hop") ?? 0);
  if (!isFile({ request, tell, ...passing }) || hop === 2) return false;
  tell(said(hop === 0 ? 302 : 307, "", { location: `${pathname}?hop=${hop + 1}` }));
  return true;
};

/** Each file comes in two pieces, and once. */
function once(): Interference {
  const given = new Set<string | undefined>();
  return async (passing) => {
    if (!isFile(passing)) return false;
    const { body, status, headers } = await passing.ask();
    if (given.has(passing.request.url)) throw new Error("the file was asked for twice");
    given.add(passing.request.url);
    passing.response.writeHead(status, { ...headers, "content-length": body.byteLength });
    passing.response.write(body.subarray(0, body.indexOf("\n") + 10), () =>
      setTimeout(() => passing.response.end(body.subarray(body.indexOf("\n") + 10)), 50),
    );
    return true;
  };
}

/** Takes no body of unknown length. */
const wantsLength: Interference = ({ request, tell }) => {
  if (request.method !== "POST" || request.headers["content-length"] !== undefined) return false;
  request.resume();
  tell(said(411, "{}"));
  return true;
};

const LAYERS: readonly Layer[] = ["reads a clone first", "reads a clone meanwhile", "sends a clone"];

export const troubles: readonly Trouble[] = [
  { name: "nothing", isQuiet: true },
  ...BETWEEN.map(([name, answer]) => ({
    name: `${name} between two good looks`,
    wait: (second: number) => at(second, answer),
  })),
  { name: "a cache on the way", submit: cache, wait: cache, results: cache },
  { name: "a 404 to the look before the results", results: () => at(1, said(404, "{}")), isOfFiles: true },
  {
    name: "a gateway's page to the look before the results",
    results: () => at(1, said(403, PAGE, HTML)),
    isOfFiles: true,
  },
  { name: "a 502 to the first request for results", results: () => at(1, said(502, PAGE, HTML)) },
  { name: "an error document in mid-file", results: errorInMidFile, isOfFiles: true },
  { name: "results behind two redirects", results: () => twoHops, isOfFiles: true },
  { name: "a reader that pauses", results: once, pauses: "reader", isOfFiles: true },
  { name: "an input that pauses", large: "once", pauses: "input", isOfFiles: true, isQuiet: true },
  {
    name: "a gateway that wants to know the length",
    submit: () => wantsLength,
    large: "array",
    isOfFiles: true,
  },
  ...LAYERS.map((layer) => ({ name: `a layer that ${layer}`, layer, isQuiet: true })),
  ...LAYERS.map((layer) => ({
    name: `a layer that ${layer}, under a large part`,
    isRare: layer !== "reads a clone first",
    layer,
    large: "array" as const,
    isOfFiles: true,
    isQuiet: true,
  })),
];
