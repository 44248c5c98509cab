/** The paid calls whose lost batches are looked for: the creates of every provider, in each way to tell a batch from others. */
import { SubmissionError } from "../../../src/core/base/errors/index.js";
import type { CallOptions } from "../../../src/core/base/types/index.js";
import type { Shape } from "../../support/world.js";
import { type Operation, operationsOf } from "./spec.js";
import type { Subject } from "./subject.js";
import { subjects } from "./subjects.js";

export interface LostCase {
  readonly name: string;
  readonly subject: Subject;
  readonly shape: Shape;
  readonly operation: Operation;
  /** What is given to `send`. */
  readonly input: unknown;
  readonly send: (client: object, input: unknown, options: CallOptions) => Promise<unknown>;
  /** What its client makes is unlike any other batch. */
  readonly isUnique: boolean;
}

export const lostCases: readonly LostCase[] = subjects.flatMap((subject) =>
  subject.shape === undefined ? [] : casesOf(subject, subject.shape),
);

function casesOf(subject: Subject, shape: Shape): LostCase[] {
  const { name, spec, staged } = subject;
  const operation = operationsOf(spec).find(
    ({ safety, path }) => safety === "send" && shape.creates.test(path),
  );
  if (operation === undefined) throw new Error(`${spec} has no create`);
  const plain: LostCase = {
    name,
    subject,
    shape,
    operation,
    input: operation.body,
    send: async (client, input, options) => subject.callsOf(client)[operation.id]?.(input as never, options),
    isUnique: false,
  };
  const uploaded = staged && {
    ...plain,
    name: `${name}, uploaded`,
    input: staged.input,
    send: (client: object, input: unknown, options: CallOptions) =>
      staged.send(client, input, options).catch(throwCause),
    isUnique: true,
  };
  return [
    ...(shape.label === undefined ? [plain] : labelled(plain, shape.label)),
    ...(uploaded ? [uploaded] : []),
  ];
}

/** Where the provider has a field for a label, the client fills it; or the caller has done so. */
function labelled(plain: LostCase, label: string): LostCase[] {
  const { [label]: _label, ...bare } = plain.input as Record<string, unknown>;
  return [
    { ...plain, input: bare, isUnique: true },
    { ...plain, name: `${plain.name}, a label of the caller's own`, input: { ...bare, [label]: "mine" } },
  ];
}

function throwCause(error: unknown): never {
  throw SubmissionError.is(error) ? error.failed.cause : error;
}
