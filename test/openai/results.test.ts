import { describe, expect, it } from "vitest";
import {
  ConnectionError,
  IncompleteResultsError,
  NotFoundError,
  ResponseParseError,
  ValidationError,
} from "../../src/core/base/errors/index.js";
import type { Batch } from "../../src/openai/index.js";
import {
  BASE,
  batch,
  CREATED_S,
  endedBatch,
  errorBody,
  openai,
  resultLine,
  resultsFile,
} from "../support/openai.js";
import { all, drain, rejection } from "../support/rejection.js";
import { chunks, json, status, type Step } from "../support/scripted-fetch.js";

const lines = (...ids: string[]): string => resultsFile(...ids.map((id) => resultLine(id)));
const text = (content: string): Step => status(200, { "content-type": "application/octet-stream" }, content);

/** The ids of the results of a batch, and what was asked for to get them. */
async function idsOf(
  ended: Batch,
  ...script: Step[]
): Promise<{ ids: string[]; error: unknown; asked: string[] }> {
  const { client, fetch } = openai(script);
  const { items, error } = await drain(client.batches.results(ended));
  return {
    ids: items.map(({ custom_id: id }) => id),
    error,
    asked: fetch.calls.map(({ url }) => url.slice(BASE.length)),
  };
}

describe("the results of a batch", () => {
  it("are both its files, one after the other", async () => {
    const found = await idsOf(endedBatch(2, 1), text(lines("a", "b")), text(lines("c")));
    expect(found).toEqual({
      ids: ["a", "b", "c"],
      error: undefined,
      asked: ["/files/file-output/content", "/files/file-error/content"],
    });
  });

  it.each<[string, Partial<Batch>]>([
    ["null", { error_file_id: null }],
    ["an empty text", { error_file_id: "" }],
    ["missing", { error_file_id: undefined }],
  ])("one file may be %s", async (_, changes) => {
    const found = await idsOf(endedBatch(2, 0, changes), text(lines("a", "b")));
    expect(found).toMatchObject({ ids: ["a", "b"], error: undefined, asked: ["/files/file-output/content"] });
  });

  it("all failed, and the batch is completed all the same", async () => {
    const found = await idsOf(endedBatch(0, 2), text(lines("a", "b")));
    expect(found).toMatchObject({ ids: ["a", "b"], error: undefined, asked: ["/files/file-error/content"] });
  });

  it("a file of no bytes holds nothing", async () => {
    const clean = endedBatch(1, 0, { error_file_id: "file-error" });
    expect(await idsOf(clean, text(lines("a")), text(""))).toMatchObject({ ids: ["a"], error: undefined });
  });

  it("none of a batch whose file was refused: nothing has run", async () => {
    const counts = { total: 0, completed: 0, failed: 0 };
    const failed = batch({ status: "failed", failed_at: CREATED_S, request_counts: counts });
    expect(await idsOf(failed)).toEqual({ ids: [], error: undefined, asked: [] });
  });

  it.each(["expired", "cancelled"])("of one that was %s, what there is", async (state) => {
    const ended = endedBatch(1, 1, { status: state, request_counts: { total: 5, completed: 1, failed: 1 } });
    // Lines for what was not done may be there or not.
    for (const rest of [[], ["c"], ["c", "d", "e"]])
      expect(await idsOf(ended, text(lines("a")), text(lines("b", ...rest)))).toMatchObject({
        ids: ["a", "b", ...rest],
        error: undefined,
      });
    const many = await idsOf(ended, text(lines("a", "x")), text(lines("b", "c", "d", "e")));
    expect(many.error).toMatchObject({ name: "IncompleteResultsError", received: 6 });
    const { client } = openai([text(lines("a")), text("")], {});
    const error = await rejection(
      all(client.batches.results(ended, { resume: false })),
      IncompleteResultsError,
    );
    expect([error.expected, error.received]).toEqual([2, 1]);
  });

  it("are looked up by an id, and only once the batch has ended", async () => {
    const { client, fetch } = openai([json(batch()), json(endedBatch(1)), text(lines("a"))]);
    await rejection(all(client.batches.results("batch_Fixture")), ValidationError);
    expect(await all(client.batches.results("batch_Fixture"))).toEqual([resultLine("a")]);
    expect(fetch.calls).toHaveLength(3);
  });

  it("are looked up anew where the document at hand is older than the end", async () => {
    const { client } = openai([json(endedBatch(1)), text(lines("a"))]);
    expect(await all(client.batches.results(batch()))).toEqual([resultLine("a")]);
  });

  it("without its counts nothing is counted", async () => {
    const ended = endedBatch(2, 0, { request_counts: null });
    expect(await idsOf(ended, text(lines("a")))).toMatchObject({ ids: ["a"], error: undefined });
  });

  it("an id comes once, in whichever file", async () => {
    const found = await idsOf(endedBatch(2, 1), text(lines("a", "b")), text(lines("b")));
    expect(found.ids).toEqual(["a", "b"]);
    expect(found.error).toBeInstanceOf(IncompleteResultsError);
  });

  it("no files, although there are results to come", async () => {
    const found = await idsOf(endedBatch(2, 0, { output_file_id: null }));
    expect(found.error).toMatchObject({ name: "IncompleteResultsError", expected: 2, received: 0 });
  });

  it("a download that breaks off in the second file starts that one over", async () => {
    const found = await idsOf(
      endedBatch(2, 2),
      text(lines("a", "b")),
      chunks([lines("c"), new Error("reset")]),
      text(lines("c", "d")),
    );
    expect(found).toMatchObject({ ids: ["a", "b", "c", "d"], error: undefined });
    expect(found.asked.slice(1)).toEqual(["/files/file-error/content", "/files/file-error/content"]);
  });

  it("a file that was just written may not be there yet", async () => {
    const { client, clock } = openai([
      json(errorBody("No such File object"), { status: 404 }),
      text(lines("a")),
    ]);
    const ended = endedBatch(1, 0, { completed_at: CREATED_S });
    expect(await all(client.batches.results(ended))).toHaveLength(1);
    expect(clock.sleeps).toEqual([2_000]);
  });

  it("one that is long gone is not found", async () => {
    const { client } = openai([json(errorBody("No such File object"), { status: 404 })]);
    await rejection(all(client.batches.results(endedBatch(1))), NotFoundError);
  });

  it("are told apart by the caller, as lines, and after so many", async () => {
    const ended = endedBatch(3, 1);
    const both = (): Step[] => [text(lines("a", "b", "c")), text(lines("d"))];
    const { client, fetch } = openai(both());
    fetch.add(...both(), ...both());
    const skipped = await all(client.batches.results(ended, { skip: (id) => id === "b" }));
    expect(skipped.map(({ custom_id: id }) => id)).toEqual(["a", "c", "d"]);
    expect(await all(client.batches.results(ended, { after: 3 }))).toEqual([resultLine("d")]);
    const raw = await all(client.batches.results(ended).lines());
    expect(raw.map((line) => new TextDecoder().decode(line))).toEqual(
      ["a", "b", "c", "d"].map((id) => JSON.stringify(resultLine(id))),
    );
  });

  it("a line that is no result is an error that says where", async () => {
    const nameless = JSON.stringify({ id: "x", response: null, error: null });
    const file = `${lines("a")}${nameless}\n${lines("b")}`;
    const { client } = openai([text(file), text(file)]);
    const error = await rejection(all(client.batches.results(endedBatch(3))), ResponseParseError);
    expect([error.line, error.byteOffset]).toEqual([2, lines("a").length]);
  });

  it("a file behind redirects is followed there: with the key on the same origin, with nothing elsewhere", async () => {
    const { client, fetch } = openai([
      status(302, { location: "/v1/stored/file-output" }),
      status(307, { location: "https://files.test/a?signature=s" }),
      text(lines("a")),
    ]);
    expect(await all(client.batches.results(endedBatch(1)))).toEqual([resultLine("a")]);
    const keys = fetch.calls.map(({ url, headers }) => [new URL(url).host, headers.has("authorization")]);
    const home = new URL(BASE).host;
    expect(keys).toEqual([
      [home, true],
      [home, true],
      ["files.test", false],
    ]);
  });

  it("an error document in the middle of a file is a download that broke off", async () => {
    const broken = `${lines("a")}${JSON.stringify(errorBody("overloaded"))}\n`;
    const { client, fetch } = openai([text(broken), text(lines("a", "b"))]);
    expect(await all(client.batches.results(endedBatch(2)))).toHaveLength(2);
    expect(fetch.calls).toHaveLength(2);
    const again = openai([text(broken), text(broken), text(broken), text(broken)]);
    await rejection(all(again.client.batches.results(endedBatch(2))), ConnectionError);
  });
});
