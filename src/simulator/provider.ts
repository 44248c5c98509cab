/**
 * The contract between the server and a simulated provider, its backend.
 *
 * A backend is a folder or file beside this one that exports one `ProviderDefinition` and is named in
 * `providers.ts`. Nothing else has to change. The definition names the OpenAPI document, says how a client
 * reaches the backend, and creates the backend, once per simulator, so that state lives in closures or classes
 * and two simulators share nothing.
 *
 * For each request the server does, in this order:
 *
 *  1. finds the operation (literal path segments win over templates), logs the request, looks for a fault;
 *  2. `backend.admit(exchange)`: credentials, versions, rate limits: whatever the provider decides on the
 *     headers alone. An answer refuses, `undefined` lets the request pass. It runs before the body is read;
 *  3. reads the body (JSON or form, as the document declares for the operation), coerces path, query and
 *     header parameters to their declared types, and validates everything against the document. Unknown
 *     query parameters and headers are ignored, as servers do;
 *  4. hands anything wrong so far to `backend.refuse(problem, exchange)`, which words it as the provider would;
 *  5. calls the handler of the operation. It answers, or throws an `HttpError` that holds the answer;
 *  6. `backend.finish(answer, exchange)`: headers that every answer carries. Fault answers with a status pass
 *     through it as well;
 *  7. validates the answer against the document. One that does not fit is our bug: the caller gets a 500
 *     that says so, and it is kept in `simulator.violations`, which tests assert to be empty.
 *
 * Each provider has an origin of its own that serves all paths of its document; `servers` in the document
 * are not looked at (so Sinch's token endpoint is a path of Sinch's origin). Credentials that a backend accepts
 * stand in its `account.ts`.
 *
 * Rules for a backend: read the time only from `environment.clock`, take random numbers only from
 * `environment.random(…)`, call out only through `environment.post`, keep nothing in module scope.
 * Every operation of the document needs a handler under its operationId, and every handler an operation.
 */
import type { Clock } from "./clock.js";
import type { Random } from "./random.js";

export interface ProviderDefinition {
  readonly name: string;
  /** The file name of the OpenAPI document under `specs/`, or an absolute path. */
  readonly spec: string;
  /** A prefix to the paths of the document, such as `/v1`. Default: none. */
  readonly basePath?: string;
  /** Quotas of the account and their defaults, which an option of `startSimulator` overrides. */
  readonly limits?: Readonly<Record<string, number>>;
  /** Whether it posts events to a URL that a real account sets up in a dashboard. */
  readonly hasWebhook?: boolean;
  /** How a client reaches the backend that is served at `origin`. */
  readonly connect: (origin: string) => Connection;
  readonly create: (environment: Environment) => ProviderBackend;
}

/** What one provider adds to `simulator.urls` and `simulator.options`. */
export interface Connection {
  readonly urls: Readonly<Record<string, string>>;
  /** Constructor options of its client, accepted credentials included. */
  readonly options: Readonly<Record<string, object>>;
}

export interface ProviderBackend {
  /** By operationId. */
  readonly handlers: Readonly<Record<string, Handler>>;
  /** A longer body is read to its end and refused as `too-large`. Default: no limit. */
  readonly maxBodyBytes?: number;
  /** Names of form, JSON and query members that the request log must not show, such as `assertion`. */
  readonly secretFields?: readonly string[];
  admit?(exchange: Exchange): Answer | undefined;
  refuse(problem: Problem, exchange: Exchange): Answer;
  finish?(answer: Answer, exchange: Exchange): Answer;
}

/** Where a provider posts its events, and the secret with which it signs them. */
export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

