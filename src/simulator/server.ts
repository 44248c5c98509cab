import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { complete, type FullAnswer, send, sendTruncated } from "./answers.js";
import { BodyReader } from "./body.js";
import { carryOut, type Context, isGone, type Loaded } from "./carry-out.js";
import type { VirtualClock } from "./clock.js";
import { openExchange, splitTarget, toRecord } from "./exchange.js";
import type { Fault, FaultPlan } from "./faults.js";
import {
  type Answer,
  type Connection,
  type Environment,
  type ProviderDefinition,
  type ProviderPart,
  Refusal,
} from "./provider.js";
import { createRandom } from "./random.js";
import type { Entry, RequestLog } from "./request-log.js";
import { loadSpec, type Route, type Spec } from "./spec.js";

/** An answer of a part that its document does not allow, or a crash of a part. */
export interface Violation {
  readonly provider: string;
  readonly operation: string;
  readonly faults: readonly string[];
}

/** What the servers of one simulator share. */
export interface Shared {
  readonly clock: VirtualClock;
  readonly seed: number;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly violations: Violation[];
  readonly post: Environment["post"];
}

/** One provider, served at an origin of its own, as in reality. */
export class ProviderServer {
  readonly #definition: ProviderDefinition;
  readonly #shared: Shared;
  readonly #http: Server;
  #loaded: Promise<Loaded> | undefined;
  #arrivals = 0;

