import { describe, expect, it } from "vitest";
import { SubmissionError, UnknownOutcomeError } from "../../src/core/base/errors/index.js";
import type { Batch } from "../../src/openai/index.js";
import { batch, CREATED_S, file, openai, page, requestLines } from "../support/openai.js";
import { rejection } from "../support/rejection.js";
import { forever, json, networkError } from "../support/scripted-fetch.js";

const CREATE = { input_file_id: "file-own", endpoint: "/v1/responses", completion_window: "24h" } as const;

/** A client whose answers to `batches.list` are these batches, newest first, from a server that tells its time or not. */
function listing(batches: readonly Batch[], { tellsTime = true } = {}) {
  const made = openai();
  const list = forever((call) => {
    const date = new Date(made.clock.now()).toUTCString();
    return json(page(batches), { headers: tellsTime ? { date } : {} })(call);
  });
  return { ...made, list };
}

type Listing = ReturnType<typeof listing>;

/** A create whose answer gets lost, of a file of the caller's own. */
async function lostCreate(
  { client, fetch, list }: Listing,
  changes: object = {},
): Promise<UnknownOutcomeError> {
  fetch.add(networkError("ECONNRESET"), list);
  return rejection(client.batches.create({ ...CREATE, ...changes }), UnknownOutcomeError);
}

/** A create whose answer gets lost, of a file that `submit` has uploaded. */
async function lostSubmit({ client, fetch, list }: Listing): Promise<UnknownOutcomeError> {
  fetch.add(json(file({ id: "file-ours" })), networkError("ECONNRESET"), list);
  const error = await rejection(client.batches.submit(requestLines(2)).collect(), SubmissionError);
  return error.failed.cause as UnknownOutcomeError;
}

const found = (id: string): object => ({ status: "found", handle: { id }, batch: { id } });
const settled = 121_000;

describe("a lost create of a file that the client uploaded", () => {
  const ours = batch({ id: "batch_ours", input_file_id: "file-ours" });
  const other = batch({ id: "batch_other", input_file_id: "file-other" });

  it("is found by its file, at once, and from the JSON of its error as well", async () => {
    const scene = listing([other, ours]);
    const error = await lostSubmit(scene);
    expect(await scene.client.batches.reconcile(error)).toMatchObject(found("batch_ours"));
    const stored = JSON.parse(JSON.stringify(error)) as UnknownOutcomeError;
    expect(await scene.client.batches.reconcile(stored)).toMatchObject(found("batch_ours"));
  });

  it.each([
    ["behind", -3 * 3_600],
    ["ahead", 3 * 3_600],
  ])("is found although nobody knows that the provider's clock is hours %s", async (_, differenceS) => {
    const created_at = CREATED_S + differenceS;
    const newer = { ...other, created_at: created_at + 60 };
    const scene = listing([newer, { ...ours, created_at }], { tellsTime: false });
    expect(await scene.client.batches.reconcile(await lostSubmit(scene))).toMatchObject(found("batch_ours"));
  });

  it("is absent once the provider has had its time", async () => {
    const scene = listing([other]);
    const error = await lostSubmit(scene);
    expect(await scene.client.batches.reconcile(error)).toMatchObject({
      status: "undecided",
      why: "settling",
    });
    scene.clock.pass(settled);
    expect(await scene.client.batches.reconcile(error)).toEqual({ status: "absent" });
  });

  it("is not ruled out by a batch that does not show its file", async () => {
    const scene = listing([{ ...other, input_file_id: undefined as never }]);
    const error = await lostSubmit(scene);
    scene.clock.pass(settled);
    expect(await scene.client.batches.reconcile(error)).toMatchObject({
      status: "undecided",
      why: "unproven",
    });
  });

  it("the list is read no further back than clocks may differ", async () => {
    const old = Array.from({ length: 3 }, (_, n) =>
      batch({ id: `old_${n}`, created_at: CREATED_S - 90_000 * (n + 1) }),
    );
    const scene = listing([other, ...old]);
    const error = await lostSubmit(scene);
    scene.clock.pass(settled);
    const before = scene.fetch.calls.length;
    expect(await scene.client.batches.reconcile(error)).toEqual({ status: "absent" });
    // Absence is read twice.
    expect(scene.fetch.calls.length - before).toBe(2);
  });
});

describe("a lost create of a file of the caller's own", () => {
  const own = batch({ id: "batch_own", input_file_id: "file-own" });

  it("is found where one batch of that file was created then", async () => {
    const scene = listing([own, batch({ id: "x", input_file_id: "file-x" })]);
    expect(await scene.client.batches.reconcile(await lostCreate(scene))).toMatchObject(found("batch_own"));
  });

  it("is ambiguous where there are two", async () => {
    const scene = listing([own, { ...own, id: "batch_too" }]);
    expect(await scene.client.batches.reconcile(await lostCreate(scene))).toMatchObject({
      status: "undecided",
      why: "ambiguous",
      candidates: [{ id: "batch_own" }, { id: "batch_too" }],
    });
  });

  it("is not one of long before, nor one that is accounted for", async () => {
    const earlier = { ...own, id: "batch_earlier", created_at: CREATED_S - 60 };
    const scene = listing([{ ...own, id: "batch_known" }, own, earlier]);
    const error = await lostCreate(scene);
    const options = { known: ["batch_known"] };
    expect(await scene.client.batches.reconcile(error, options)).toMatchObject(found("batch_own"));
  });

  it("needs to know the provider's clock", async () => {
    const scene = listing([own], { tellsTime: false });
    expect(await scene.client.batches.reconcile(await lostCreate(scene))).toMatchObject({
      status: "undecided",
      why: "clock",
    });
  });

  it("is told apart by its metadata, where the server gives it back", async () => {
    const metadata = { job: "nightly" };
    const other = { ...own, id: "batch_other", metadata: { job: "hourly" } };
    const scene = listing([other, { ...own, metadata }]);
    expect(await scene.client.batches.reconcile(await lostCreate(scene, { metadata }))).toMatchObject(
      found("batch_own"),
    );
    const silent = listing([own]);
    const error = await lostCreate(silent, { metadata });
    silent.clock.pass(settled);
    expect(await silent.client.batches.reconcile(error)).toMatchObject({
      status: "undecided",
      why: "unproven",
    });
  });
});
