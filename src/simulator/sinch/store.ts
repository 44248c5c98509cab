import type { Environment, Exchange } from "../provider.js";
import { DAY_MS } from "../time.js";
import { Batch, type Fields, type RecipientReport } from "./batch.js";
import { Webhooks } from "./webhooks.js";
import { notFound, httpError } from "./errors.js";
import type { Groups } from "./groups.js";
import { newId } from "./ids.js";
import type { Inbounds } from "./inbounds.js";
import { validated } from "./validation.js";
import { hasReference, listed, numberedPage, periodOf } from "./paging.js";
import { Queue } from "./queue.js";
import { digitsOf } from "./numbers.js";

const KEPT_MS = 14 * DAY_MS;

/** The batches of the account. */
export class Store {
  readonly #environment: Environment;
  readonly #groups: Groups;
  readonly #queue: Queue;
  readonly #webhooks: Webhooks;
  readonly #byId = new Map<string, Batch>();

  constructor(environment: Environment, groups: Groups, inbounds: Inbounds) {
    this.#environment = environment;
    this.#groups = groups;
    this.#queue = new Queue(environment.clock);
    this.#webhooks = new Webhooks(environment, inbounds);
  }

  create({ body }: Exchange): Batch {
    const batch = this.#draft(body as Fields);
    this.#byId.set(batch.id, batch);
    this.#begin(batch);
    return batch;
  }

  dryRun({ body, query }: Exchange): unknown {
    const batch = this.#draft(body as Fields);
    const messages = batch.draft(this.#recipients(batch));
    const { per_recipient: detailed, number_of_recipients: most = 100 } = query;
    const details = messages.slice(0, most as number).map(({ recipient, body: text = "", measured }) => ({
      recipient,
      body: text,
      number_of_parts: measured.segments,
      encoding: measured.encoding === "GSM-7" ? "text" : "unicode",
    }));
    return {
      number_of_recipients: messages.length,
      number_of_messages: messages.reduce((sum, { measured }) => sum + measured.segments, 0),
      ...(detailed === true && batch.type === "mt_text" && { per_recipient: details }),
    };
  }

  get(exchange: Exchange): Batch {
    const batch = this.#byId.get(exchange.params["batch_id"] ?? "");
    if (batch === undefined) throw notFound();
    return batch;
  }

  /** Newest first, without those that are no longer kept. */
  list(exchange: Exchange): unknown {
    const now = this.#environment.clock.now();
    const inPeriod = periodOf(exchange, now);
    const isSender = listed(exchange, "from", (sender) => digitsOf(String(sender)) ?? sender);
    const isReferred = hasReference(exchange);
    const batches = [...this.#byId.values()].reverse().filter(({ createdMs, fields }) => {
      const isKept = createdMs > now - KEPT_MS;
      return (
        isKept && inPeriod(createdMs) && isSender(fields["from"]) && isReferred(fields["client_reference"])
      );
    });
    return numberedPage(
      "batches",
      batches.map((batch) => batch.document()),
      exchange,
    );
  }

  update(exchange: Exchange): Batch {
    const batch = this.get(exchange);
    const {
      to_add: add = [],
      to_remove: remove = [],
      type = "mt_text",
      ...changes
    } = exchange.body as Fields;
    this.#assertWaiting(batch);
    if (type !== batch.type) {
      throw httpError(400, "syntax_invalid_parameter_format", `[type] the batch is of type ${batch.type}`);
    }
    const gone = new Set((remove as string[]).map((entry) => digitsOf(entry) ?? entry));
    const to = [...batch.to, ...(add as string[])].filter((entry) => !gone.has(digitsOf(entry) ?? entry));
    this.#change(batch, { ...batch.fields, ...changes, to });
    return batch;
  }

  replace(exchange: Exchange): Batch {
    const batch = this.get(exchange);
    this.#assertWaiting(batch);
    this.#change(batch, exchange.body as Fields);
    return batch;
  }