  constructor(definition: ProviderDefinition, shared: Shared) {
    this.#definition = definition;
    this.#shared = shared;
    // Uploads may stall for as long as a test likes, and a pooled connection must not time out under a client.
    this.#http = createServer({ requestTimeout: 0, keepAliveTimeout: 600_000 }, (request, response) => {
      void this.#serve(request, response).catch(() => request.socket.destroy());
    });
  }

  /** Resolves to how clients reach it. */
  async listen(port: number): Promise<Connection> {
    await new Promise<void>((listening, failed) => {
      this.#http.once("error", failed).listen(port, "127.0.0.1", listening);
    });
    return this.#definition.connect(this.#origin);
  }

  get #origin(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((done) => this.#http.close(() => done()));
    this.#http.closeAllConnections();
    await closed;
  }

  /** The document is read when the first request comes: whoever tests one provider does not pay for four. */
  #load(): Promise<Loaded> {
    this.#loaded ??= loadSpec(this.#definition.spec).then((spec) => {
      const { clock, seed, post } = this.#shared;
      const part = this.#definition.create({
        origin: this.#origin,
        clock,
        random: (...labels) => createRandom(seed, this.#definition.name, ...labels),
        check: (schema, value, options) => spec.checkComponent(schema, value, options?.all ?? false),
        schema: (name) => spec.component(name),
        post,
      });
      assertSameOperations(this.#definition.name, spec, part);
      return { spec, part };
    });
    return this.#loaded;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let context: Context;
    try {
      context = this.#open(request, await this.#load());
    } catch (error) {
      request.resume();
      return send(response, this.#ownFault(request.url ?? "", [String(error)]));
    }
    const { body, entry, exchange } = context;
    const provider = this.#definition.name;
    const fault = this.#shared.faults.take({ provider, operation: exchange.operation });
    if (fault !== undefined) entry.fault = fault;
    if (fault === "reset-before") {
      request.socket.resetAndDestroy();
      return;
    }
    try {
      const answer = await this.#answer(context, fault);
      if (answer === undefined) return;
      entry.status = answer.status;
      await deliver(response, answer, fault);
    } finally {
      this.#shared.log.setBody(entry, body.kept, body.bytes, context.part.secretFields ?? []);
    }
  }

  #open(request: IncomingMessage, { spec, part }: Loaded): Context {
    const [path] = splitTarget(request.url ?? "/");
    const match = spec.match(request.method ?? "GET", path);
    const { clock, seed, log } = this.#shared;
    const id = createRandom(seed, this.#definition.name, "request", this.#arrivals++).text(24);
    const exchange = openExchange(request, match, id, clock.now());
    const entry: Entry = {
      provider: this.#definition.name,
      ...(exchange.operation && {
        operation: exchange.operation.clientMethod,
        operationId: exchange.operation.id,
      }),
      method: exchange.method,
      path,
      query: toRecord(exchange.search),
      headers: exchange.headers,
      body: undefined,
      at: exchange.at,
    };
    log.add(entry, part.secretFields ?? []);
    const body = new BodyReader(request, part.maxBodyBytes ?? Infinity);
    return { spec, part, match, exchange, body, entry };
  }

  /** `undefined` for a fault that never answers. */
  async #answer(context: Context, fault: Fault | undefined): Promise<FullAnswer | undefined> {
    const { part, exchange, body, match } = context;
    const finish = (answer: Answer): FullAnswer => {
      const { headers, ...rest } = part.finish?.(answer, exchange) ?? answer;
      // A client may set its clock by this header, and the times in the answers are virtual.
      const date = new Date(this.#shared.clock.now()).toUTCString();
      return complete({ ...rest, headers: { date, ...headers } });
    };
    if (fault === "stall") {
      await body.drain();
      return undefined;
    }
    if (typeof fault === "object" && "status" in fault) {
      await body.drain();
      const { status, body: content, headers } = fault;
      const answer =
        content === undefined
          ? part.refuse({ kind: "status", status }, exchange)
          : { status, ...asContent(content) };
      return finish({ ...answer, headers: { ...answer.headers, ...headers } });
    }
    const crashes: string[] = [];
    const answer = await carryOut(context).catch((error: unknown) => {
      if (error instanceof Refusal) return error.answer;
      if (isGone(error)) throw error;
      crashes.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return undefined;
    });
    await body.drain();
    if (answer === undefined) return this.#ownFault(exchange.operation?.id ?? exchange.path, crashes);
    return this.#checked(context.spec, match.route, finish(answer));
  }

  #checked(spec: Spec, route: Route | undefined, answer: FullAnswer): FullAnswer {
    if (route === undefined) return answer;
    const { faults, checkLine } = spec.checkAnswer(route, answer);
    if (faults.length > 0) return this.#ownFault(route.id, faults);
    if (answer.lines === undefined || checkLine === undefined) return answer;
    return { ...answer, lines: this.#checkedLines(route.id, answer.lines, checkLine) };
  }

  /** The header block is out when a line turns out wrong: all that is left is to break off. */
  *#checkedLines(
    operation: string,
    lines: Iterable<unknown>,
    check: (line: unknown) => readonly string[],
  ): Generator<unknown> {
    for (const line of lines) {
      const faults = check(line);
      if (faults.length > 0) {
        this.#ownFault(operation, faults);
        throw new Error(faults.join("; "));
      }
      yield line;
    }
  }

  #ownFault(operation: string, faults: readonly string[]): FullAnswer {
    this.#shared.violations.push({ provider: this.#definition.name, operation, faults });
    const text = `The simulator made a mistake in ${operation}; this is a bug of batchwire.\n${faults.join("\n")}\n`;
    return complete({ status: 500, text });
  }
}

async function deliver(
  response: ServerResponse,
  answer: FullAnswer,
  fault: Fault | undefined,
): Promise<void> {
  if (fault === "reset-after") {
    response.socket?.resetAndDestroy();
  } else if (typeof fault === "object" && "truncateAfter" in fault) {
    await sendTruncated(response, answer, fault.truncateAfter);
  } else {
    await send(response, answer);
  }
}

/** Text goes out as it is, the way a proxy in front of an API answers; anything else as JSON. */
function asContent(content: unknown): Pick<Answer, "body" | "text" | "type"> {
  return typeof content === "string" ? { text: content, type: "text/html" } : { body: content };
}

function assertSameOperations(provider: string, spec: Spec, part: ProviderPart): void {
  const declared = spec.operations.map(({ id }) => id);
  const handled = Object.keys(part.handlers);
  const missing = declared.filter((id) => !handled.includes(id));
  const unknown = handled.filter((id) => !declared.includes(id));
  if (missing.length + unknown.length === 0) return;
  throw new Error(
    `the ${provider} part has no handler for [${missing.join(", ")}] and no operation for [${unknown.join(", ")}]`,
  );
}
