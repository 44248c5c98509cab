import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type FullAnswer, send, sendTruncated } from "./answers.js";
import { BodyReader } from "./body.js";
import type { Context, Loaded } from "./carry-out.js";
import type { VirtualClock } from "./clock.js";
import { openExchange, splitTarget, toRecord } from "./exchange.js";
import type { Fault, FaultPlan } from "./faults.js";
import type {
  Connection,
  Environment,
  ProviderDefinition,
  ProviderBackend,
  WebhookTarget,
} from "./provider.js";
import { createRandom } from "./random.js";
import { Responder } from "./responder.js";
import type { Violation } from "./violation.js";
import type { Entry, RequestLog } from "./request-log.js";
import { loadSpec, type Spec } from "./spec.js";

/** State that the servers of one simulator share. */
export interface Shared {
  readonly clock: VirtualClock;
  readonly seed: number;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly violations: Violation[];
  readonly post: Environment["post"];
  readonly limits: Readonly<Record<string, Readonly<Record<string, number | undefined>> | undefined>>;
  readonly webhooks: Readonly<Record<string, WebhookTarget | undefined>>;
}

/** The HTTP server of one provider. */
export class ProviderServer {
  readonly #definition: ProviderDefinition;
  readonly #shared: Shared;
  readonly #http: Server;
  readonly #responder: Responder;
  #loaded: Promise<Loaded> | undefined;
  #arrivals = 0;

  constructor(definition: ProviderDefinition, shared: Shared) {
    this.#definition = definition;
    this.#shared = shared;
    this.#responder = new Responder(definition.name, shared.clock, shared.violations);
    // No timeouts: a test may stall an upload, and a client must not find its pooled connection closed.
    this.#http = createServer({ requestTimeout: 0, keepAliveTimeout: 600_000 }, (request, response) => {
      void this.#serve(request, response).catch(() => request.socket.destroy());
    });
  }

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

  /** Reads the document at the first request, so that a test of one provider does not wait for all of them. */
  #load(): Promise<Loaded> {
    this.#loaded ??= loadSpec(this.#definition.spec).then((spec) => {
      const { clock, seed, post, webhooks } = this.#shared;
      const backend = this.#definition.create({
        origin: this.#origin,
        clock,
        limit: (name) => this.#limit(name),
        webhook: webhooks[this.#definition.name],
        random: (...labels) => createRandom(seed, this.#definition.name, ...labels),
        check: (schema, value, options) => spec.checkComponent(schema, value, options?.all ?? false),
        schema: (name) => spec.component(name),
        post,
      });
      assertSameOperations(this.#definition.name, spec, backend);
      return { spec, backend };
    });
    return this.#loaded;
  }

  #limit(name: string): number {
    const limit = this.#shared.limits[this.#definition.name]?.[name] ?? this.#definition.limits?.[name];
    if (limit === undefined) throw new Error(`${this.#definition.name} declares no limit ${name}`);
    return limit;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let context: Context;
    try {
      context = this.#open(request, await this.#load());
    } catch (error) {
      request.resume();
      return send(response, this.#responder.answerViolation(request.url ?? "", [String(error)]));
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
      const answer = await this.#responder.respond(context, fault);
      if (answer === undefined) return;
      entry.status = answer.status;
      await deliver(response, answer, fault);
    } finally {
      this.#shared.log.setBody(entry, body.kept, body.bytes, context.backend.secretFields ?? []);
    }
  }

  #open(request: IncomingMessage, { spec, backend }: Loaded): Context {
    const [path] = splitTarget(request.url ?? "/");
    const { basePath = "" } = this.#definition;
    // No operation has an empty path, so a request outside the base path matches none.
    const match = spec.match(
      request.method ?? "GET",
      path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : "",
    );
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
    log.add(entry, backend.secretFields ?? []);
    const body = new BodyReader(request, backend.maxBodyBytes ?? Infinity);
    return { spec, backend, match, exchange, body, entry };
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

function assertSameOperations(provider: string, spec: Spec, backend: ProviderBackend): void {
  const declared = spec.operations.map(({ id }) => id);
  const handled = Object.keys(backend.handlers);
  const missing = declared.filter((id) => !handled.includes(id));
  const unknown = handled.filter((id) => !declared.includes(id));
  if (missing.length + unknown.length === 0) return;
  throw new Error(
    `the ${provider} backend has no handler for [${missing.join(", ")}] and no operation for [${unknown.join(", ")}]`,
  );
}
