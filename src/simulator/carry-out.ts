import { type Body, type BodyReader, BodyTooLarge } from "./body.js";
import { checkMediaType, checkParameters, type Draft, parseBody } from "./exchange.js";
import type { Answer, Problem, ProviderPart } from "./provider.js";
import type { Entry } from "./request-log.js";
import type { Match, Spec } from "./spec.js";

/** A part and its document. */
export interface Loaded {
  readonly spec: Spec;
  readonly part: ProviderPart;
}

/** Everything about one request on its way through. */
export interface Context extends Loaded {
  readonly match: Match;
  readonly exchange: Draft;
  readonly body: BodyReader;
  readonly entry: Entry;
}

/** Takes a request through a part: admission, checks, handler. Throws what a handler throws. */
export async function carryOut(context: Context, body: Body = context.body): Promise<Answer> {
  const { spec, part, match, exchange } = context;
  const refuse = (problem: Problem): Answer => part.refuse(problem, exchange);
  const { route } = match;
  if (route === undefined) return refuse({ kind: "no-route", allowed: match.allowed });
  const refused = part.admit?.(exchange);
  if (refused !== undefined) return refused;
  const handler = part.handlers[route.id];
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
      return refuse({ kind: "too-large", limitBytes: part.maxBodyBytes ?? Infinity });
    }
    throw error;
  }
}

/** The client went away while it was sending: nothing was carried out and nobody is there to be answered. */
export function isGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === "ECONNRESET";
}