  cancel(exchange: Exchange): Batch {
    const batch = this.get(exchange);
    batch.cancel();
    this.#queue.replan();
    this.#webhooks.follow(batch);
    return batch;
  }

  feedback(exchange: Exchange): void {
    const batch = this.get(exchange);
    const { recipients } = exchange.body as { recipients: readonly string[] };
    if (batch.fields["feedback_enabled"] !== true) {
      throw httpError(400, "syntax_constraint_violation", "The batch was not created with feedback_enabled");
    }
    const hasGroup = batch.to.some((entry) => digitsOf(entry) === undefined);
    if (recipients.length === 0 && hasGroup) {
      throw httpError(
        400,
        "syntax_constraint_violation",
        "[recipients] a batch to a group needs at least one",
      );
    }
  }

  report(exchange: Exchange): unknown {
    const { type, status, code } = exchange.query;
    return this.get(exchange).report({
      full: type === "full",
      statuses: status as string[] | undefined,
      codes: code as number[] | undefined,
    });
  }

  recipientReport(exchange: Exchange): unknown {
    const batch = this.get(exchange);
    const wanted = digitsOf(exchange.params["recipient_msisdn"] ?? "");
    const message = batch.messages.find(({ recipient }) => recipient === wanted);
    if (message === undefined) throw notFound();
    return batch.recipientReport(message, message.stateAt(this.#environment.clock.now()));
  }

  /** Final recipient reports of all batches, newest first. */
  reports(exchange: Exchange): unknown {
    const now = this.#environment.clock.now();
    const inPeriod = periodOf(exchange, now);
    const hasStatus = listed(exchange, "status");
    const hasCode = listed(exchange, "code");
    const isReferred = hasReference(exchange);
    const found: RecipientReport[] = [];
    for (const batch of this.#byId.values()) {
      if (!isReferred(batch.fields["client_reference"])) continue;
      for (const message of batch.messages) {
        const state = message.stateAt(now);
        const { isFinal, status, code, atMs } = state;
        if (isFinal && hasStatus(status) && hasCode(code) && inPeriod(atMs)) {
          found.push(batch.recipientReport(message, state));
        }
      }
    }
    found.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
    return numberedPage("delivery_reports", found, exchange);
  }

  #draft(body: Fields): Batch {
    const { clock, random } = this.#environment;
    const id = newId(clock.now(), random("batch", this.#byId.size));
    return new Batch(id, this.#accepted(body), this.#environment);
  }

  #accepted(body: Fields): Fields {
    return validated(body, this.#groups, this.#environment.clock.now());
  }

  #assertWaiting(batch: Batch): void {
    const now = this.#environment.clock.now();
    if (batch.canceled || batch.messages.some((message) => message.hasLeft(now))) {
      throw httpError(403, "batch_already_dispatched", `Batch ${batch.id} is being sent or has been`);
    }
  }

  #change(batch: Batch, fields: Fields): void {
    const { clock } = this.#environment;
    batch.fields = this.#accepted(fields);
    batch.modifiedMs = clock.now();
    this.#queue.remove(batch);
    batch.reset();
    this.#begin(batch);
  }

  /** Enters the queue at `send_at`, unless the batch is changed or canceled before. */
  #begin(batch: Batch): void {
    const { clock } = this.#environment;
    if (batch.startMs <= clock.now()) return this.#enqueue(batch);
    clock.schedule(batch.startMs, () => {
      if (!batch.hasStarted && !batch.canceled && batch.startMs <= clock.now()) this.#enqueue(batch);
    });
  }

  #enqueue(batch: Batch): void {
    batch.start(this.#recipients(batch));
    this.#queue.add(batch);
    this.#webhooks.follow(batch);
  }

  #recipients(batch: Batch): string[] {
    const numbers = batch.to.flatMap((entry) =>
      digitsOf(entry) === undefined ? this.#groups.resolve(entry) : [entry],
    );
    return [...new Set(numbers)];
  }
}
