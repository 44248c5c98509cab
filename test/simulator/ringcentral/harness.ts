import { startSimulator, type Simulator } from "../../../src/simulator/index.js";

export interface Reply<Body = Record<string, never>> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}

export interface TokenInfo {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly expires_in: number;
  readonly refresh_token_expires_in?: number;
}

export interface OauthError {
  readonly error: string;
  readonly errors?: readonly { readonly errorCode: string }[];
}

export const secondMs = 1_000;
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

export const A2P = "/restapi/v1.0/account/~/a2p-sms";
export const CONSENTS = "/restapi/v2/accounts/~/sms/consents";
export const from = "+16505550100";

/** The simulator with a manual clock, and plain fetch: no client of ours stands between. */
export class Harness {
  readonly sim: Simulator;
  #token = "";

  private constructor(sim: Simulator) {
    this.sim = sim;
  }

  static async start(): Promise<Harness> {
    const harness = new Harness(await startSimulator({ timeScale: "manual" }));
    harness.#token = (await harness.logIn()).body.access_token;
    // The login shall not count against what a test is about.
    await harness.sim.clock.advance(2 * minuteMs);
    return harness;
  }

  /** A call with the token of the first login, or another; `null` for none. */
  async call<Body = any>( // eslint-disable-line @typescript-eslint/no-explicit-any -- tests assert on it at once
    method: string,
    path: string,
    body?: unknown,
    token: string | null = this.#token,
    headers: Record<string, string> = {},
  ): Promise<Reply<Body>> {
    return this.#send<Body>(method, path, {
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  }

  async form<Body = TokenInfo>(
    path: string,
    form: Record<string, string>,
    authorization = this.basic,
  ): Promise<Reply<Body>> {
    const headers: Record<string, string> = authorization === "" ? {} : { authorization };
    return this.#send<Body>("POST", path, { headers, body: new URLSearchParams(form) });
  }

  get basic(): string {
    const { clientId, clientSecret } = this.sim.options.ringcentral;
    return `Basic ${btoa(`${clientId}:${clientSecret}`)}`;
  }

  logIn(extra: Record<string, string> = {}): Promise<Reply<TokenInfo>> {
    const grant_type = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    const { jwt: assertion } = this.sim.options.ringcentral;
    return this.form("/restapi/oauth/token", { grant_type, assertion, ...extra });
  }

  refresh(refresh_token: string): Promise<Reply<TokenInfo & OauthError>> {
    return this.form("/restapi/oauth/token", { grant_type: "refresh_token", refresh_token });
  }

  /** A batch to these numbers; its document. */
  async create(...to: readonly string[]) {
    const messages = to.map((number) => ({ to: [number] }));
    const reply = await this.call("POST", `${A2P}/batches`, { from, text: "Hello", messages });
    if (reply.status !== 201) throw new Error(reply.text);
    return reply.body;
  }

  async #send<Body>(method: string, path: string, init: RequestInit): Promise<Reply<Body>> {
    const response = await fetch(`${this.sim.urls.ringcentral}${path}`, { method, ...init });
    const text = await response.text();
    const isJson = response.headers.get("content-type") === "application/json";
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (isJson ? JSON.parse(text) : undefined) as Body,
    };
  }
}
