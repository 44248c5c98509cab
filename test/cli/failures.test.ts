import { describe, expect, it } from "vitest";
import { ClosedPipeError, InputError, UsageError } from "../../src/cli/exit.js";
import { exitCodeOf } from "../../src/cli/failures.js";
import { exitCodeOfJournal, exitCodeOfSnapshots, worst } from "../../src/cli/snapshots.js";
import type { JournalSummary } from "../../src/cli/journal.js";
import {
  type BatchHandle,
  type BatchSnapshot,
  ConfigError,
  ConnectionError,
  HandleError,
  IncompleteResultsError,
  JournalError,
  ResponseParseError,
  SubmissionError,
  UnknownOutcomeError,
  ValidationError,
  WaitTimeoutError,
} from "../../src/index.js";

// The codes of errors and states that are hard to bring about from a terminal.

const handle: BatchHandle = { v: 1, provider: "openai", id: "batch_1" };
const invalid = new ValidationError([{ path: "requests.0", message: "no" }]);
const unknown = new UnknownOutcomeError({ attempts: [], startedAt: 1, endedAt: 2 });
const unreadable = (accepted: boolean): Error => new ResponseParseError("no JSON", { accepted });

function submission(cause: unknown, parts = 0): SubmissionError {
  const submitted = Array.from({ length: parts }, (_, index) => ({ handle, index, from: 0, to: 1 }));
  return new SubmissionError({ submitted, failed: { from: 1, to: 2, cause }, next: 1 });
}

describe("the exit code of an error", () => {
  it.each<[number, string, unknown]>([
    [0, "a reader that has gone", new ClosedPipeError("gone")],
    [1, "no connection", submission(new ConnectionError("refused", { attempts: [] }))],
    [1, "a part that was refused after others were sent", submission(invalid, 1)],
    [1, "a foreign handle", new HandleError("of another provider")],
    [1, "a journal in use", new JournalError("in use", { reason: "in-use" })],
    [1, "an answer to a read that is not readable", unreadable(false)],
    [2, "a faulty option", new ConfigError("timeoutMs")],
    [2, "a faulty command", new UsageError("-o")],
    [4, "a deadline", new WaitTimeoutError({ timeoutMs: 1, handle })],
    [4, "an abort", new DOMException("stop", "AbortError")],
    [5, "a lost answer", submission(unknown, 1)],
    [5, "an answer to a paid call that is not readable", submission(unreadable(true))],
    [6, "a faulty file", new InputError("line 1")],
    [6, "the first part, refused", submission(invalid)],
    [7, "results that are missing", new IncompleteResultsError({ expected: 2, received: 1 })],
  ])("is %i for %s", (code, _, error) => {
    expect(exitCodeOf(error)).toBe(code);
  });
});

describe("the exit code of a job", () => {
  const counts = { total: 2, pending: 0, succeeded: 2, failed: 0, canceled: 0, expired: 0, unknown: 0 };
  const ended = {
    handle,
    phase: "ended",
    outcome: "completed",
    counts,
    raw: {},
    polls: 1,
    elapsedMs: 0,
  } as const;

  it.each<[number, string, Partial<BatchSnapshot>]>([
    [0, "all that succeeded", {}],
    [0, "no counts", { counts: undefined }],
    [3, "a failed item", { counts: { ...counts, failed: 1 } }],
    [3, "a canceled item", { counts: { ...counts, canceled: 1 } }],
    [3, "an expired item", { counts: { ...counts, expired: 1 } }],
    [3, "an unknown item", { counts: { ...counts, unknown: 1 } }],
    [3, "a rejected item", { handle: { ...handle, rejected: 1 } }],
    [3, "a canceled batch without counts", { outcome: "canceled", counts: undefined }],
    [4, "a batch that runs", { phase: "running", outcome: undefined }],
  ])("is %i for %s", (code, _, changes) => {
    const snapshot = { ...ended, ...changes } as BatchSnapshot;
    expect([exitCodeOfSnapshots([snapshot]), exitCodeOfSnapshots([ended, snapshot, ended])]).toEqual([
      code,
      code,
    ]);
  });

  it("is that of the journal where that needs more attention", () => {
    const open = {
      from: 0,
      intent: { provider: "openai", operation: "createBatch", startedAt: 1 },
      isWhole: true,
    };
    const done = { open: undefined, isDone: true, isInUse: false } as JournalSummary;
    expect([undefined, done, { ...done, isDone: false }, { ...done, open }].map(exitCodeOfJournal)).toEqual([
      0, 0, 4, 5,
    ]);
    expect(exitCodeOfJournal({ ...done, open, isDone: false, isInUse: true })).toBe(4);
    expect([worst([0, 3, 4, 5, 1]), worst([0, 3, 4, 5]), worst([3, 0, 4]), worst([3, 7]), worst([])]).toEqual(
      [1, 5, 4, 7, 0],
    );
  });
});
