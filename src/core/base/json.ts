/** Reads JSON values of unknown shape and writes JSON bodies. */
import { byteLength } from "./bytes.js";
import type { ErrorContext } from "./errors/index.js";
import { invalid } from "./validation.js";

/** An object or array; gateways answer `null` and bare values. */
export const isDocument = (data: unknown): boolean => typeof data === "object" && data !== null;

/** An object that is no array. */
export function isObject(data: unknown): data is Readonly<Record<string, unknown>> {
  return isDocument(data) && !Array.isArray(data);
}

/** Whether the JSON of an object has a member of this name: undefined ones are left out. */
export function hasMember(value: unknown, name: string): boolean {
  return isObject(value) && Object.hasOwn(value, name) && value[name] !== undefined;
}

/** Whether a batch document has an id: without one, the batch can be neither read nor waited for. */
export const hasId = (data: unknown): boolean => stringAt(data, "id") !== undefined;

type Path = readonly (string | number)[];

/** The member at a path of an unknown JSON value; undefined if it does not exist. */
export function memberAt(value: unknown, ...path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) => (at as Record<string | number, unknown> | null | undefined)?.[key],
    value,
  );
}

/** The member at a path, if it is a non-empty string. */
export function stringAt(value: unknown, ...path: Path): string | undefined {
  const found = memberAt(value, ...path);
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** The member at a path, if it is a number. */
export function numberAt(value: unknown, ...path: Path): number | undefined {
  const found = memberAt(value, ...path);
  return typeof found === "number" ? found : undefined;
}

/**
 * Throws `ValidationError` if the value cannot be JSON (a cycle, a BigInt), exceeds the engine's longest string, or has
 * more than `maxBytes` bytes.
 */
export function jsonText(value: unknown, context?: ErrorContext, maxBytes = Infinity): string {
  const text = stringified(value, context);
  // A UTF-16 unit takes at most three bytes: count exactly only if the limit could be exceeded.
  const bytes = text.length * 3 <= maxBytes ? 0 : byteLength(text);
  if (bytes <= maxBytes) return text;
  throw invalid("body", `has ${bytes} bytes, more than the ${maxBytes} that one request may have`, context);
}

function stringified(value: unknown, context: ErrorContext | undefined): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch (error) {
    const fault = jsonFault(error);
    throw invalid("body", fault === TOO_LONG ? `${fault}: send it in parts, with submit` : fault, context);
  }
}

const TOO_LONG = "is longer than the longest text there can be, about 512 MB";

/** Why a value cannot be written as JSON, by what `JSON.stringify` threw. */
export function jsonFault(error?: unknown): string {
  // Endless recursion is a RangeError too.
  const isTooLong = error instanceof RangeError && !/call stack|recursion/i.test(error.message);
  return isTooLong ? TOO_LONG : "cannot be written as JSON";
}

/**
 * Writes an object as JSON without its closing brace, so that one more member can be streamed. Throws as `jsonText`
 * does.
 */
export function openObject(value: object, context?: ErrorContext): string {
  const text = jsonText(value, context).slice(0, -1);
  return text === "{" ? text : `${text},`;
}
