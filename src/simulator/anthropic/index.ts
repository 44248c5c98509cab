import { accounts } from "../accounts.js";
import type { Answer, Environment, Exchange, ProviderDefinition, ProviderPart } from "../provider.js";
import { Batch } from "./batch.js";
import { errorAnswer, refusal, refuse, requestIdOf } from "./errors.js";
import { EnvelopeFault, takeIn } from "./intake.js";
import type { Plan } from "./plan.js";
import { createJudge, VERSIONS } from "./rules.js";

const MAX_BODY_BYTES = 256 * 1000 * 1000;
const DEFAULT_PAGE_SIZE = 20;

/** Anthropic Message Batches. */
export const anthropic: ProviderDefinition = {
  name: "anthropic",
  spec: "anthropic.yaml",
  create: createPart,
};

function createPart(environment: Environment): ProviderPart {
  const store = new BatchStore(environment);
  return {
    maxBodyBytes: MAX_BODY_BYTES,
    admit,
    refuse,
    finish,
    handlers: {
      createMessageBatch: {
        stream: async (exchange, chunks) => {
          const plans = await readPlans(exchange, chunks, environment);
          return { status: 200, body: store.add(plans).document() };
        },
      },
      listMessageBatches: (exchange) => ({ status: 200, body: store.page(exchange) }),
      retrieveMessageBatch: (exchange) => ({ status: 200, body: store.get(exchange).document() }),
      cancelMessageBatch: (exchange) => {
        const batch = store.get(exchange);
        if (batch.hasEnded) throw refusal(exchange, 400, `${batch.id} has ended and cannot be canceled.`);
        batch.cancel();
        return { status: 200, body: batch.document() };
      },
      deleteMessageBatch: (exchange) => {
        const batch = store.get(exchange);
        if (!batch.hasEnded) throw refusal(exchange, 400, `${batch.id} has not ended yet: cancel it first.`);
        batch.delete();
        return { status: 200, body: { id: batch.id, type: "message_batch_deleted" } };
      },
      retrieveMessageBatchResults: (exchange) => {
        const batch = store.get(exchange);
        if (!batch.hasEnded) throw refusal(exchange, 404, `${batch.id} has no results before it ends.`);
        if (batch.isArchived) throw refusal(exchange, 404, `The results of ${batch.id} are no longer kept.`);
        return { status: 200, lines: batch.results(), type: "application/x-jsonl" };
      },
    },
  };
}

/** Checks credentials first, then the version: an unknown caller learns nothing else. */
function admit(exchange: Exchange): Answer | undefined {
  const { headers } = exchange;
  // Where both forms are sent, the key wins.
  const credential = headers["x-api-key"] ?? /^Bearer (.*)$/i.exec(headers["authorization"] ?? "")?.[1];
  if (credential === undefined)
    return errorAnswer(exchange, 401, "x-api-key or authorization header is required.");
  if (credential !== accounts.anthropic.apiKey)
    return errorAnswer(exchange, 401, "The credentials are not valid.");
  const workspace = headers["anthropic-workspace-id"];
  if (workspace !== undefined && workspace !== accounts.anthropic.workspaceId) {
    return errorAnswer(exchange, 403, "The credentials do not belong to this workspace.");
  }
  const version = headers["anthropic-version"];
  if (version === undefined) return errorAnswer(exchange, 400, "anthropic-version: header is required");
  if (VERSIONS.includes(version)) return undefined;
  return errorAnswer(
    exchange,
    400,
    `anthropic-version: "${version}" is not a version; use ${VERSIONS.join(" or ")}`,
  );
}

function finish(answer: Answer, exchange: Exchange): Answer {
  if (answer.type === "text/html") return answer;
  const isKnown = answer.status !== 401;
  const headers = {
    "request-id": requestIdOf(exchange),
    ...(isKnown && {
      "anthropic-organization-id": accounts.anthropic.organizationId,
      "anthropic-workspace-id": accounts.anthropic.workspaceId,
    }),
  };
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

async function readPlans(
  exchange: Exchange,
  chunks: AsyncIterable<Uint8Array>,
  environment: Environment,
): Promise<readonly Plan[]> {
  const { headers } = exchange;
  const terms = {
    version: headers["anthropic-version"]!,
    betas: (headers["anthropic-beta"] ?? "").split(/[\s,]+/).filter((beta) => beta !== ""),
    userProfileId: headers["anthropic-user-profile-id"],
  };
  try {
    return await takeIn(chunks, createJudge(terms, environment));
  } catch (error) {
    throw error instanceof EnvelopeFault ? refusal(exchange, 400, error.message) : error;
  }
}

class BatchStore {
  readonly #environment: Environment;
  /** Oldest first. Deleted ones stay, without their requests, so that they still serve as cursors. */
  readonly #batches: Batch[] = [];
  readonly #byId = new Map<string, Batch>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  add(plans: readonly Plan[]): Batch {
    const id = `msgbatch_${this.#environment.random("batch", this.#batches.length).text(24)}`;
    const batch = new Batch(id, plans, this.#environment);
    this.#batches.push(batch);
    this.#byId.set(id, batch);
    return batch;
  }

  get(exchange: Exchange): Batch {
    const id = exchange.params["message_batch_id"]!;
    const batch = this.#byId.get(id);
    if (batch === undefined || batch.isDeleted)
      throw refusal(exchange, 404, `There is no message batch ${id}.`);
    return batch;
  }

  /** Newest first; `has_more` speaks of the direction that was asked for. */
  page(exchange: Exchange): unknown {
    const { limit = DEFAULT_PAGE_SIZE, after_id: afterId, before_id: beforeId } = exchange.query;
    const size = limit as number;
    if (afterId !== undefined && beforeId !== undefined) {
      throw refusal(exchange, 400, "before_id: cannot be combined with after_id");
    }
    const newestFirst = this.#batches.toReversed();
    const listed = (batches: Batch[]): Batch[] => batches.filter((batch) => !batch.isDeleted);
    if (beforeId !== undefined) {
      const newer = listed(newestFirst.slice(0, this.#cursor(newestFirst, beforeId, "before_id", exchange)));
      return pageOf(newer.slice(-size), newer.length > size);
    }
    const from = afterId === undefined ? 0 : this.#cursor(newestFirst, afterId, "after_id", exchange) + 1;
    const older = listed(newestFirst.slice(from));
    return pageOf(older.slice(0, size), older.length > size);
  }

  #cursor(batches: readonly Batch[], id: unknown, name: string, exchange: Exchange): number {
    const index = batches.findIndex((batch) => batch.id === id);
    if (index < 0) throw refusal(exchange, 400, `${name}: there is no message batch ${String(id)}`);
    return index;
  }
}

function pageOf(batches: readonly Batch[], hasMore: boolean): unknown {
  return {
    data: batches.map((batch) => batch.document()),
    has_more: hasMore,
    first_id: batches[0]?.id ?? null,
    last_id: batches.at(-1)?.id ?? null,
  };
}
