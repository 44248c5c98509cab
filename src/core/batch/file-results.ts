import type { CallOptions, ResultStream } from "../base/types/index.js";
import { type ResultFiles, resultStream } from "../results/result-stream.js";
import { type ResultsInput, type ResultsReader, resultsSetup } from "./results.js";

/** Describes results that are files of JSON lines. */
export interface FileResults<Raw> {
  /** `operationId` of the call that reads results, for errors. */
  readonly operation: string;
  /** The member of a line that holds its id. */
  readonly idKey: string;
  /** Determines the files. With `verify`, also the expected number of lines. */
  readonly locate: (input: ResultsInput<Raw>, verify: boolean, options: CallOptions) => Promise<ResultFiles>;
}

export function fileResults<Raw, Line>(kind: FileResults<Raw>): ResultsReader<Raw, ResultStream<Line>> {
  const { operation, idKey, locate } = kind;
  return (query) => {
    const { call, verify, input, common } = resultsSetup(query, operation);
    return resultStream<Line>({ ...common, idKey, locate: async () => locate(input(), verify, call) });
  };
}
