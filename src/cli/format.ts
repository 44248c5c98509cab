/** Formats numbers, times and command lines for people. */
import process from "node:process";
import { UsageError } from "./exit.js";

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `90s`, `30m`, `6h` or `2d`. */
export function durationMs(text: string): number {
  const [, count, unit = ""] = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text) ?? [];
  if (count === undefined) throw new UsageError(`${JSON.stringify(text)} is no time: write 90s, 30m or 6h`);
  return Number(count) * (UNITS[unit] ?? 0);
}

/** `42s`, `12m05s`, `3h07m`, `2d04h`. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)}m${two(seconds % 60)}s`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)}h${two((seconds % 3_600) / 60)}m`;
  return `${Math.floor(seconds / 86_400)}d${two((seconds % 86_400) / 3_600)}h`;
}

export function countText(count: number): string {
  return count.toLocaleString("en-US");
}

/** `1 part`, `2 parts`. */
export function plural(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? "" : "s"}`;
}

export function bytesText(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  const value = bytes / 1_000 ** step;
  return `${step === 0 ? value : value.toFixed(1)} ${units[step]}`;
}

/** `12 usable, 3 retry`: the counts above 0, the largest first. */
export function kindsText(kinds: Readonly<Record<string, number>>): string {
  const found = Object.entries(kinds).filter(([, count]) => count > 0);
  return found
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${countText(count)} ${kind}`)
    .join(", ");
}

/** Quotes words for the shell, where they need it. */
export function shellText(words: readonly string[], platform: string = process.platform): string {
  const [plain, quoted] =
    platform === "win32"
      ? [/^[\w@+=:,./\\-]+$/, (word: string) => `"${word.replaceAll('"', '""')}"`]
      : [/^[\w@%+=:,./-]+$/, (word: string) => `'${word.replaceAll("'", `'\\''`)}'`];
  return words.map((word) => (plain.test(word) ? word : quoted(word))).join(" ");
}
