import { minuteMs, ProviderHarness, type Reply, startManually } from "../harness.js";

export { hourMs, minuteMs, type Reply, secondMs } from "../harness.js";

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

export const A2P = "/restapi/v1.0/account/~/a2p-sms";
export const CONSENTS = "/restapi/v2/accounts/~/sms/consents";
export const from = "+16505550100";

export class Harness extends ProviderHarness {
  #token = "";

  static async start(): Promise<Harness> {
    const harness = new Harness(await startManually());
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
    const authorization = token === null ? undefined : `Bearer ${token}`;
    return this.send(method, this.sim.urls.ringcentral + path, body, { authorization, ...headers });
  }

  async form<Body = TokenInfo>(
    path: string,
    form: Record<string, string>,
    authorization = this.basic,
  ): Promise<Reply<Body>> {
    const headers = { authorization: authorization === "" ? undefined : authorization };
    return this.send("POST", this.sim.urls.ringcentral + path, new URLSearchParams(form), headers);
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
}
