/** Writes the body of one part: its recipients, and only their replacement values. */
import { isObject, jsonText } from "../core/base/json.js";
import type { Frame } from "../core/submit/part.js";
import { correlationOf } from "./lost.js";
import { SENDS } from "./dialect.js";
import { isNumber, normalized } from "../core/base/phone-numbers.js";

type Parameters = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface Entry {
  readonly key: string;
  readonly spelling: string;
  readonly value: string;
}

/** Creates a frame for each pass over a part, with one shared index of all replacement values. */
export function frames(content: object): (label?: string) => Frame<string> {
  const { to: _to, parameters, ...rest } = content as { to?: unknown; parameters?: Parameters };
  // Parameters of any other form are left for the server to refuse.
  const index =
    isObject(parameters) && Object.values(parameters).every(isObject) ? indexOf(parameters) : undefined;
  return (label) => {
    const to: string[] = [];
    const labeled = label === undefined ? rest : { ...rest, client_reference: label };
    const kept = (next: readonly string[] = []): unknown =>
      index ? cut(parameters as Parameters, index, [...to, ...next]) : parameters;
    const message = (next?: readonly string[]): object => ({ ...labeled, parameters: kept(next) });
    return {
      head: '{"to":[',
      item: (recipient) => JSON.stringify(recipient),
      taken: (recipient) => void to.push(recipient),
      tail(next) {
        const more = jsonText(message(next === undefined ? [] : [next]), SENDS);
        return more === "{}" ? "]}" : `],${more.slice(1)}`;
      },
      correlation: () => correlationOf(message(), to, label),
      identity: () => ({ ...rest, parameters: kept() }),
    };
  };
}

/**
 * The replacement values of these recipients, plus all defaults. Group members are unknown, so a group keeps all
 * values.
 */
function cut(parameters: Parameters, index: Map<string, Entry[]>, to: readonly string[]): unknown {
  if (!to.every(isNumber)) return parameters;
  const parts = new Map<string, Map<string, string>>();
  for (const [key, values] of Object.entries(parameters)) {
    const kept = new Map<string, string>();
    if (Object.hasOwn(values, "default")) kept.set("default", values["default"] as string);
    parts.set(key, kept);
  }
  for (const recipient of to) {
    for (const { key, spelling, value } of index.get(normalized(recipient)) ?? []) {
      parts.get(key)?.set(spelling, value);
    }
  }
  return Object.fromEntries([...parts].map(([key, values]) => [key, Object.fromEntries(values)]));
}

/** Indexes replacement values by recipient, however its number is spelled. */
function indexOf(parameters: Parameters): Map<string, Entry[]> {
  const index = new Map<string, Entry[]>();
  for (const [key, values] of Object.entries(parameters)) {
    for (const [spelling, value] of Object.entries(values)) {
      if (spelling === "default") continue;
      const number = normalized(spelling);
      const entries = index.get(number);
      if (entries) entries.push({ key, spelling, value });
      else index.set(number, [{ key, spelling, value }]);
    }
  }
  return index;
}
