/** The faults: what each one means for the model, and how the server plays it. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Operation } from "./spec.js";

/** What is known of one attempt from the outside. The model reads this and nothing else. */
export type Facts =
  | { readonly wire: "refused" | "reset" | "stall" }
  | {
      readonly wire: "answer";
      readonly status: number;
      /** How long the answer asks to wait; undefined if it does not, or not readably. */
      readonly hintMs?: number;
      readonly body: "good" | "garbled" | "cut short" | "torn" | "stalled" | "empty";
      /** A 401 that says that the token is over, rather than wrong. */
      readonly expired?: boolean;
      /** The body is a web page: of a gateway, say, or of a sign-in. */
      readonly page?: boolean;
      /** A redirect: within the origin, or to another one. */
      readonly redirect?: "here" | "elsewhere";
    };

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly operation: Operation;
  /** Reads the request to its end. */
  readonly read: () => Promise<void>;
  /** A good answer to this operation. */
  readonly good: Good;
  /** What the request proved itself with: a careless server repeats it in all that it says. */
  readonly echo: () => string;
  readonly nowMs: number;
  /** The same path on this server and on another origin. */
  readonly here: string;
  readonly elsewhere: string;
}

export interface Good {
  readonly status: number;
  readonly type?: string | undefined;
  readonly text: string;
}

export interface Step {
  readonly name: string;
  readonly facts: Facts;
  readonly play: (exchange: Exchange) => void | Promise<void>;
}

const HTML = "text/html; charset=utf-8";

export const good: Step = {
  name: "good",
  facts: { wire: "answer", status: 200, body: "good" },
  async play({ read, response, good }) {
    await read();
    response
      .writeHead(good.status, good.type === undefined ? {} : { "content-type": good.type })
      .end(good.text);
  },
};

/** Nobody listens: the request is sent to a closed port in place of the server. */
export const refused: Step = { name: "refused", facts: { wire: "refused" }, play: () => undefined };

export const resetEarly: Step = {
  name: "reset before reading",
  facts: { wire: "reset" },
  play: ({ request }) => void request.socket.resetAndDestroy(),
};

export const resetLate: Step = {
  name: "reset after reading",
  facts: { wire: "reset" },
  async play({ read, request }) {
    await read();
    request.socket.resetAndDestroy();
  },
};

export const hangUp: Step = {
  name: "closed without an answer",
  facts: { wire: "reset" },
  async play({ read, request }) {
    await read();
    request.socket.end();
  },
};

export const stall: Step = {
  name: "stall before headers",
  facts: { wire: "stall" },
  play: ({ read }) => read(),
};

export const stallInBody: Step = {
  name: "stall inside the body",
  facts: { wire: "answer", status: 200, body: "stalled" },
  async play({ read, response, good }) {
    await read();
    const { text } = nonEmpty(good);
    head(response, good, Buffer.byteLength(text));
    response.write(half(text));
  },
};

type Fields = Readonly<Record<string, string | string[]>>;

/** An error status, with the credential of the request in body and headers. */
export function status(
  code: number,
  headers: Fields | ((nowMs: number) => Fields) = {},
  more: {
    readonly name?: string;
    readonly hintMs?: number;
    readonly expired?: boolean;
    readonly html?: boolean;
  } = {},
): Step {
  const { name = String(code), html = false, ...facts } = more;
  return {
    name,
    facts: { wire: "answer", status: code, body: "good", page: html, ...facts },
    async play({ read, response, echo, nowMs }) {
      await read();
      const said = echo();
      const given = typeof headers === "function" ? headers(nowMs) : headers;
      const type = html ? HTML : "application/json";
      response.writeHead(code, { "content-type": type, "x-seen": headerSafe(said), ...given });
      response.end(
        html ? page(said) : JSON.stringify({ error: { type: "fault", message: said }, message: said }),
      );
    },
  };
}

export const truncated: Step = {
  name: "200 with truncated JSON",
  facts: { wire: "answer", status: 200, body: "cut short" },
  async play({ read, response, good }) {
    await read();
    const text = half(nonEmpty(good).text);
    head(response, good, Buffer.byteLength(text)).end(text);
  },
};

export const html: Step = {
  name: "200 with HTML",
  facts: { wire: "answer", status: 200, body: "garbled", page: true },
  async play({ read, response, echo }) {
    await read();
    response.writeHead(200, { "content-type": HTML }).end(page(echo()));
  },
};

export const empty: Step = {
  name: "empty body",
  facts: { wire: "answer", status: 200, body: "empty" },
  async play({ read, response }) {
    await read();
    response.writeHead(200, { "content-length": "0" }).end();
  },
};

export const noContent: Step = {
  name: "204",
  facts: { wire: "answer", status: 204, body: "empty" },
  async play({ read, response }) {
    await read();
    response.writeHead(204).end();
  },
};

export const nothing: Step = {
  name: "200 with null",
  facts: { wire: "answer", status: 200, body: "empty" },
  async play({ read, response }) {
    await read();
    response.writeHead(200, { "content-type": "application/json" }).end("null");
  },
};

/** More announced than sent. */
export const tooLittle: Step = {
  name: "Content-Length too large",
  facts: { wire: "answer", status: 200, body: "torn" },
  async play({ read, response, request, good }) {
    await read();
    const { text } = nonEmpty(good);
    head(response, good, Buffer.byteLength(text) + 10);
    response.write(text.slice(0, -3), () => request.socket.end());
  },
};

/** Less announced than sent: the client can only see the beginning. */
export const tooMuch: Step = {
  name: "Content-Length too small",
  facts: { wire: "answer", status: 200, body: "cut short" },
  async play({ read, response, good }) {
    await read();
    const { text } = nonEmpty(good);
    response.shouldKeepAlive = false;
    head(response, good, Buffer.byteLength(half(text))).end(text);
  },
};

export function redirect(code: 302 | 303 | 307 | 308, to: "here" | "elsewhere"): Step {
  const foreign = to === "elsewhere";
  return {
    name: `${code} to ${foreign ? "another" : "the same"} origin`,
    facts: { wire: "answer", status: code, body: "good", redirect: to },
    async play(exchange) {
      await exchange.read();
      exchange.response.writeHead(code, { location: exchange[to] }).end();
    },
  };
}

function head(response: ServerResponse, good: Good, length: number): ServerResponse {
  response.strictContentLength = false;
  const { status: code, type = "application/json" } = good;
  response.writeHead(code === 204 ? 200 : code, { "content-type": type, "content-length": String(length) });
  response.flushHeaders();
  return response;
}

/** Where the document shows no body, one is needed all the same to cut it. */
function nonEmpty(good: Good): Good {
  return good.text === "" ? { ...good, text: '{"status":"accepted"}' } : good;
}

const half = (text: string): string => text.slice(0, Math.ceil(text.length / 2));

const page = (said: string): string =>
  `<!doctype html>\n<title>Oops</title>\n<p>Your request said: ${said}\n</p>\n`;

const headerSafe = (text: string): string => text.replace(/[^\x20-\x7e]/g, " ").slice(0, 2_000);
