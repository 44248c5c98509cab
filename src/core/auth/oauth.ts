/** OAuth 2.0 token requests, for providers that exchange credentials for an access token. */
import { type AuthKit, canBeSent, type FormRequest } from "./auth.js";
import { defined } from "../base/defined.js";
import { asAuthenticationError } from "../base/errors/http.js";
import { HttpError, ResponseParseError } from "../base/errors/index.js";
import { memberAt } from "../base/json.js";
import type { Token } from "./token-store.js";
import type { SendOptions } from "../base/types/index.js";

// Assumed token lifetime if the server names none. If the token ends sooner, a 401 triggers a renewal.
const DEFAULT_LIFE_S = 3_600;

/** Throws the call's errors, and `ResponseParseError` if the answer holds no token. */
export async function requestToken(
  kit: AuthKit,
  request: FormRequest,
  options?: SendOptions,
): Promise<Token> {
  // The lifetime starts at the server at some moment during the call. Counting from its start may only end it too
  // early.
  const askedAtMs = kit.clock.now();
  const answered = kit.postForm(request, options).catch((error: unknown) => {
    throw isRefusedCredential(error) ? asAuthenticationError(error) : error;
  });
  const answer = ((await answered) ?? {}) as Readonly<Record<string, unknown>>;
  const { access_token: accessToken, refresh_token: refreshToken } = answer;
  if (typeof accessToken !== "string" || !canBeSent(accessToken)) {
    const { operation } = request.route;
    throw new ResponseParseError(
      `${operation} was answered without a token`,
      { accepted: false },
      { operation },
    );
  }
  const endMs = (life: unknown): number | undefined => {
    const seconds = Number(life === "" ? NaN : (life ?? NaN));
    return Number.isFinite(seconds) ? askedAtMs + seconds * 1_000 : undefined;
  };
  const expiresAtMs = endMs(answer["expires_in"]) ?? askedAtMs + DEFAULT_LIFE_S * 1_000;
  if (typeof refreshToken !== "string" || refreshToken === "") return { accessToken, expiresAtMs };
  const refreshExpiresAtMs = endMs(answer["refresh_token_expires_in"]);
  return defined({ accessToken, expiresAtMs, refreshToken, refreshExpiresAtMs });
}

/** Whether a 400 means that the credential itself was refused, which other servers answer with 401. */
function isRefusedCredential(error: unknown): error is HttpError {
  const codes: readonly unknown[] = ["invalid_grant", "invalid_client"];
  return HttpError.is(error) && error.status === 400 && codes.includes(memberAt(error.body, "error"));
}
