/** What a value comes to as JSON, told by a walk over it: a small part of the cost of writing it. */
import type { ValidationIssue } from "./errors/index.js";

export interface Measure {
  /** Its JSON has no more bytes than this; Infinity where only writing it tells. */
  readonly mostBytes: number;
  /** The dotted path of what JSON cannot carry as it is; empty for the value itself. */
  readonly brokenAt: string | undefined;
  /** What is wrong there. */
  readonly message: string;
}

const BROKEN_TEXT = "holds half of a surrogate pair: a text was cut in the middle of a character";
// A hole in a list, NaN and an invalid Date: a server reads null as a value like any other.
const NULLED = "would be sent as null, which it is not";

// Every UTF-16 unit may be written as an escape of six characters.
const MOST_PER_UNIT = 6;
const MOST_PER_SCALAR = 32;
// Deeper than any body that a server takes: a cycle, most likely.
const MOST_DEPTH = 1_000;
const LONE_SURROGATE = /\p{Surrogate}/u;
const PHONE_NUMBER = /^\+?\d{5,}$/;

export function measure(value: unknown): Measure {
  const walk = new Walk();
  const brokenAt = walk.visit(value, 0);
  return { mostBytes: walk.mostBytes, brokenAt, message: walk.message };
}

/** What is wrong with the values of a body; `except`: its member that holds the items, which are checked one by one. */
export function valueIssues(body: unknown, except?: string): readonly ValidationIssue[] {
  if (typeof body !== "object" || body === null || Symbol.iterator in body || Symbol.asyncIterator in body)
    return [];
  const members = Object.entries(body).filter(([name]) => name !== except);
  const { brokenAt, message } = measure(Object.fromEntries(members));
  return brokenAt === undefined ? [] : [{ path: brokenAt === "" ? "body" : brokenAt, message }];
}

class Walk {
  mostBytes = 0;
  message = BROKEN_TEXT;

  /** The path of the first value that is broken, from here on. */
  visit(value: unknown, depth: number): string | undefined {
    if (typeof value === "string") {
      this.mostBytes += value.length * MOST_PER_UNIT + 3;
      return isWellFormed(value) ? undefined : "";
    }
    if (typeof value === "number" && !Number.isFinite(value)) return this.#nulled();
    if (typeof value !== "object" || value === null) {
      this.mostBytes += typeof value === "bigint" ? Infinity : MOST_PER_SCALAR;
      return undefined;
    }
    if (value instanceof Date && Number.isNaN(value.getTime())) return this.#nulled();
    const writesItself = typeof (value as { toJSON?: unknown }).toJSON === "function";
    if (depth >= MOST_DEPTH || writesItself) {
      this.mostBytes += value instanceof Date ? MOST_PER_SCALAR : Infinity;
      return undefined;
    }
    this.mostBytes += 2;
    return Array.isArray(value) ? this.#list(value, depth) : this.#members(value, depth);
  }

  #list(list: readonly unknown[], depth: number): string | undefined {
    for (let index = 0; index < list.length && this.mostBytes !== Infinity; index++) {
      this.mostBytes++;
      const rest = list[index] === undefined ? this.#nulled() : this.visit(list[index], depth + 1);
      if (rest !== undefined) return join(String(index), rest);
    }
    return undefined;
  }

  #nulled(): string {
    this.message = NULLED;
    this.mostBytes += MOST_PER_SCALAR;
    return "";
  }

  #members(object: object, depth: number): string | undefined {
    for (const key of Object.keys(object)) {
      if (this.mostBytes === Infinity) return undefined;
      this.mostBytes += key.length * MOST_PER_UNIT + 4;
      if (!isWellFormed(key)) return "";
      const rest = this.visit((object as Readonly<Record<string, unknown>>)[key], depth + 1);
      // No error names a phone number, and they are keys where texts have values for each recipient.
      if (rest !== undefined) return join(PHONE_NUMBER.test(key) ? "*" : key, rest);
    }
    return undefined;
  }
}

function join(key: string, rest: string): string {
  return rest === "" ? key : `${key}.${rest}`;
}

function isWellFormed(text: string): boolean {
  const { isWellFormed: native } = text as { isWellFormed?: () => boolean };
  return native === undefined ? !LONE_SURROGATE.test(text) : native.call(text);
}
