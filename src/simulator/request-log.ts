import type { Fault } from "./faults.js";

/** One request that arrived, refused and faulty ones included. */
export interface LoggedRequest {
  readonly provider: string;
  /** The client method, such as `batches.create`; absent where no operation matched. */
  readonly operation?: string;
  readonly operationId?: string;
  readonly method: string;
  readonly path: string;
  /** Repeated keys are arrays. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** Lower-case names; credentials read `[redacted]`. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Parsed JSON or form members, else text; `undefined` if there was none or it was never read. A body
   * above 1 MiB is `{ omitted: true, bytes }`, and so become the older ones when all of them pass 32 MiB.
   */
  readonly body: unknown;
  /** Virtual epoch milliseconds. */
  readonly at: number;
  /** The fault that hit it. */
  readonly fault?: Fault;
  /** The status that was answered; absent while there is none. */
  readonly status?: number;
}

export type Entry = { -readonly [Key in keyof LoggedRequest]: LoggedRequest[Key] };

const MAX_ENTRIES = 10_000;
const MAX_LOGGED_BYTES = 32 * 2 ** 20;
const REDACTED = "[redacted]";
const SECRET_HEADERS = new Set(["authorization", "proxy-authorization", "x-api-key", "cookie"]);

/** Keeps the newest 10,000 requests in `entries`, which the caller may read and empty. */
export class RequestLog {
  readonly entries: Entry[] = [];
  /** Lengths of the bodies that are kept. A weak map, because the caller may empty `entries`. */
  readonly #bytes = new WeakMap<Entry, number>();
  #keptBytes = 0;

  add(entry: Entry, secretFields: readonly string[]): Entry {
    entry.headers = mask(entry.headers, (name) => SECRET_HEADERS.has(name));
    entry.query = mask(entry.query, (name) => secretFields.includes(name));
    this.entries.push(entry);
    if (this.entries.length > MAX_ENTRIES) this.entries.shift();
    return entry;
  }

  /** `raw` is undefined for a body that was too large to keep. */
  setBody(entry: Entry, raw: Uint8Array | undefined, bytes: number, secretFields: readonly string[]): void {
    if (bytes === 0) return;
    if (raw === undefined) {
      entry.body = { omitted: true, bytes };
      return;
    }
    entry.body = readable(raw, entry.headers["content-type"] ?? "", secretFields);
    this.#bytes.set(entry, bytes);
    this.#keptBytes += bytes;
    if (this.#keptBytes > MAX_LOGGED_BYTES) this.#omitOldest();
  }

  /** Frees half of the limit at once, so that it runs rarely. Entries that the caller has removed are not counted. */
  #omitOldest(): void {
    const bytesOf = (entry: Entry): number => this.#bytes.get(entry) ?? 0;
    this.#keptBytes = this.entries.reduce((sum, entry) => sum + bytesOf(entry), 0);
    for (const entry of this.entries) {
      if (this.#keptBytes <= MAX_LOGGED_BYTES / 2) return;
      if (!this.#bytes.has(entry)) continue;
      this.#keptBytes -= bytesOf(entry);
      entry.body = { omitted: true, bytes: bytesOf(entry) };
      this.#bytes.delete(entry);
    }
  }
}

function readable(raw: Uint8Array, contentType: string, secretFields: readonly string[]): unknown {
  const text = new TextDecoder().decode(raw);
  const isSecret = (name: string): boolean => secretFields.includes(name);
  if (contentType.includes("x-www-form-urlencoded")) {
    return mask(Object.fromEntries(new URLSearchParams(text)), isSecret);
  }
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? mask(value as Record<string, unknown>, isSecret) : value;
  } catch {
    return text;
  }
}

function mask<Value>(
  members: Readonly<Record<string, Value>>,
  isSecret: (name: string) => boolean,
): Record<string, Value> {
  const entries = Object.entries(members);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, isSecret(name) ? (REDACTED as Value) : value]),
  );
}
