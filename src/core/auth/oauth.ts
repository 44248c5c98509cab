/** Token requests in the form that OAuth 2.0 gives them, for providers whose credentials buy an access token. */
import type { AuthKit, FormRequest } from "./auth.js";
import { defined } from "../base/defined.js";
import { asAuthenticationError } from "../base/errors/http.js";
import { HttpError, ResponseParseError } from "../base/errors/index.js";
import { memberAt } from "../base/json.js";
import type { Token } from "./token.js";
import type { SendOptions } from "../base/types/index.js";

// What a server that does not say how long its token lives is taken to mean; a 401 corrects it.
const DEFAULT_LIFE_S = 3_600;

/** Throws what a call throws, and `ResponseParseError` for an answer that holds no token. */
export async function requestToken(
  kit: AuthKit,
  request: FormRequest,
  options?: SendOptions,
): Promise<Token> {
  // Its life began at the server, at some time during the call: counting from before it errs on the safe side.
  const askedAtMs = kit.clock.now();
  const answered = kit.postForm(request, options).catch((error: unknown) => {
    throw isRefusedCredential(error) ? asAuthenticationError(error) : error;
  });
  const answer = ((await answered) ?? {}) as Readonly<Record<string, unknown>>;
  const { access_token: accessToken, refresh_token: refreshToken } = answer;
  if (typeof accessToken !== "string" || accessToken === "") {
    const { operation } = request.route;
    throw new ResponseParseError(
      `${operation} was answered without a token`,
      { accepted: false },
      { operation },
    );
  }
  const endMs = (life: unknown): number | undefined => {
    const seconds = Number(life ?? NaN);
    return Number.isFinite(seconds) ? askedAtMs + seconds * 1_000 : undefined;
  };
  const expiresAtMs = endMs(answer["expires_in"]) ?? askedAtMs + DEFAULT_LIFE_S * 1_000;
  if (typeof refreshToken !== "string" || refreshToken === "") return { accessToken, expiresAtMs };
  const refreshExpiresAtMs = endMs(answer["refresh_token_expires_in"]);
  return defined({ accessToken, expiresAtMs, refreshToken, refreshExpiresAtMs });
}

/** OAuth answers 400 where the credential itself is at fault. */
function isRefusedCredential(error: unknown): error is HttpError {
  const codes: readonly unknown[] = ["invalid_grant", "invalid_client"];
  return HttpError.is(error) && error.status === 400 && codes.includes(memberAt(error.body, "error"));
}
