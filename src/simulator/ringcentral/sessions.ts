import type { Answer, Environment, Exchange } from "../provider.js";
import { ACCOUNT } from "./account.js";
import { errorAnswer, refusal } from "./errors.js";

interface Secret {
  readonly value: string;
  readonly expiresMs: number;
}

interface Session {
  readonly id: string;
  access: Secret;
  refresh: Secret | undefined;
  /** The refresh token that was used last: it still works for a while. */
  spent: { readonly value: string; readonly atMs: number; firstUseMs?: number } | undefined;
}

type Form = Readonly<Record<string, string | number | undefined>>;

const SCOPES = "A2PSMS ReadAccounts SMS";
const MAX_SESSIONS = 5;

const ACCESS_LIFE_S = { least: 600, most: 3_600 };
const REFRESH_LIFE_S = { usual: 604_800, most: 2_592_000 };
/** A used refresh token stays valid for this time after the first use of the new access token, or if that is not used. */
const SPENT_LIFE_MS = { used: 10_000, unused: 3_600_000 };

/** The sessions of the one user; the sixth ends the first. */
export class Sessions {
  readonly #environment: Environment;
  readonly #open: Session[] = [];
  #issued = 0;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** The token endpoints take the app's credentials, everything else an access token. */
  admit(exchange: Exchange): Answer | undefined {
    return exchange.operation?.limitGroup === "auth" ? appFault(exchange) : this.#bearerFault(exchange);
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

  #bearerFault(exchange: Exchange): Answer | undefined {
    const header = exchange.headers["authorization"];
    const sent = header === undefined ? exchange.search.get("access_token") : bearerIn(header);
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
    if (session.spent !== undefined) session.spent.firstUseMs ??= now;
    return undefined;
  }

  #logIn(exchange: Exchange, form: Form): object {
    if (form["assertion"] !== ACCOUNT.jwt) throw invalidGrant(exchange, "The assertion is not valid");
    const id = this.#secret("session");
    const session: Session = { id, ...this.#issue(form), spent: undefined };
    this.#open.push(session);
    if (this.#open.length > MAX_SESSIONS) this.#open.shift();
    return this.#tokenInfo(session);
  }

  #refresh(exchange: Exchange, form: Form): object {
    const token = String(form["refresh_token"]);
    const now = this.#environment.clock.now();
    const session = this.#open.find((each) => [each.refresh?.value, each.spent?.value].includes(token));
    const { refresh, spent } = session ?? {};
    if (session === undefined || refresh === undefined || refresh.expiresMs <= now) {
      throw invalidGrant(exchange, "The refresh token is not valid");
    }
    if (refresh.value !== token) {
      if (!isStillGood(spent, now)) throw invalidGrant(exchange, "The refresh token is not valid");
      return this.#tokenInfo(session);
    }
    Object.assign(session, this.#issue(form), { spent: { value: token, atMs: now } });
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

function isStillGood(spent: Session["spent"], now: number): boolean {
  if (spent === undefined) return false;
  const { atMs, firstUseMs } = spent;
  return firstUseMs === undefined ? now < atMs + SPENT_LIFE_MS.unused : now < firstUseMs + SPENT_LIFE_MS.used;
}

function bearerIn(header: string): string | undefined {
  return /^Bearer (\S+)$/i.exec(header)?.[1];
}

/** The app is a confidential one: it authenticates itself with its secret. */
function appFault(exchange: Exchange): Answer | undefined {
  const sent = /^Basic (\S+)$/i.exec(exchange.headers["authorization"] ?? "")?.[1];
  const wanted = Buffer.from(`${ACCOUNT.clientId}:${ACCOUNT.clientSecret}`).toString("base64");
  if (sent === wanted) return undefined;
  const message = "Invalid client credentials";
  return errorAnswer(exchange, 401, { code: "OAU-146", message, oauth: "invalid_client" });
}

function invalidGrant(exchange: Exchange, message: string): Error {
  return refusal(exchange, 400, { code: "CMN-101", message, oauth: "invalid_grant" });
}
