/** What every method of every client makes of a 2xx without its document, and of a 404 to a delete that was repeated. */
import { describe, expect, it } from "vitest";
import { withClock } from "../../src/core/base/clock.js";
import {
  BatchwireError,
  HttpError,
  NotFoundError,
  PayloadTooLargeError,
  ResponseParseError,
} from "../../src/core/base/errors/index.js";
import type { Route } from "../../src/core/base/types/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { rejection } from "../support/rejection.js";
import { json, networkError, scriptedFetch, status, type Step } from "../support/scripted-fetch.js";
import { type Operation, operationsOf } from "./matrix/spec.js";
import type { Subject } from "./matrix/subject.js";
import { subjects } from "./matrix/subjects.js";

const LOGIN = /\/oauth2?\/token$/;
const token: Step = json({ access_token: "token-0123456789", token_type: "bearer", expires_in: 3_600 });

/** Calls the operation of a client that is answered like this; its logins succeed. */
function ask(subject: Subject, { id, body }: Operation, ...steps: readonly Step[]): Promise<unknown> {
  const script = scriptedFetch(...steps);
  const fetch: typeof globalThis.fetch = (url, init) =>
    LOGIN.test(url as string) ? Promise.resolve(token({} as never)) : script(url, init);
  const retry = { maxAttempts: Math.max(1, steps.length) };
  const call = subject.build(withClock({ baseUrl: "http://odd.test", fetch, retry }, new FakeClock()))[id];
  if (call === undefined) throw new Error(`${id} cannot be called`);
  return call(body as never, {});
}

const ODD: readonly (readonly [string, Step])[] = [
  ["a 204", status(204)],
  ["an empty 200", status(200)],
  ["white space", status(200, {}, " \n")],
  ["null", json(null)],
  ["a number", json(7)],
  ["a text", json("fine")],
  ["an empty object", json({})],
  ["an empty array", json([])],
  ["an id that is none", json({ id: null, data: 7, records: "x" })],
];

const isData = ({ clientMethod }: Operation): boolean => !["login", "logout"].includes(clientMethod);
const cases = subjects
  .filter(({ variant }) => variant !== true)
  .map((subject) => [subject.name, subject, operationsOf(subject.spec).filter(isData)] as const);
const routeOf = ({ routes }: Subject, { id }: Operation): Route =>
  Object.values(routes).find(({ operation }) => operation === id) as Route;

describe.each(cases)("%s", (_, subject, operations) => {
  const rows = operations.flatMap((operation) =>
    ODD.map(([name, step]) => [operation.id, name, operation, step] as const),
  );

  it.each(rows)("%s answered with %s is readable, or an error that says that it is not", async (...row) => {
    const [, , operation, step] = row;
    const { answer, safety } = routeOf(subject, operation);
    const outcome = await ask(subject, operation, step).then(
      (value) => ({ value, error: undefined }),
      (error: unknown) => ({ value: undefined, error }),
    );
    if (outcome.error !== undefined) expect(BatchwireError.is(outcome.error)).toBe(true);
    if (ResponseParseError.is(outcome.error))
      expect(outcome.error.accepted).toBe(!["read", "stage"].includes(safety));
    if (answer === "id" && outcome.error === undefined)
      expect(outcome.value).toMatchObject({ id: expect.stringMatching(/./) });
    if (answer === "object" && outcome.error === undefined) expect(outcome.value).toBeTypeOf("object");
    if (answer === "array" && outcome.error === undefined) expect(outcome.value).toBeInstanceOf(Array);
  });

  const deletes = operations.filter(({ method, safety }) => method === "DELETE" && safety === "idempotent");
  const lost: readonly (readonly [string, Step])[] = [
    ["a reset", networkError("ECONNRESET")],
    ["a 500", status(500)],
    ["a gateway's page", status(502, { "content-type": "text/html" }, "<html>")],
  ];
  const kept: readonly (readonly [string, readonly Step[]])[] = [
    ["the first try", []],
    ["a 429", [status(429, { "retry-after": "1" })]],
    ["a connection that never stood", [networkError("ECONNREFUSED", { syscall: "connect" })]],
  ];
  const repeated = deletes.flatMap((operation) =>
    lost.map((each) => [operation.id, each[0], operation, each[1]] as const),
  );
  const plain = deletes.flatMap((operation) =>
    kept.map((each) => [operation.id, each[0], operation, each[1]] as const),
  );

  it.runIf(deletes.length > 0).each(repeated)("%s: a 404 means success after %s", async (...row) => {
    const [, , operation, step] = row;
    const value = await ask(subject, operation, step, status(404));
    if (routeOf(subject, operation).answer === "id") expect(value).toHaveProperty("id", expect.any(String));
    await rejection(ask(subject, operation, step, status(413)), PayloadTooLargeError);
  });

  it.runIf(deletes.length > 0).each(plain)("%s: a 404 is an error after %s", async (...row) => {
    const [, , operation, steps] = row;
    const error = await rejection(ask(subject, operation, ...steps, status(404)), NotFoundError);
    expect(error).toBeInstanceOf(HttpError);
  });
});
