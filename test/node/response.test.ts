import { type AddressInfo, createServer } from "node:net";
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeFetch } from "../../src/node/index.js";
import { FaultServer, partial, reply } from "../support/fault-server.js";

const fetch = nodeFetch();
let server: FaultServer;
beforeAll(async () => {
  server = await FaultServer.start();
});
afterAll(async () => {
  await server.close();
  await fetch.close();
});

async function answered(body: unknown = { a: 1 }, headers: Record<string, string> = {}): Promise<Response> {
  server.add(reply(200, body, headers));
  return fetch(server.url);
}

describe("the answer of nodeFetch is a Response for any code", () => {
  it("by its class and its headers' class, also where they are copied", async () => {
    const response = await answered();
    expect(response).toBeInstanceOf(Response);
    expect(response.headers).toBeInstanceOf(Headers);
    expect(response.headers).toBe(response.headers);
    expect(Object.prototype.toString.call(response)).toBe("[object Response]");
    const copy = new Response(response.body, response);
    expect([copy.status, copy.headers.get("content-type"), await copy.json()]).toEqual([
      200,
      "application/json",
      { a: 1 },
    ]);
  });

  it("with every member that a Response of this platform has", async () => {
    const response = (await answered("text")) as unknown as Record<string, unknown>;
    for (const name of Object.getOwnPropertyNames(Response.prototype))
      expect([name, typeof response[name]]).toEqual([name, typeof (new Response("text") as never)[name]]);
    await (response as unknown as Response).text();
  });

  it("by every way of reading its body", async () => {
    expect(await (await answered()).json()).toEqual({ a: 1 });
    expect(await (await answered()).text()).toBe('{"a":1}');
    expect((await (await answered()).arrayBuffer()).byteLength).toBe(7);
    const blob = await (await answered("x", { "content-type": "text/csv" })).blob();
    expect([blob.type, await blob.text()]).toEqual(["text/csv", "x"]);
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect((await (await answered("a=1", form)).formData()).get("a")).toBe("1");
    const chunks: string[] = [];
    const stream = (await answered("streamed")).body as ReadableStream<Uint8Array>;
    for await (const chunk of stream) chunks.push(new TextDecoder().decode(chunk));
    expect(chunks.join("")).toBe("streamed");
  });

  it("by a reader that brings its own memory", async () => {
    const { body } = await answered("streamed");
    const reader = (body as ReadableStream<Uint8Array>).getReader({ mode: "byob" });
    let text = "";
    for (let done = false; !done;) {
      const read = await reader.read(new Uint8Array(3));
      done = read.done;
      text += new TextDecoder().decode(read.value);
    }
    expect(text).toBe("streamed");
  });

  it("by a stream whose chunks came in one piece of memory", async () => {
    const raw = createServer((socket) => {
      socket.once("data", () =>
        socket.end("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n1\r\nb\r\n0\r\n\r\n"),
      );
    });
    await new Promise<void>((resolve) => raw.listen(0, "127.0.0.1", resolve));
    const { body } = await fetch(`http://127.0.0.1:${(raw.address() as AddressInfo).port}`);
    const chunks: string[] = [];
    for await (const chunk of body as ReadableStream<Uint8Array>)
      chunks.push(new TextDecoder().decode(chunk));
    raw.close();
    expect(chunks.join("")).toBe("ab");
  });

  it("whose copies are read apart from each other", async () => {
    const response = await answered("twice", { "x-a": "b" });
    const copy = response.clone();
    expect([await copy.text(), await response.text()]).toEqual(["twice", "twice"]);
    expect(copy).toMatchObject({ status: 200, ok: true, url: response.url, bodyUsed: true });
    expect(copy.headers.get("x-a")).toBe("b");
    copy.headers.set("x-a", "changed");
    expect(response.headers.get("x-a")).toBe("b");
  });

  it("whose body is read once", async () => {
    const response = await answered();
    expect([response.bodyUsed, response.body?.locked]).toEqual([false, false]);
    await response.json();
    expect([response.bodyUsed, response.body?.locked]).toEqual([true, true]);
    for (const read of ["json", "text", "arrayBuffer", "blob"] as const)
      await expect(response[read]()).rejects.toThrow(TypeError);
    expect(() => response.clone()).toThrow(TypeError);

    const directly = await answered();
    await directly.text();
    await expect(directly.text()).rejects.toThrow(TypeError);
  });

  it("that has a body of no length, or none", async () => {
    expect(await (await answered("")).text()).toBe("");
    server.add(reply(204), reply(200, "none of it"));
    const none = await fetch(server.url);
    expect([none.body, await none.text(), none.bodyUsed]).toEqual([null, "", false]);
    const head = await fetch(server.url, { method: "HEAD" });
    expect([head.body, await head.text()]).toEqual([null, ""]);
  });

  it("that is shown in a log as a Response, and can still be read", async () => {
    const response = await answered();
    expect(inspect(response)).toMatch(/^Response \{\s+status: 200/);
    expect(await response.json()).toEqual({ a: 1 });
  });

  it("whose body rejects with what is no JSON", async () => {
    await expect((await answered("<html>")).json()).rejects.toThrow(SyntaxError);
  });
});

describe("the body of an answer", () => {
  it.each(["reset", "close"] as const)(
    "that breaks off (%s) rejects as that of the platform does",
    async (ending) => {
      server.add(
        partial(["half"], ending, { "content-length": 8 }),
        partial(["half"], ending, { "content-length": 8 }),
      );
      for (const each of [fetch, globalThis.fetch]) {
        const response = await each(server.url);
        const error = await response.text().catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({
          name: "TypeError",
          message: "terminated",
          cause: { code: expect.any(String) },
        });
      }
    },
  );

  it("that is longer than announced ends where it should", async () => {
    server.add(({ socket }) => void socket.end("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nwell, well"));
    expect(await (await fetch(server.url)).text()).toBe("well");
  });

  it("that is compressed and broken is no text", async () => {
    await expect((await answered("no gzip", { "content-encoding": "gzip" })).text()).rejects.toThrow();
  });
});
