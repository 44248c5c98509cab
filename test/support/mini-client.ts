import { keyAuth } from "../../src/core/auth/auth.js";
import { createCore } from "../../src/core/client.js";
import type { Core } from "../../src/core/request/client-core.js";
import { withClock } from "../../src/core/base/clock.js";
import { type Dialect } from "../../src/core/transport/dialect.js";
import { stringAt } from "../../src/core/base/json.js";
import type { ClientOptions, Credential } from "../../src/core/base/types/index.js";
import { FakeClock } from "./fake-clock.js";

interface Answers {
  responses: { 200: { content: { "application/json": Record<string, unknown> } } };
}
interface OnId extends Answers {
  parameters: { path: { id: string } };
}

/** The paths of a minimal API: one operation of each safety class, and one in another limit group. */
export interface MiniPaths {
  "/things": {
    get: Answers & { parameters: { query?: { tags?: string[]; limit?: number } } };
    post: Answers & { requestBody: { content: { "application/json": Record<string, unknown> } } };
  };
  "/things/{id}": { get: OnId; delete: OnId };
  "/other": { get: Answers };
}

const routes = {
  "GET /things": { operation: "listThings", safety: "read" },
  "POST /things": { operation: "sendThing", safety: "send" },
  "GET /things/{id}": { operation: "getThing", safety: "read" },
  "DELETE /things/{id}": { operation: "deleteThing", safety: "idempotent" },
  "GET /other": { operation: "getOther", safety: "read", group: "other" },
} as const;

const dialect: Dialect = {
  provider: "anthropic",
  refusedStatuses: [529],
  isOwn: (body) => stringAt(body, "error", "type") !== undefined,
  facts: ({ body, headers }) => ({
    errorType: stringAt(body, "error", "type"),
    requestId: headers.get("request-id") ?? undefined,
  }),
  isFinal: ({ headers }) => headers.get("x-should-retry") === "false",
};

export const MINI_KEY = "sk-mini-0123456789";

export interface Mini extends Core<MiniPaths> {
  readonly clock: FakeClock;
  read(options?: Parameters<Core<MiniPaths>["http"]["call"]>[3]): Promise<unknown>;
  remove(options?: Parameters<Core<MiniPaths>["http"]["call"]>[3]): Promise<unknown>;
  send(options?: Parameters<Core<MiniPaths>["http"]["call"]>[3]): Promise<unknown>;
}

/** A client of that API, over core without a provider: `read`, `remove` (idempotent) and `send`. */
export function miniClient(
  options: ClientOptions & { readonly credential?: Credential; readonly dialect?: Partial<Dialect> } = {},
  clock: FakeClock = new FakeClock(),
): Mini {
  const { credential = MINI_KEY, dialect: changes, ...rest } = options;
  const core = createCore<MiniPaths>({
    own: {},
    dialect: { ...dialect, ...changes },
    options: withClock(rest, clock),
    routes,
    defaultBaseUrl: "http://mini.test",
    auth: ({ redactor }) => keyAuth({ credential, label: "apiKey", header: "x-api-key" }, redactor),
  });
  const { http } = core;
  return {
    ...core,
    clock,
    read: (call) => http.call("get", "/things/{id}", { path: { id: "t1" } }, call),
    remove: (call) => http.call("delete", "/things/{id}", { path: { id: "t1" } }, call),
    send: (call) => http.call("post", "/things", { body: { a: 1 } }, call, { correlation: { size: 1 } }),
  };
}
