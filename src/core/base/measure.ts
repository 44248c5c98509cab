/** Upper bound of a value's size as JSON, and its first fault. Walking it costs a fraction of writing the JSON. */
import type { ValidationIssue } from "./errors/index.js";
import { isIterable } from "./iterable.js";

export interface Measure {
  /** The JSON has at most this many bytes; Infinity if only writing it can tell. */
  readonly mostBytes: number;
  /** Dotted path of the first value that JSON would change; empty if it is the measured value itself. */
  readonly brokenAt: string | undefined;
  /** Describes the fault at `brokenAt`. */
  readonly message: string;
}

const BROKEN_TEXT = "holds half of a surrogate pair: a text was cut in the middle of a character";
// JSON writes holes in arrays, NaN and invalid Dates as null, which a server would take for a value.
const NULLED = "would be sent as null";

// Worst case: each UTF-16 unit is written as an escape of six characters.
const MOST_PER_UNIT = 6;
const MOST_PER_SCALAR = 32;
// No server takes a body nested this deep: most likely a cycle.
const MOST_DEPTH = 1_000;
const PHONE_NUMBER = /^[+\d\s\-./()[\]]{5,}$/;

export function measure(value: unknown): Measure {
  const walk = new Walk();
  const brokenAt = walk.visit(value, 0);
  return { mostBytes: walk.mostBytes, brokenAt, message: walk.message };
}

/** Checks a body's values. `except` names the member with the items, which are checked one by one. */
export function valueIssues(body: unknown, except?: string): readonly ValidationIssue[] {
  if (typeof body !== "object" || body === null || isIterable(body)) return [];
  const members = Object.entries(body).filter(([name]) => name !== except);
  const { brokenAt, message } = measure(Object.fromEntries(members));
  return brokenAt === undefined ? [] : [{ path: brokenAt || "body", message }];
}

class Walk {
  mostBytes = 0;
  message = BROKEN_TEXT;

  /** Returns the path of the first faulty value at or below this one. */
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
      // In SMS parameters the keys are phone numbers, which no error may show.
      if (rest !== undefined) return join(PHONE_NUMBER.test(key) ? "*" : key, rest);
    }
    return undefined;
  }
}

function join(key: string, rest: string): string {
  return rest === "" ? key : `${key}.${rest}`;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Whether a text holds no half of a surrogate pair: half a character cannot be written as UTF-8. */
export function isWellFormed(text: string): boolean {
  const { isWellFormed: native } = text as { isWellFormed?: () => boolean };
  return native === undefined ? !LONE_SURROGATE.test(text) : native.call(text);
}
