import { bearerToken, hasBasicCredentials } from "../credentials.js";
import type { Answer, Environment, Exchange } from "../provider.js";
import { HOUR_MS } from "../time.js";
import { ACCOUNT } from "./account.js";
import { oauthError } from "./errors.js";

const LIFE_MS = HOUR_MS;
const BUCKET_SIZE = 30;
const REFILL_PER_SECOND = 10;

/** Accepts the API token of the service plan, and access tokens of the project, which live an hour. */
export class Authenticator {
  readonly #environment: Environment;
  /** When each token expires. */
  readonly #tokens = new Map<string, number>();
  #bucket = BUCKET_SIZE;
  #filledMs: number;

  constructor(environment: Environment) {
    this.#environment = environment;
    this.#filledMs = environment.clock.now();
  }

  admit(exchange: Exchange): Answer | undefined {
    if (exchange.operation?.id === "getToken") return this.#admitToTokens(exchange);
    const token = bearerToken(exchange) ?? "";
    const account = exchange.params["service_plan_id"];
    const { servicePlanId, apiToken, projectId } = ACCOUNT;
    if (account === servicePlanId && token === apiToken) return undefined;
    const endMs = this.#tokens.get(token);
    if (account !== projectId || endMs === undefined) return { status: 401 };
    return endMs > this.#environment.clock.now() ? undefined : EXPIRED;
  }

  issue(exchange: Exchange): Answer {
    const { clock } = this.#environment;
    const endMs = clock.now() + LIFE_MS;
    const claims = { sub: ACCOUNT.keyId, jti: exchange.id, exp: Math.floor(endMs / 1_000) };
    const token = [{ alg: "none", typ: "JWT" }, claims].map(encoded).join(".") + ".simulated";
    this.#tokens.set(token, endMs);
    return {
      status: 200,
      body: { access_token: token, token_type: "bearer", expires_in: LIFE_MS / 1_000, scope: "" },
    };
  }

  #admitToTokens(exchange: Exchange): Answer | undefined {
    const { clock } = this.#environment;
    const now = clock.now();
    this.#bucket = Math.min(BUCKET_SIZE, this.#bucket + ((now - this.#filledMs) / 1_000) * REFILL_PER_SECOND);
    this.#filledMs = now;
    if (this.#bucket < 1) return { status: 429 };
    this.#bucket--;
    const { keyId, keySecret } = ACCOUNT;
    if (hasBasicCredentials(exchange, keyId, keySecret)) return undefined;
    return oauthError(401, "invalid_client", "Client authentication failed");
  }
}

const EXPIRED: Answer = {
  status: 401,
  headers: { "www-authenticate": 'Bearer error="invalid_token", error_description="token expired"' },
};

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
