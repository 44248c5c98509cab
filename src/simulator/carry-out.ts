import { type Body, type BodyReader, BodyTooLarge } from "./body.js";
import { checkMediaType, checkParameters, type Draft, parseBody } from "./exchange.js";
import type { Answer, Problem, ProviderBackend } from "./provider.js";
import type { Entry } from "./request-log.js";
import type { Match, Spec } from "./spec.js";

/** A backend and the OpenAPI document that it implements. */
export interface Loaded {
  readonly spec: Spec;
  readonly backend: ProviderBackend;
}

/** One request, with all that is needed to answer it. */
export interface Context extends Loaded {
  readonly match: Match;
  readonly exchange: Draft;
  readonly body: BodyReader;
  readonly entry: Entry;
}

/** Admits a request, validates it and calls its handler. Throws what the handler throws. */
export async function carryOut(context: Context, body: Body = context.body): Promise<Answer> {
  const { spec, backend, match, exchange } = context;
  const refuse = (problem: Problem): Answer => backend.refuse(problem, exchange);
  const { route } = match;
  if (route === undefined) return refuse({ kind: "no-route", allowed: match.allowed });
  const refused = backend.admit?.(exchange);
  if (refused !== undefined) return refused;
  const handler = backend.handlers[route.id];
  if (handler === undefined) throw new Error(`no handler for ${route.id}`);
  const problem = checkMediaType(route, exchange) ?? checkParameters(spec, route, exchange);
  if (problem !== undefined) return refuse(problem);
  try {
    if (typeof handler === "object") return await handler.stream(exchange, body);
    const parsed = parseBody(spec, route, exchange, await body.readAll());
    if ("kind" in parsed) return refuse(parsed);
    exchange.body = parsed.value;
    return await handler(exchange);
  } catch (error) {
    if (error instanceof BodyTooLarge) {
      return refuse({ kind: "too-large", limitBytes: backend.maxBodyBytes ?? Infinity });
    }
    throw error;
  }
}

/** Whether the client closed the connection while it was sending. Nothing was carried out then. */
export function isDisconnect(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === "ECONNRESET";
}
