/** How the tests over the wire build this client, and how they call each of its operations. */
import { type CreateFileRequest, routes } from "../../generated/openai.js";
import { OpenAIClient } from "../../src/openai/index.js";
import { endedBatch, requestLines } from "../support/openai.js";
import { allOf, type Calls, canary, firstPage, type Subject, subjectOf } from "../wire/matrix/subject.js";
import { shape } from "./world.js";

function callsOf(c: OpenAIClient): Calls<typeof routes> {
  const [batch, file] = ["batch_Matrix", "file-Matrix"];
  const ended = endedBatch(1, 0, { id: batch, output_file_id: file });
  return {
    createFile: ({ file: content, purpose }: CreateFileRequest, options) =>
      c.files.upload(content, { purpose, ...options }),
    listFiles: (_, options) => firstPage(c.files.list({}, options)),
    retrieveFile: (_, options) => c.files.retrieve(file, options),
    deleteFile: (_, options) => c.files.delete(file, options),
    downloadFile: (_, options) => allOf(c.batches.results(ended, options)),
    createBatch: (body, options) => c.batches.create(body, options),
    listBatches: (_, options) => firstPage(c.batches.list({}, options)),
    retrieveBatch: (_, options) => c.batches.retrieve(batch, options),
    cancelBatch: (_, options) => c.batches.cancel(batch, options),
  };
}

const key = { apiKey: canary("openai-key") };

export const subjects: readonly Subject[] = [
  subjectOf({
    name: "openai",
    shape,
    staged: {
      input: requestLines(2),
      send: (client, lines, options) =>
        (client as OpenAIClient).batches.submit(lines as ReturnType<typeof requestLines>, options).collect(),
    },
    spec: "openai",
    routes,
    secrets: [key.apiKey],
    credentials: [key],
    account: { project: "w1" },
    // Servers that speak this API answer a delete with nothing, too.
    rules: { notProcessed: [], streams: ["downloadFile"], emptyIsAnswer: ["deleteFile"] },
    callsOf,
    make: (options) => new OpenAIClient({ ...key, ...options }),
  }),
];
