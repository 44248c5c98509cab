import type { CallOptions, ResultStream } from "../base/types/index.js";
import { type ResultFiles, resultStream } from "../results/result-stream.js";
import { type ResultsInput, type ResultsReader, resultsSetup } from "./results.js";

/** Results that are files of lines, counted as one. */
export interface FileResults<Raw> {
  /** `operationId` of the call that reads results, for errors. */
  readonly operation: string;
  /** The member of a line that holds its id. */
  readonly idKey: string;
  /** Finds the files. `verify`: say how many lines are to be expected. */
  readonly locate: (input: ResultsInput<Raw>, verify: boolean, options: CallOptions) => Promise<ResultFiles>;
}

export function fileResults<Raw, Line>(kind: FileResults<Raw>): ResultsReader<Raw, ResultStream<Line>> {
  const { operation, idKey, locate } = kind;
  return (query) => {
    const { call, verify, input, common } = resultsSetup(query, operation);
    return resultStream<Line>({ ...common, idKey, locate: async () => locate(input(), verify, call) });
  };
}
