import type { Environment } from "../provider.js";
import { DAY_MS } from "../time.js";
import { Message, type MessageState } from "./message.js";
import type { ParameterValues } from "./template.js";

export type Fields = Readonly<Record<string, unknown>>;

const VALIDITY_MS = 3 * DAY_MS;

/** One batch: the fields of its create call, and its messages once it has entered the queue. */
export class Batch {
  readonly id: string;
  readonly createdMs: number;
  fields: Fields;
  modifiedMs: number;
  canceled = false;
  readonly #environment: Environment;
  #messages: readonly Message[] | undefined;

  constructor(id: string, fields: Fields, environment: Environment) {
    this.id = id;
    this.fields = fields;
    this.createdMs = environment.clock.now();
    this.modifiedMs = this.createdMs;
    this.#environment = environment;
  }

  get type(): string {
    return (this.fields["type"] as string | undefined) ?? "mt_text";
  }

  get to(): readonly string[] {
    return this.fields["to"] as readonly string[];
  }

  /** When it enters the queue. */
  get startMs(): number {
    return Math.max(this.createdMs, timeOf(this.fields["send_at"]) ?? -Infinity);
  }

  get expireMs(): number {
    const latest = this.startMs + VALIDITY_MS;
    return Math.min(latest, timeOf(this.fields["expire_at"]) ?? latest);
  }

  /** Empty until the batch has entered the queue. */
  get messages(): readonly Message[] {
    return this.#messages ?? [];
  }

  get hasStarted(): boolean {
    return this.#messages !== undefined;
  }

  get isMms(): boolean {
    return this.type === "mt_media";
  }

  /** `recipients`: distinct numbers, groups resolved. */
  start(recipients: readonly string[]): void {
    this.#messages = this.draft(recipients);
  }

  /** Discards the messages of a changed batch; `start` creates them again. */
  reset(): void {
    this.#messages = undefined;
  }

  draft(recipients: readonly string[]): Message[] {
    const {
      body,
      parameters,
      max_number_of_message_parts: maxParts,
      truncate_concat: truncate,
    } = this.fields;
    const text = this.isMms ? (body as { message?: string }).message : body;
    const setup = {
      batchId: this.id,
      text: this.type === "mt_binary" ? undefined : (text as string | undefined),
      parameters: (parameters ?? {}) as ParameterValues,
      maxParts: maxParts as number | undefined,
      truncate: truncate === true,
      createdMs: this.createdMs,
      expireMs: this.expireMs,
    };
    return recipients.map((recipient) => new Message(recipient, setup, this.#environment));
  }

  cancel(): void {
    const now = this.#environment.clock.now();
    if (!this.canceled) this.modifiedMs = now;
    this.canceled = true;
    for (const message of this.messages) message.cancel(now);
  }

  document(): unknown {
    const { clock } = this.#environment;
    const { type: _type, to: _to, ...rest } = this.fields;
    return {
      id: this.id,
      type: this.type,
      to: this.to,
      canceled: this.canceled,
      ...(this.type === "mt_text" && { flash_message: false }),
      delivery_report: "none",
      ...rest,
      created_at: clock.iso(this.createdMs),
      modified_at: clock.iso(this.modifiedMs),
      expire_at: clock.iso(this.expireMs),
    };
  }

  /** The delivery report of the batch, for answers and callbacks. */
  report(options: {
    readonly full: boolean;
    readonly statuses?: readonly string[] | undefined;
    readonly codes?: readonly number[] | undefined;
  }): unknown {
    const now = this.#environment.clock.now();
    const rows = new Map<string, { code: number; status: string; count: number; recipients: string[] }>();
    for (const message of this.messages) {
      const { status, code } = message.stateAt(now);
      if (options.statuses?.includes(status) === false || options.codes?.includes(code) === false) continue;
      const row = rows.get(`${status} ${code}`) ?? { code, status, count: 0, recipients: [] };
      row.count++;
      row.recipients.push(message.recipient);
      rows.set(`${status} ${code}`, row);
    }
    return {
      type: this.isMms ? "delivery_report_mms" : "delivery_report_sms",
      batch_id: this.id,
      total_message_count: this.messages.length,
      statuses: [...rows.values()].map(({ recipients, ...row }) =>
        options.full ? { ...row, recipients } : row,
      ),
      ...this.#reference,
    };
  }

  recipientReport(message: Message, state: MessageState): RecipientReport {
    const { clock } = this.#environment;
    return {
      type: this.isMms ? "recipient_delivery_report_mms" : "recipient_delivery_report_sms",
      batch_id: this.id,
      recipient: message.recipient,
      code: state.code,
      status: state.status,
      at: clock.iso(state.atMs),
      ...(state.isFinal && { operator_status_at: clock.iso(state.atMs - (state.atMs % 60_000)) }),
      ...(this.fields["max_number_of_message_parts"] !== undefined && {
        number_of_message_parts: message.measured.segments,
      }),
      ...this.#reference,
    };
  }

  get #reference(): { client_reference?: unknown } {
    const { client_reference } = this.fields;
    return client_reference === undefined ? {} : { client_reference };
  }
}

export interface RecipientReport {
  readonly type: string;
  readonly batch_id: string;
  readonly recipient: string;
  readonly code: number;
  readonly status: string;
  readonly at: string;
  readonly client_reference?: unknown;
}

/** Parses a time, which is UTC without an offset. */
export function timeOf(value: unknown): number | undefined {
  if (typeof value !== "string") return undefined;
  return Date.parse(/(Z|[+-]\d{2}:?\d{2})$/i.test(value) ? value : `${value}Z`);
}
