import { bearerToken, hasBasicCredentials } from "../credentials.js";
import type { Answer, Environment, Exchange } from "../provider.js";
import { ACCOUNT } from "./account.js";
import { errorAnswer, httpError } from "./errors.js";

interface Secret {
  readonly value: string;
  readonly expiresMs: number;
}

interface Session {
  readonly id: string;
  access: Secret;
  refresh: Secret | undefined;
  /** The refresh token that was used last. It stays valid for a while, in case the answer with the new one is lost. */
  usedRefresh: { readonly value: string; readonly atMs: number; firstUseMs?: number } | undefined;
}

type Form = Readonly<Record<string, string | number | undefined>>;

const SCOPES = "A2PSMS ReadAccounts SMS";
const MAX_SESSIONS = 5;

const ACCESS_LIFE_S = { least: 600, most: 3_600 };
const REFRESH_LIFE_S = { usual: 604_800, most: 2_592_000 };
/** How long a used refresh token stays valid: after the first use of the new access token, or if that is never used. */
const USED_REFRESH_LIFE_MS = { used: 10_000, unused: 3_600_000 };

/** The sessions of the only user. A sixth one ends the oldest. */
export class Sessions {
  readonly #environment: Environment;
  readonly #open: Session[] = [];
  #issued = 0;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** The token endpoints want the credentials of the app, all others an access token. */
  admit(exchange: Exchange): Answer | undefined {
    return exchange.operation?.limitGroup === "auth" ? appError(exchange) : this.#bearerError(exchange);
  }

  token(exchange: Exchange): Answer {
    const form = exchange.body as Form;
    const isRefresh = form["grant_type"] === "refresh_token";
    return { status: 200, body: isRefresh ? this.#refresh(exchange, form) : this.#logIn(exchange, form) };
  }

  revoke(exchange: Exchange): Answer {
    const { token } = exchange.body as { readonly token: string };
    const index = this.#open.findIndex(
      ({ access, refresh }) => access.value === token || refresh?.value === token,
    );
    if (index < 0) throw invalidGrant(exchange, "The token is not valid");
    this.#open.splice(index, 1);
    return { status: 200 };
  }

  #bearerError(exchange: Exchange): Answer | undefined {
    const hasHeader = exchange.headers["authorization"] !== undefined;
    const sent = hasHeader ? bearerToken(exchange) : exchange.search.get("access_token");
    if (sent === null) return errorAnswer(exchange, 401, { code: "CMN-405", message: "Login is required" });
    if (sent === undefined) {
      return errorAnswer(exchange, 401, { code: "OAU-123", message: "Authorization header is not valid" });
    }
    const now = this.#environment.clock.now();
    const session = this.#open.find(({ access }) => access.value === sent);
    if (session === undefined) {
      return errorAnswer(exchange, 401, { code: "OAU-129", message: "Access token corrupted" });
    }
    if (session.access.expiresMs <= now) {
      return errorAnswer(exchange, 401, { code: "OAU-128", message: "Access token expired" });
    }
    if (session.usedRefresh !== undefined) session.usedRefresh.firstUseMs ??= now;
    return undefined;
  }

  #logIn(exchange: Exchange, form: Form): object {
    if (form["assertion"] !== ACCOUNT.jwt) throw invalidGrant(exchange, "The assertion is not valid");
    const id = this.#secret("session");
    const session: Session = { id, ...this.#issue(form), usedRefresh: undefined };
    this.#open.push(session);
    if (this.#open.length > MAX_SESSIONS) this.#open.shift();
    return this.#tokenInfo(session);
  }

  #refresh(exchange: Exchange, form: Form): object {
    const token = String(form["refresh_token"]);
    const now = this.#environment.clock.now();
    const session = this.#open.find((each) => [each.refresh?.value, each.usedRefresh?.value].includes(token));
    const { refresh, usedRefresh } = session ?? {};
    if (session === undefined || refresh === undefined || refresh.expiresMs <= now) {
      throw invalidGrant(exchange, "The refresh token is not valid");
    }
    if (refresh.value !== token) {
      if (!isStillValid(usedRefresh, now)) throw invalidGrant(exchange, "The refresh token is not valid");
      return this.#tokenInfo(session);
    }
    Object.assign(session, this.#issue(form), { usedRefresh: { value: token, atMs: now } });
    return this.#tokenInfo(session);
  }

  #issue(form: Form): Pick<Session, "access" | "refresh"> {
    const now = this.#environment.clock.now();
    const asked = Number(form["access_token_ttl"] ?? ACCESS_LIFE_S.most);
    const accessS = Math.min(Math.max(asked, ACCESS_LIFE_S.least), ACCESS_LIFE_S.most);
    const refreshS = Math.min(Number(form["refresh_token_ttl"] ?? REFRESH_LIFE_S.usual), REFRESH_LIFE_S.most);
    return {
      access: { value: this.#secret("access"), expiresMs: now + accessS * 1_000 },
      refresh:
        refreshS > 0 ? { value: this.#secret("refresh"), expiresMs: now + refreshS * 1_000 } : undefined,
    };
  }

  #tokenInfo({ id, access, refresh }: Session): object {
    const leftS = ({ expiresMs }: Secret): number =>
      Math.max(0, Math.floor((expiresMs - this.#environment.clock.now()) / 1_000));
    return {
      access_token: access.value,
      token_type: "bearer",
      expires_in: leftS(access),
      ...(refresh && { refresh_token: refresh.value, refresh_token_expires_in: leftS(refresh) }),
      scope: SCOPES,
      session_id: id,
      owner_id: ACCOUNT.extensionId,
      endpoint_id: "simulator-endpoint",
    };
  }

  #secret(kind: string): string {
    return `${kind}-${this.#environment.random(kind, this.#issued++).text(40)}`;
  }
}

function isStillValid(usedRefresh: Session["usedRefresh"], now: number): boolean {
  if (usedRefresh === undefined) return false;
  const { atMs, firstUseMs } = usedRefresh;
  return firstUseMs === undefined
    ? now < atMs + USED_REFRESH_LIFE_MS.unused
    : now < firstUseMs + USED_REFRESH_LIFE_MS.used;
}

/** The app is a confidential client of OAuth: it authenticates with its secret. */
function appError(exchange: Exchange): Answer | undefined {
  if (hasBasicCredentials(exchange, ACCOUNT.clientId, ACCOUNT.clientSecret)) return undefined;
  const message = "Invalid client credentials";
  return errorAnswer(exchange, 401, { code: "OAU-146", message, oauth: "invalid_client" });
}

function invalidGrant(exchange: Exchange, message: string): Error {
  return httpError(exchange, 400, { code: "CMN-101", message, oauth: "invalid_grant" });
}
