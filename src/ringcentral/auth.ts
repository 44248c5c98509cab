import { routes } from "../../generated/ringcentral.js";
import { basicCredentials, resolveCredential } from "../core/auth/auth.js";
import type { AuthKit, FormRequest } from "../core/auth/auth.js";
import { HttpError } from "../core/base/errors/index.js";
import { requestToken } from "../core/auth/oauth.js";
import { type Token, TokenAuth, type TokenSource, type TokenStore } from "../core/auth/token.js";
import type { CallOptions, Credential } from "../core/base/types/index.js";

export interface Credentials {
  readonly clientId: Credential;
  readonly clientSecret: Credential;
  readonly jwt: Credential;
  readonly tokenStore?: TokenStore | undefined;
}

interface App {
  readonly id: string;
  readonly secret: string;
  readonly look?: () => Promise<void>;
}

interface User extends App {
  readonly jwt: string;
}

const TOKEN = "/restapi/oauth/token";
const REVOKE = "/restapi/oauth/revoke";
const JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/**
 * Logs in with the JWT credential on the first call that needs it. A user may have five sessions and each login opens
 * one, so a refresh token, if the app gets one, is used before the JWT.
 */
export class Login {
  readonly auth: TokenAuth;
  readonly #credentials: Credentials;
  readonly #kit: AuthKit;

  constructor(credentials: Credentials, kit: AuthKit) {
    this.#credentials = credentials;
    this.#kit = kit;
    const source: TokenSource = {
      // A token is only valid at the server that issued it, so the base URL counts as a credential.
      credentials: async () => [...(await this.#app()), await this.#jwt(), kit.baseUrl],
      issue: ([id = "", secret = "", jwt = ""], previous, look) =>
        this.#issue({ id, secret, jwt, look }, previous),
      // Many codes mean an expired token, so every 401 renews it once.
      isStale: () => true,
      store: credentials.tokenStore,
    };
    this.auth = new TokenAuth(source, kit.clock, kit.redactor);
  }

  /** Ends the session. Errors are ignored and not retried, as the guide demands. */
  async end(options: CallOptions = {}): Promise<void> {
    const token = await this.auth.forget();
    if (token === undefined) return;
    // Either token ends the session while it is alive.
    const isOver = token.expiresAtMs <= this.#kit.clock.now();
    const form = { token: (isOver ? token.refreshToken : undefined) ?? token.accessToken };
    await this.#app()
      .then(([id, secret]) => this.#request(REVOKE, form, { id, secret }))
      .then((request) => this.#kit.postForm(request, { ...options, retry: false }))
      .catch(() => undefined);
  }

  #issue(user: User, previous: Token | undefined): Promise<Token> {
    const { refreshToken: token, refreshExpiresAtMs = Infinity } = previous ?? {};
    if (token === undefined || refreshExpiresAtMs <= this.#kit.clock.now()) return this.#logIn(user);
    const form = { grant_type: "refresh_token", refresh_token: token };
    return requestToken(this.#kit, this.#request(TOKEN, form, user)).catch((error: unknown) => {
      // Some codes for an expired refresh token come with a 401.
      if (HttpError.is(error) && [400, 401].includes(error.status)) return this.#logIn(user);
      throw error;
    });
  }

  #logIn(user: User): Promise<Token> {
    const form = { grant_type: JWT_GRANT, assertion: user.jwt };
    return requestToken(this.#kit, this.#request(TOKEN, form, user));
  }

  #request(
    path: typeof TOKEN | typeof REVOKE,
    form: Readonly<Record<string, string>>,
    { id, secret, look: before }: App,
  ): FormRequest {
    const { redactor, baseUrl } = this.#kit;
    const authorization = basicCredentials(id, secret, redactor);
    return { route: routes[`POST ${path}`], url: `${baseUrl}${path}`, authorization, form, before };
  }

  async #app(): Promise<readonly [id: string, secret: string]> {
    const { clientId, clientSecret } = this.#credentials;
    const { redactor } = this.#kit;
    return [
      await resolveCredential(clientId, "clientId", redactor),
      await resolveCredential(clientSecret, "clientSecret", redactor),
    ];
  }

  #jwt(): Promise<string> {
    return resolveCredential(this.#credentials.jwt, "jwt", this.#kit.redactor);
  }
}
