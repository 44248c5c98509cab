/** A client under test: how to build it with canaries for credentials, and how to call each of its operations. */
import type { CallOptions, ClientOptions, Paginated } from "../../../src/core/base/types/index.js";
import type { Shape } from "../../support/world.js";
import type { Rules } from "./model.js";

export interface Subject {
  readonly name: string;
  /** The name of its document. */
  readonly spec: string;
  readonly routes: Readonly<Record<string, { readonly operation: string; readonly safety: string }>>;
  /** What must appear nowhere. Access tokens are added by the server that issues them. */
  readonly secrets: readonly string[];
  /**
   * The options that hold a credential or belong to one, in each combination that the client takes. Each may be a
   * function. `make` uses the first.
   */
  readonly credentials: readonly Readonly<Record<string, string>>[];
  /** The option that names an account, if the client has one, as `w1`. */
  readonly account?: object;
  readonly rules: Rules;
  /** The same client behind another door: beyond the login itself, only what the door changes is looked at. */
  readonly variant?: boolean;
  /** How the provider shows the batches that it took. Absent: its lost batches are not looked for here. */
  readonly shape?: Shape;
  /** The create behind an upload of what it is made of. */
  readonly staged?: {
    readonly input: unknown;
    readonly send: (client: object, input: unknown, options: CallOptions) => Promise<unknown>;
  };
  readonly make: (options: SubjectOptions) => object;
  /** The calls of a client that `make` made, by operationId. */
  readonly callsOf: (client: object) => Readonly<Record<string, Call>>;
  /** Makes a client and returns its calls. */
  readonly build: (options: SubjectOptions) => Readonly<Record<string, Call>>;
}

export type SubjectOptions = ClientOptions & { readonly baseUrl: string };

/** A subject from how its client is made and how that one is called. */
export function subjectOf<Client extends object>({
  make,
  callsOf,
  ...facts
}: Omit<Subject, "make" | "callsOf" | "build"> & {
  readonly make: (options: SubjectOptions) => Client;
  readonly callsOf: (client: Client) => Readonly<Record<string, Call>>;
}): Subject {
  return {
    ...facts,
    make,
    callsOf: (client) => callsOf(client as Client),
    build: (options) => callsOf(make(options)),
  };
}

/** One operation of a client: takes the body that its document shows. */
export type Call = (body: never, options: CallOptions) => Promise<unknown>;

/** A call for each operation of a generated file. */
export type Calls<Routes extends Readonly<Record<string, { readonly operation: string }>>> = Readonly<
  Record<Routes[keyof Routes]["operation"], Call>
>;

/** One page is one request. */
export async function firstPage(list: Paginated<unknown, object>): Promise<unknown> {
  for await (const page of list.pages()) return page;
  return undefined;
}

export async function allOf(items: AsyncIterable<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** A credential that is easy to find wherever it turns up. */
export const canary = (name: string): string => `canary-${name}-8c1f6e0b5d`;

/** What a login by user and password looks like on the wire. */
export const basic = (user: string, password: string): string =>
  Buffer.from(`${user}:${password}`).toString("base64");
