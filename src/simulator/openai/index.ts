import { type Environment, ok, type ProviderBackend, type ProviderDefinition } from "../provider.js";
import { RateWindow } from "../rate-window.js";
import { MINUTE_MS } from "../time.js";
import { ACCOUNT } from "./account.js";
import { admit, finish } from "./auth.js";
import { errorAnswer, refuse } from "./errors.js";
import { fileDocument } from "./file.js";
import { Files } from "./files.js";
import { Store } from "./store.js";
import { upload } from "./upload.js";

/** OpenAI's files and batches. */
export const openai = {
  name: "openai",
  spec: "openai.yaml",
  basePath: "/v1",
  /**
   * The documented limits, but for `enqueuedTokens`: the real one depends on model and tier, this value is invented.
   */
  limits: {
    createsPerHour: 2_000,
    uploadsPerMinute: 1_000,
    enqueuedTokens: 250_000_000,
    enqueuedEmbeddings: 1_000_000,
  },
  hasWebhook: true,
  connect: (origin: string) => {
    const { apiKey, organization, project } = ACCOUNT;
    const baseUrl = `${origin}/v1`;
    return { urls: { openai: baseUrl }, options: { openai: { baseUrl, apiKey, organization, project } } };
  },
  create: createBackend,
} as const satisfies ProviderDefinition;

function createBackend(environment: Environment): ProviderBackend {
  const files = new Files(environment);
  const store = new Store(environment, files);
  const uploads = new RateWindow(environment.limit("uploadsPerMinute"), MINUTE_MS);
  return {
    admit: (exchange) => {
      // The clock may have passed the end of a batch whose scheduled task has not run yet.
      void store.settle();
      const refused = admit(exchange);
      const isUpload = exchange.operation?.id === "createFile";
      if (refused !== undefined || !isUpload || uploads.take(environment.clock.now())) return refused;
      const message = `More than ${uploads.limit} files were uploaded within a minute.`;
      return errorAnswer(429, { message, type: "requests", code: "rate_limit_exceeded" });
    },
    refuse,
    finish: (answer, exchange) => finish(answer, exchange, environment),
    handlers: {
      createFile: {
        stream: async (exchange, chunks) => {
          const file = await upload(exchange, chunks, files, environment);
          return { status: 200, body: fileDocument(file) };
        },
      },
      listFiles: ok((exchange) => files.list(exchange)),
      retrieveFile: ok((exchange) => fileDocument(files.get(exchange))),
      deleteFile: ok((exchange) => files.delete(exchange)),
      downloadFile: (exchange) => files.content(exchange),
      createBatch: ok((exchange) => store.create(exchange).document()),
      listBatches: ok((exchange) => store.list(exchange)),
      retrieveBatch: ok((exchange) => store.get(exchange).document()),
      cancelBatch: ok((exchange) => store.cancel(exchange).document()),
    },
  };
}
