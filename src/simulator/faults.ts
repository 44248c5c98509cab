/**
 * A fault that is injected into a request or its answer.
 *
 * - `{ status, headers?, body? }`: the request is read and not carried out; this is the answer. A string is
 *   sent as it is (`text/html` unless `headers` say otherwise), anything else as JSON. Without a body the
 *   provider's own error body for that status is sent.
 * - `"reset-before"`: the connection is reset once the headers arrived; nothing is carried out.
 * - `"reset-after"`: the request is carried out in full, then the connection is reset without an answer.
 * - `"stall"`: the request is read and not carried out, and no answer ever comes, until `close()`.
 * - `{ truncateAfter }`: the request is carried out; headers with the full `Content-Length` and that many
 *   bytes of the body are sent, then the connection is closed.
 * - `{ after: "late", ms }`: the request is read and answered with 504, as by a gateway that gave up waiting,
 *   or with `answer: "stall"` not at all; the provider carries it out `ms` of virtual time later.
 * - `{ without }`: the request is carried out, and its answer lacks these headers (names in lower case), such
 *   as `["date"]`. The other forms that send an answer take `without` too.
 */
export type Fault =
  (StatusFault | TruncateFault | LateFault | HeaderFault) | "reset-before" | "reset-after" | "stall";

interface StatusFault extends Partial<HeaderFault> {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
}

interface TruncateFault extends Partial<HeaderFault> {
  readonly truncateAfter: number;
}

export interface LateFault extends Partial<HeaderFault> {
  readonly after: "late";
  readonly ms: number;
  readonly answer?: "timeout" | "stall" | undefined;
}

interface HeaderFault {
  readonly without: readonly string[];
}

export interface FaultRule {
  /** Default: any provider. */
  readonly provider?: string | undefined;
  /** An operationId, a client method (`batches.create`) or its last part (`create`). Default: any request. */
  readonly operation?: string | undefined;
  /** To how many matching requests it applies. Default 1; `Infinity` until `clear()`. */
  readonly times?: number | undefined;
  readonly fault: Fault;
}

export interface Faults {
  /**
   * Adds a rule. The oldest rule that matches a request applies to it, and no other.
   * @throws RangeError for a fault, provider or number of times that there is not: a test with it would test nothing
   */
  add(rule: FaultRule): void;
  /** Drops all rules. */
  clear(): void;
}

export interface FaultTarget {
  readonly provider: string;
  readonly operation?: { readonly id: string; readonly clientMethod: string } | undefined;
}

export class FaultPlan implements Faults {
  readonly #providers: readonly string[];
  readonly #rules: { readonly rule: FaultRule; left: number }[] = [];

  constructor(providers: readonly string[]) {
    this.#providers = providers;
  }

  add(rule: FaultRule): void {
    const { provider, times = 1, fault } = rule;
    if (provider !== undefined && !this.#providers.includes(provider))
      throw new RangeError(`the provider of a fault must be one of ${this.#providers.join(", ")}`);
    if (!(times >= 1)) throw new RangeError("times must be a number of at least 1");
    if (!isFault(fault)) throw new RangeError(`${JSON.stringify(fault)} is no fault`);
    this.#rules.push({ rule, left: times });
  }

  clear(): void {
    this.#rules.length = 0;
  }

  take(target: FaultTarget): Fault | undefined {
    const index = this.#rules.findIndex(({ rule }) => matches(rule, target));
    const hit = this.#rules[index];
    if (hit === undefined) return undefined;
    hit.left--;
    if (hit.left <= 0) this.#rules.splice(index, 1);
    return hit.rule.fault;
  }
}

function isFault(fault: unknown): boolean {
  if (typeof fault !== "object" || fault === null)
    return ["reset-before", "reset-after", "stall"].includes(fault as string);
  const { status, truncateAfter, after, ms, without } = fault as Readonly<Record<string, unknown>>;
  if (status !== undefined) return Number.isInteger(status) && Number(status) >= 200 && Number(status) < 600;
  if (truncateAfter !== undefined) return Number(truncateAfter) >= 0;
  return after === undefined ? Array.isArray(without) : after === "late" && Number(ms) >= 0;
}

function matches(rule: FaultRule, { provider, operation }: FaultTarget): boolean {
  if (rule.provider !== undefined && rule.provider !== provider) return false;
  if (rule.operation === undefined) return true;
  if (operation === undefined) return false;
  const { id, clientMethod } = operation;
  return [id, clientMethod, clientMethod.split(".").at(-1)].includes(rule.operation);
}
