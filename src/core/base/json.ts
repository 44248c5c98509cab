/** JSON values of unknown shape, and texts that go into a body. */
import { byteLength } from "./bytes.js";
import type { ErrorContext } from "./errors/index.js";
import { invalid } from "./validation.js";

/** An object or array; gateways answer `null` and bare values. */
export const isDocument = (data: unknown): boolean => typeof data === "object" && data !== null;

/** An object that is no array. */
export function isObject(data: unknown): data is Readonly<Record<string, unknown>> {
  return isDocument(data) && !Array.isArray(data);
}

/** A batch without its id is of no use: nothing can be asked of it, and it cannot be waited for. */
export const hasId = (data: unknown): boolean => stringAt(data, "id") !== undefined;

type Path = readonly (string | number)[];

/** A member of an unknown JSON value; undefined if it is not there. */
export function memberAt(value: unknown, ...path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) => (at as Record<string | number, unknown> | null | undefined)?.[key],
    value,
  );
}

/** A member of an unknown JSON value, if it is there and is a text that is not empty. */
export function stringAt(value: unknown, ...path: Path): string | undefined {
  const found = memberAt(value, ...path);
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** A member of an unknown JSON value, if it is there and is a number. */
export function numberAt(value: unknown, ...path: Path): number | undefined {
  const found = memberAt(value, ...path);
  return typeof found === "number" ? found : undefined;
}

/**
 * Throws `ValidationError` for what JSON cannot hold (a cycle, a BigInt), for a text beyond the engine's longest string,
 * and for more than `maxBytes`.
 */
export function jsonText(value: unknown, context?: ErrorContext, maxBytes = Infinity): string {
  const text = stringified(value, context);
  // At most three bytes a unit: only near the limit does the exact number matter.
  const bytes = text.length * 3 <= maxBytes ? 0 : byteLength(text);
  if (bytes <= maxBytes) return text;
  throw invalid("body", `has ${bytes} bytes, more than the ${maxBytes} that one request may have`, context);
}

function stringified(value: unknown, context: ErrorContext | undefined): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch (error) {
    // A recursion without end is a RangeError too.
    const isTooLong = error instanceof RangeError && !/call stack|recursion/i.test(error.message);
    const message = isTooLong
      ? "is longer than the longest text there can be, about 512 MB: send it in parts, with submit"
      : "cannot be written as JSON";
    throw invalid("body", message, context);
  }
}

/** An object as JSON, left open for one more member. Throws as `jsonText` does. */
export function openObject(value: object, context?: ErrorContext): string {
  const text = jsonText(value, context).slice(0, -1);
  return text === "{" ? text : `${text},`;
}
