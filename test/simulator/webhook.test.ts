import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { createPoster } from "../../src/simulator/webhook.js";
import { countedSignal } from "../support/counted-signal.js";

test("any number of calls at a time share one listener, and an abort ends them all", async () => {
  let arrived = 0;
  const server = createServer((request) => void request.on("end", () => arrived++).resume());
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { signal, abort, listeners } = countedSignal();
  const post = createPoster(signal);
  const posts = Array.from({ length: 20 }, () => post(url, "{}"));
  await expect.poll(() => arrived).toBe(20);
  expect(listeners()).toBe(1);
  abort("closed");
  expect(new Set(await Promise.all(posts))).toEqual(new Set([undefined]));
  expect(await post(url, "{}")).toBeUndefined();
  server.close();
});
