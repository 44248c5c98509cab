/**
 * Runs the simulator in its own process, behind proxies that answer too early or too late, stall, and break connections at
 * any byte. Reports requests, faults and received batches to the parent process.
 */
import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as ask,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Ip1Client } from "../../src/ip1/index.js";
import { startSimulator } from "../../src/simulator/index.js";
import { createRandom } from "../../src/simulator/random.js";
import { type Content, contentOf } from "./chaos-plan.js";

/** Messages to the parent: the start of a request, a fault, and on request the batches received since the last question. */
export type ServerMessage =
  | { readonly options: Readonly<Record<string, object>> }
  | { readonly at: "upload" | "results" }
  | { readonly fault: string }
  | { readonly received: readonly { readonly id: string; readonly content: Content }[] };

const send = (message: ServerMessage): void => void process.send?.(message);

const BEFORE = [
  "early 429",
  "early 429, closed",
  "early 500",
  "reset before",
  "reset on the way",
  "stall on the way",
];
const AT_END = ["429", "500", "reset at the end", "reset after", "502 after", "answer cut", "no answer"];
const UPLOAD_FAULTS = [...BEFORE, "reset on the way", "reset on the way", ...AT_END];
const OTHER_FAULTS = ["early 429", "reset before", ...AT_END.slice(0, -1)];

// Longer than the timeout of the clients.
const STALL_MS = 8_000;

const source = createRandom(Number(process.argv[2]), "faults");
const random = (): number => source.next();
const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? "";
const files = new Map<string, Content>();
let received: { id: string; content: Content }[] = [];
let pending = 0;

/** Records the content of a call that was carried out. */
function note(provider: string, { url = "", method }: IncomingMessage, body: Buffer, answer: Answer): void {
  if (method !== "POST" || answer.status >= 300 || !/\/(batches|files)$/.test(url)) return;
  const { id = "" } = JSON.parse(answer.body.toString() || "{}") as { id?: string };
  if (url.endsWith("/files")) return void files.set(id, contentOf(provider, body.toString()));
  const { input_file_id: file } = JSON.parse(body.toString()) as { input_file_id?: string };
  received.push({
    id,
    content: file === undefined ? contentOf(provider, body.toString()) : (files.get(file) ?? []),
  });
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

async function carriedOut(origin: URL, request: IncomingMessage, body: Buffer): Promise<Answer> {
  const { "transfer-encoding": _, ...headers } = request.headers;
  const target = { host: origin.hostname, port: origin.port, path: request.url, method: request.method };
  const length = body.length > 0 ? { "content-length": body.length } : {};
  const call = ask({ ...target, headers: { ...headers, ...length } }).end(body);
  const [response] = (await once(call, "response")) as [IncomingMessage];
  const chunks = await response.toArray();
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(chunks as Buffer[]),
  };
}

/** The body; undefined if the connection is to be broken on the way. */
async function bodyOf(request: IncomingMessage, fault: string): Promise<Buffer | undefined> {
  const cut = fault.endsWith("on the way") ? random() * 6e6 : Infinity;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    if ((bytes += chunk.length) < cut) continue;
    if (fault.startsWith("stall")) await sleep(STALL_MS);
    return undefined;
  }
  return Buffer.concat(chunks);
}

async function serve(
  provider: string,
  origin: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { url = "", method, socket } = request;
  const isUpload = method === "POST" && /\/(batches|files)$/.test(url);
  if (isUpload) send({ at: "upload" });
  if (/results|content|messages|recipients|delivery_report/.test(url)) send({ at: "results" });
  const isHit = random() < (isUpload ? 0.4 : 0.08);
  const fault = isHit ? pick(isUpload ? UPLOAD_FAULTS : OTHER_FAULTS) : "";
  if (isHit) send({ fault });
  const hint = { "retry-after-ms": "50", "content-type": "application/json" };
  const refuse = (): unknown => response.writeHead(Number(/\d+/.exec(fault)), hint).end("{}");
  if (fault === "reset before") return void socket.resetAndDestroy();
  if (fault.startsWith("early")) {
    refuse();
    if (fault.endsWith("closed")) response.on("finish", () => socket.destroy());
    return;
  }
  const body = await bodyOf(request, fault);
  if (body === undefined || fault.startsWith("reset on") || fault === "reset at the end")
    return void socket.resetAndDestroy();
  if (fault === "429" || fault === "500") return void refuse();
  const answer = await carriedOut(origin, request, body);
  note(provider, request, body, answer);
  if (fault === "reset after") return void socket.resetAndDestroy();
  if (fault === "502 after")
    return void response.writeHead(502, { "content-type": "text/html" }).end("<html>");
  if (fault === "no answer") return;
  const { "transfer-encoding": _, ...headers } = answer.headers;
  response.writeHead(answer.status, { ...headers, "content-length": answer.body.length });
  if (fault !== "answer cut") return void response.end(answer.body);
  response.write(answer.body.subarray(0, random() * answer.body.length), () => socket.destroy());
}

const { options } = await startSimulator({ timeScale: 100 });
await new Ip1Client(options.ip1).senders.register("Library");
const proxied = Object.entries(options).map(async ([provider, given]) => {
  const address = new URL((given as { baseUrl?: string }).baseUrl ?? "http://127.0.0.1");
  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    for (const one of [request, response]) one.on("error", () => undefined);
    // The provider's clock runs fast: the proxy must not add a `Date` by its own clock.
    response.sendDate = false;
    pending++;
    const served = serve(provider, new URL(address), request, response);
    served.catch(() => request.socket.destroy()).finally(() => pending--);
  });
  server.on("connection", (socket) => socket.on("error", () => undefined));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return [
    provider,
    { ...given, baseUrl: address.href.replace(/\/$/, "").replace(address.port, String(port)) },
  ];
});
const entries = (await Promise.all(proxied)) as [string, object][];
process.on("disconnect", () => process.exit());
process.on("message", () => {
  const look = (): void => {
    if (pending > 0) return void setTimeout(look, 20);
    send({ received });
    received = [];
  };
  look();
});
send({ options: Object.fromEntries(entries) });
