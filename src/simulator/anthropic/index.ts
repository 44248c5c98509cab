import type { Environment, Exchange, Handler, ProviderDefinition, ProviderPart } from "../provider.js";
import { ACCOUNT } from "./account.js";
import { admit, finish } from "./auth.js";
import type { Batch } from "./batch.js";
import { refusal, refuse } from "./errors.js";
import { EnvelopeFault, takeIn } from "./intake.js";
import type { Plan } from "./plan.js";
import { createJudge } from "./rules.js";
import { Store } from "./store.js";

const MAX_BODY_BYTES = 256 * 1000 * 1000;

/** Anthropic Message Batches. */
export const anthropic = {
  name: "anthropic",
  spec: "anthropic.yaml",
  /**
   * Batch requests that may wait in the processing queue at one time: the figure of the first tier. How many seconds a
   * batch takes at most by itself: for programs that run in real time.
   */
  limits: { queuedRequests: 200_000, usualSeconds: Infinity },
  connect: (origin: string) => ({
    urls: { anthropic: origin },
    options: { anthropic: { baseUrl: origin, apiKey: ACCOUNT.apiKey } },
  }),
  create: createPart,
} as const satisfies ProviderDefinition;

function createPart(environment: Environment): ProviderPart {
  const store = new Store(environment);
  const onBatch =
    (act: (batch: Batch, exchange: Exchange) => object): Handler =>
    (exchange) => ({ status: 200, body: act(store.get(exchange), exchange) });
  return {
    maxBodyBytes: MAX_BODY_BYTES,
    admit,
    refuse,
    finish,
    handlers: {
      createMessageBatch: {
        stream: async (exchange, chunks) => {
          const plans = await readPlans(exchange, chunks, environment);
          return { status: 200, body: store.add(plans, exchange).document() };
        },
      },
      listMessageBatches: (exchange) => ({ status: 200, body: store.page(exchange) }),
      retrieveMessageBatch: onBatch((batch) => batch.document()),
      cancelMessageBatch: onBatch((batch, exchange) => {
        if (batch.hasEnded) throw refusal(exchange, 400, `${batch.id} has ended and cannot be canceled.`);
        batch.cancel();
        return batch.document();
      }),
      deleteMessageBatch: onBatch((batch, exchange) => {
        if (!batch.hasEnded) throw refusal(exchange, 400, `${batch.id} has not ended yet: cancel it first.`);
        batch.delete();
        return { id: batch.id, type: "message_batch_deleted" };
      }),
      retrieveMessageBatchResults: (exchange) => {
        const batch = store.get(exchange);
        if (!batch.hasEnded) throw refusal(exchange, 404, `${batch.id} has no results before it ends.`);
        if (batch.isArchived) throw refusal(exchange, 404, `The results of ${batch.id} are no longer kept.`);
        return { status: 200, lines: batch.results(), type: "application/x-jsonl" };
      },
    },
  };
}

async function readPlans(
  exchange: Exchange,
  chunks: AsyncIterable<Uint8Array>,
  environment: Environment,
): Promise<readonly Plan[]> {
  const { headers } = exchange;
  const terms = {
    version: headers["anthropic-version"] ?? "",
    betas: (headers["anthropic-beta"] ?? "").split(/[\s,]+/).filter((beta) => beta !== ""),
    userProfileId: headers["anthropic-user-profile-id"],
  };
  try {
    return await takeIn(chunks, createJudge(terms, environment));
  } catch (error) {
    throw error instanceof EnvelopeFault ? refusal(exchange, 400, error.message) : error;
  }
}
