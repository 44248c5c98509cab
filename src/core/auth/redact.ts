/**
 * Knows one client's credentials, and those of gateways in the caller's headers, and removes them from everything that
 * leaves the library: bodies, header values, errors of a custom fetch, hook events.
 */
import { isError } from "../base/is-error.js";

const MASK = "[redacted]";

// Shorter strings are no credentials; masking them would garble ordinary text.
const SHORTEST_SECRET = 4;

// Access tokens change hourly: the cap keeps a client that runs for months from collecting them all.
const MOST_SECRETS = 200;

const INSPECT = Symbol.for("nodejs.util.inspect.custom");

// Not `www-authenticate`, the counts of `ratelimit-tokens`, or an `idempotency-key`.
const SENSITIVE_HEADER = /auth(?!enticate)|cookie|token(?!s)|secret|password|api-?key|(?<!idempotency-)key$/i;

// Shorter words of a header, such as a scheme, may be ordinary text.
const SHORTEST_HEADER_SECRET = 8;

export class Redactor {
  readonly #own = new Set<string>();
  /** Apart, because headers that change with every call must not displace the client's own credentials. */
  readonly #gateways = new Set<string>();
  /** Both, longest first: one secret may contain another. */
  #ordered: readonly string[] | undefined;

  /** Registers credentials, also as they look when percent-encoded, form-encoded or JSON-escaped. */
  add(...secrets: readonly (string | undefined)[]): void {
    register(this.#own, secrets);
    this.#ordered = undefined;
  }

  /** Registers the credentials in the caller's headers, which are for a gateway or proxy. */
  learn(headers: Headers): void {
    for (const [name, value] of headers) {
      if (!SENSITIVE_HEADER.test(name)) continue;
      const words = [...value.split(/[\s,;]+/), ...value.split(/[\s,;="]+/)];
      register(
        this.#gateways,
        words.filter(({ length }) => length >= SHORTEST_HEADER_SECRET),
      );
      this.#ordered = undefined;
    }
  }

  knows(secret: string): boolean {
    return this.#own.has(secret);
  }

  text(text: string): string {
    this.#ordered ??= [...this.#own, ...this.#gateways].sort((a, b) => b.length - a.length);
    let clean = text;
    for (const secret of this.#ordered) if (text.includes(secret)) clean = clean.replaceAll(secret, MASK);
    return clean;
  }

  /** Header values for hooks. */
  headers(headers: Headers): Record<string, string> {
    const clean: Record<string, string> = {};
    for (const [name, value] of headers) clean[name] = SENSITIVE_HEADER.test(name) ? MASK : this.text(value);
    return clean;
  }

  /** The response's headers. Copied if a value echoes a credential, or if the object is not a platform `Headers`. */
  responseHeaders(headers: Headers): Headers {
    const dirty = [...headers].filter(([, value]) => this.text(value) !== value);
    if (dirty.length === 0 && headers instanceof Headers) return headers;
    const clean = new Headers(headers);
    for (const [name, value] of dirty) clean.set(name, this.text(value));
    return clean;
  }

  /**
   * Makes an error of a fetch safe as a `cause`: the error itself if clean, else a copy without its objects. Some
   * errors carry their request and with it the credential, which a search of the message misses but a dump prints.
   */
  cause(thrown: unknown, depth = 0): unknown {
    if (!isError(thrown)) return this.#primitive(thrown);
    if (this.#isClean(thrown, depth)) return thrown;
    const clean = new Error(this.text(String(thrown.message)));
    Object.defineProperty(clean, "name", {
      value: this.text(String(thrown.name)),
      configurable: true,
      writable: true,
    });
    Object.defineProperty(clean, "stack", {
      value: this.text(String(thrown.stack)),
      configurable: true,
      writable: true,
    });
    for (const key of ["code", "errno", "syscall", "address", "port"] as const) {
      const value = (thrown as unknown as Record<string, unknown>)[key];
      if (value !== undefined) Object.assign(clean, { [key]: this.#primitive(value) });
    }
    if (thrown.cause !== undefined && depth < 4) clean.cause = this.cause(thrown.cause, depth + 1);
    const parts = (thrown as { errors?: unknown }).errors;
    if (Array.isArray(parts) && depth < 4) {
      Object.assign(clean, { errors: parts.map((part: unknown) => this.cause(part, depth + 1)) });
    }
    return clean;
  }

  #isClean(value: unknown, depth: number): boolean {
    if (typeof value === "string") return this.text(value) === value;
    if (typeof value === "function") return false;
    if (typeof value !== "object" || value === null) return true;
    if (depth > 4 || !(isError(value) || Array.isArray(value))) return false;
    if (isError(value) && !this.#isPlainError(value)) return false;
    return Reflect.ownKeys(value).every((key) =>
      this.#isClean((value as unknown as Record<string | symbol, unknown>)[key], depth + 1),
    );
  }

  // DOMException has its message on the prototype, and a custom `toJSON` or `inspect` may print anything.
  #isPlainError(error: Error): boolean {
    const shown = [error.name, error.message, error.stack ?? ""].map(String);
    const { toJSON } = error as { toJSON?: unknown };
    const inspect = (error as { [INSPECT]?: unknown })[INSPECT];
    return toJSON === undefined && inspect === undefined && shown.every((text) => this.text(text) === text);
  }

  #primitive(value: unknown): unknown {
    if (typeof value === "string") return this.text(value);
    return typeof value === "object" || typeof value === "function" ? `[${typeof value}]` : value;
  }
}

function register(known: Set<string>, secrets: readonly (string | undefined)[]): void {
  for (const secret of secrets) {
    if (secret === undefined || secret.length < SHORTEST_SECRET) continue;
    const form = new URLSearchParams([["", secret]]).toString().slice(1);
    for (const spelling of [secret, encodeURIComponent(secret), form, JSON.stringify(secret).slice(1, -1)]) {
      known.delete(spelling);
      known.add(spelling);
    }
  }
  for (const oldest of known) {
    if (known.size <= MOST_SECRETS) break;
    known.delete(oldest);
  }
}
