import { bearerToken } from "../credentials.js";
import type { Answer, Exchange } from "../provider.js";
import { ACCOUNT } from "./account.js";
import { errorAnswer } from "./errors.js";

export function admit(exchange: Exchange): Answer | undefined {
  return bearerToken(exchange) === ACCOUNT.apiKey ? undefined : errorAnswer(exchange, 401);
}