/** What the simulator offers to a backend. */
export interface Environment {
  /** `http://127.0.0.1:port`, where the backend is served: for absolute links in answers. */
  readonly origin: string;
  readonly clock: Clock;
  /** The value of a quota, by its name in the definition's `limits`. */
  readonly limit: (name: string) => number;
  /** Where to post events; undefined if `startSimulator` got no `webhooks` option for this provider. */
  readonly webhook: WebhookTarget | undefined;
  /**
   * A generator for each set of labels, derived from the simulator's seed. With one generator for all, what a
   * batch does would depend on how many calls came before it.
   */
  readonly random: (...labels: readonly (string | number)[]) => Random;
  /** Validates a value against a named component schema of the document. Stops at the first issue unless `all`. */
  readonly check: (schema: string, value: unknown, options?: { readonly all?: boolean }) => readonly Issue[];
  /** A component schema of the document, by its name. */
  readonly schema: (name: string) => Readonly<Record<string, unknown>>;
  /**
   * Posts a webhook and resolves to the status, or to `undefined` if there was no answer. Only loopback
   * addresses are called; any other resolves to `undefined` at once. A scheduled task that returns the promise
   * makes the clock's `advance` wait for it.
   */
  readonly post: (
    url: string,
    body: string,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<number | undefined>;
}

/** One request, as handlers see it. */
export interface Exchange<Body = unknown> {
  /** 24 letters and digits, unique in this simulator, of which backends make request ids. */
  readonly id: string;
  /** Absent where no operation matches. */
  readonly operation?: Operation;
  readonly method: string;
  /** As received, without the query. */
  readonly path: string;
  /** Path parameters, decoded; coerced as declared. */
  readonly params: Readonly<Record<string, string>>;
  /** Declared query parameters, coerced; comma lists and repeated keys are arrays. Absent ones are absent. */
  readonly query: Readonly<Record<string, unknown>>;
  /** The query as it came, undeclared parameters included. */
  readonly search: URLSearchParams;
  /** Lower-case names. Repeated headers are joined by a comma and a space. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or the members of a form. `undefined` without a body, and for streaming handlers. */
  readonly body: Body;
  /** When it arrived, in virtual epoch milliseconds. */
  readonly at: number;
}

/** What the document says about an operation. */
export interface Operation {
  readonly id: string;
  /** `x-client-method`, such as `batches.create`; the operationId where there is none. */
  readonly clientMethod: string;
  /** `x-safety`. */
  readonly safety: string | undefined;
  /** `x-limit-group`. */
  readonly limitGroup: string | undefined;
  readonly method: string;
  /** The path template. */
  readonly path: string;
}

export type Handler = ((exchange: Exchange) => Answer | Promise<Answer>) | StreamHandler;

/** A handler for bodies too large to keep: it gets the chunks, and has to validate them itself. */
interface StreamHandler {
  readonly stream: (exchange: Exchange, chunks: AsyncIterable<Uint8Array>) => Promise<Answer>;
}

/** At most one of `body`, `text`, `lines` and `bytes`; with none of them the answer is empty. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, `application/json` unless `type` says otherwise. */
  readonly body?: unknown;
  readonly text?: string;
  /** JSON Lines, produced while they are sent; each is validated against the schema of the response. */
  readonly lines?: Iterable<unknown>;
  /** Serializes a line, without its end. Default: `JSON.stringify`. */
  readonly writeLine?: (line: unknown) => string;
  /** Sent unchanged, and not validated. */
  readonly bytes?: Iterable<Uint8Array>;
  readonly type?: string;
}

/** Thrown by a handler, from any depth, to answer with an error. */
export class HttpError extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super(`answered with ${answer.status}`);
    this.answer = answer;
  }
}

/** A handler that answers 200 with a JSON body. */
export function ok(read: (exchange: Exchange) => unknown): Handler {
  return (exchange) => ({ status: 200, body: read(exchange) });
}

/** A fault of a request that the server finds. The backend writes the error body. */
export type Problem =
  /** `allowed` holds the methods that the path does take; empty if the path is unknown. */
  | { readonly kind: "no-route"; readonly allowed: readonly string[] }
  | { readonly kind: "too-large"; readonly limitBytes: number }
  | { readonly kind: "media-type"; readonly received: string | undefined }
  | { readonly kind: "malformed-json"; readonly message: string }
  | { readonly kind: "invalid"; readonly issues: Issues }
  /** An injected fault that sets a status without a body. */
  | { readonly kind: "status"; readonly status: number };

/** At least one. */
export type Issues = readonly [Issue, ...Issue[]];

/** One violation of the document. */
export interface Issue {
  readonly in: "path" | "query" | "header" | "body";
  /** Where in the value: `["requests", 0, "custom_id"]`. For parameters the first step is the name. */
  readonly path: readonly (string | number)[];
  /** The JSON Schema keyword that failed, such as `required`, `maxLength`, `type`. */
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message: string;
}
