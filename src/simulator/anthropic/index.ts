import {
  type Environment,
  type Exchange,
  type Handler,
  ok,
  type ProviderBackend,
  type ProviderDefinition,
} from "../provider.js";
import { ACCOUNT } from "./account.js";
import { admit, finish } from "./auth.js";
import type { Batch } from "./batch.js";
import { httpError, refuse } from "./errors.js";
import { EnvelopeError, readRequests } from "./input.js";
import type { RequestPlan } from "./request.js";
import { createParamsCheck } from "./validation.js";
import { Store } from "./store.js";

const MAX_BODY_BYTES = 256 * 1000 * 1000;

/** Anthropic Message Batches. */
export const anthropic = {
  name: "anthropic",
  spec: "anthropic.yaml",
  /**
   * `queuedRequests`: requests in the processing queue, as in the first tier. `usualSeconds`: the longest duration of a
   * batch whose requests do not ask for another one, for programs that run in real time.
   */
  limits: { queuedRequests: 200_000, usualSeconds: Infinity },
  connect: (origin: string) => ({
    urls: { anthropic: origin },
    options: { anthropic: { baseUrl: origin, apiKey: ACCOUNT.apiKey } },
  }),
  create: createBackend,
} as const satisfies ProviderDefinition;

function createBackend(environment: Environment): ProviderBackend {
  const store = new Store(environment);
  const onBatch = (act: (batch: Batch, exchange: Exchange) => object): Handler =>
    ok((exchange) => act(store.get(exchange), exchange));
  return {
    maxBodyBytes: MAX_BODY_BYTES,
    admit,
    refuse,
    finish,
    handlers: {
      createMessageBatch: {
        stream: async (exchange, chunks) => {
          const plans = await readPlans(exchange, chunks, environment);
          return { status: 200, body: store.create(plans, exchange).document() };
        },
      },
      listMessageBatches: ok((exchange) => store.list(exchange)),
      retrieveMessageBatch: onBatch((batch) => batch.document()),
      cancelMessageBatch: onBatch((batch, exchange) => {
        if (batch.hasEnded) throw httpError(exchange, 400, `${batch.id} has ended and cannot be canceled.`);
        batch.cancel();
        return batch.document();
      }),
      deleteMessageBatch: onBatch((batch, exchange) => {
        if (!batch.hasEnded)
          throw httpError(exchange, 400, `${batch.id} has not ended yet: cancel it first.`);
        batch.delete();
        return { id: batch.id, type: "message_batch_deleted" };
      }),
      retrieveMessageBatchResults: (exchange) => {
        const batch = store.get(exchange);
        if (!batch.hasEnded) throw httpError(exchange, 404, `${batch.id} has no results before it ends.`);
        if (batch.isArchived)
          throw httpError(exchange, 404, `The results of ${batch.id} are no longer kept.`);
        return { status: 200, lines: batch.results(), type: "application/x-jsonl" };
      },
    },
  };
}

async function readPlans(
  exchange: Exchange,
  chunks: AsyncIterable<Uint8Array>,
  environment: Environment,
): Promise<readonly RequestPlan[]> {
  const { headers } = exchange;
  const createHeaders = {
    version: headers["anthropic-version"] ?? "",
    betas: (headers["anthropic-beta"] ?? "").split(/[\s,]+/).filter((beta) => beta !== ""),
    userProfileId: headers["anthropic-user-profile-id"],
  };
  try {
    return await readRequests(chunks, createParamsCheck(createHeaders, environment));
  } catch (error) {
    throw error instanceof EnvelopeError ? httpError(exchange, 400, error.message) : error;
  }
}
