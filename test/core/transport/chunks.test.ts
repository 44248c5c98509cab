import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { HttpError } from "../../../src/core/base/errors/index.js";
import type { ByteSource } from "../../../src/core/transport/byte-source.js";
import { discard } from "../../../src/core/transport/chunks.js";
import { miniClient } from "../../support/mini-client.js";
import { rejection } from "../../support/rejection.js";

/** An answer as node-fetch gives it: its body is a stream of Node, its headers are of a class of their own. */
function nodeResponse(body: Readable | null, status = 200): Response {
  const headers = Object.assign(new Map([["x-more", "y"]]), { get: (name: string) => HEADERS[name] ?? null });
  return { ok: status < 300, status, headers, body } as unknown as Response;
}
const HEADERS: Readonly<Record<string, string>> = { "x-more": "y" };

const text = (...chunks: string[]): Readable => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
const answering = (response: Response) => (): Promise<Response> => Promise.resolve(response);

describe("a fetch whose answers have bodies of Node", () => {
  it("works for a document", async () => {
    const fetch = answering(nodeResponse(text('{"id":', '"t1"}')));
    expect(await miniClient({ fetch }).read()).toEqual({ id: "t1" });
  });

  it("works for bytes that are handed over, and closes what is not read to its end", async () => {
    const body = text("one", "two");
    const { http } = miniClient({ fetch: answering(nodeResponse(body)) });
    const answer = await http.answer("get", "/things", {}, {}, { read: "bytes" });
    const bytes = answer.bytes as ByteSource;
    expect(new TextDecoder().decode(await bytes.read())).toBe("one");
    bytes.close();
    await new Promise((resolve) => body.once("close", resolve));
    expect(body.destroyed).toBe(true);
  });

  it("works for errors, whose headers are then those of the platform", async () => {
    const fetch = answering(nodeResponse(text('{"error":{"type":"no"}}'), 400));
    const error = await rejection(miniClient({ fetch }).read(), HttpError);
    expect(error).toMatchObject({ status: 400, errorType: "no" });
    expect(error.headers).toBeInstanceOf(Headers);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ headers: { "x-more": "y" } });
  });

  it("works where there is no body", async () => {
    const error = await rejection(
      miniClient({ fetch: answering(nodeResponse(null, 400)) }).read(),
      HttpError,
    );
    expect(error.bodyText).toBe("");
  });
});

describe("discard", () => {
  it.each([
    ["of the platform", () => new Response(new ReadableStream({ pull: () => undefined }))],
    ["of Node", () => nodeResponse(text("x"))],
    ["that is not there", () => new Response(null)],
    [
      "that fails as it closes",
      () =>
        new Response(
          new ReadableStream({
            cancel: () => {
              throw new Error("x");
            },
          }),
        ),
    ],
  ])("gives up a body %s", async (_, make) => {
    await discard(make());
  });
});
