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
// JSON writes NaN, invalid Dates and, in arrays, holes and functions as null, which a server would take for a value.
const NULLED = "would be sent as null";
const UNWRITTEN: readonly string[] = ["undefined", "function", "symbol"];

// Worst case: each UTF-16 unit is written as an escape of six characters.
const MOST_PER_UNIT = 6;
const MOST_PER_SCALAR = 32;
// No server takes a body nested this deep: most likely a cycle.
const MOST_DEPTH = 1_000;
const PHONE_NUMBER = /^[+\d\s\-./()[\]]{5,}$/;

export function measure(value: unknown): Measure {
  const walk = new Walk();
  const brokenAt = walk.visit(value, 0, "", true);
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
  #isTooDeep = false;

  /** Returns the path of the first faulty value at or below this one. */
  visit(given: unknown, depth: number, key: string | number = "", isListed = false): string | undefined {
    const value = this.#written(given, key);
    if (typeof value === "string") {
      this.mostBytes += value.length * MOST_PER_UNIT + 3;
      return isWellFormed(value) ? undefined : "";
    }
    if (typeof value === "number" && !Number.isFinite(value)) return this.#nulled();
    if (typeof value !== "object" || value === null) {
      // JSON leaves them out of an object.
      if (isListed && UNWRITTEN.includes(typeof value)) return this.#nulled();
      this.mostBytes += typeof value === "bigint" ? Infinity : MOST_PER_SCALAR;
      return undefined;
    }
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? this.#nulled() : this.#scalar();
    this.#isTooDeep ||= depth >= MOST_DEPTH;
    this.mostBytes += this.#isTooDeep ? Infinity : 2;
    return Array.isArray(value) ? this.#list(value, depth) : this.#members(value, depth);
  }

  /** What JSON writes for a value: objects of some libraries write themselves. */
  #written(value: unknown, key: string | number): unknown {
    if (value === null || (typeof value !== "object" && typeof value !== "bigint")) return value;
    const { toJSON } = value as { toJSON?: unknown };
    if (typeof toJSON !== "function" || value instanceof Date) return value;
    try {
      return toJSON.call(value, String(key)) as unknown;
    } catch {
      this.mostBytes = Infinity;
      return null;
    }
  }

  #list(list: readonly unknown[], depth: number): string | undefined {
    for (let index = 0; index < list.length && !this.#isTooDeep; index++) {
      this.mostBytes++;
      const rest = this.visit(list[index], depth + 1, index, true);
      if (rest !== undefined) return join(String(index), rest);
    }
    return undefined;
  }

  #nulled(): string {
    this.message = NULLED;
    this.#scalar();
    return "";
  }

  #scalar(): undefined {
    this.mostBytes += MOST_PER_SCALAR;
  }

  #members(object: object, depth: number): string | undefined {
    for (const key of Object.keys(object)) {
      if (this.#isTooDeep) return undefined;
      this.mostBytes += key.length * MOST_PER_UNIT + 4;
      if (!isWellFormed(key)) return "";
      const rest = this.visit((object as Readonly<Record<string, unknown>>)[key], depth + 1, key);
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
