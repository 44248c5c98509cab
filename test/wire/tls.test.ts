import { readFileSync } from "node:fs";
import { createServer as createPlainServer, type Server } from "node:http";
import { createServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { AnthropicClient } from "../../src/anthropic/index.js";
import { ConnectionError, SubmissionError } from "../../src/core/base/errors/index.js";
import { withClock } from "../../src/core/base/clock.js";
import { batchRequest } from "../support/anthropic.js";
import { FakeClock } from "../support/fake-clock.js";
import { rejection } from "../support/rejection.js";

// Made for these tests, for localhost, and trusted by nobody.
const pem = (name: string): Buffer => readFileSync(new URL(`../support/tls/${name}.pem`, import.meta.url));
const identity = { key: pem("key"), cert: pem("cert") };

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function urlOf(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}

describe("a TLS handshake that fails", () => {
  const old: ServerOptions = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };
  const makers: [string, (answer: () => void) => Server][] = [
    ["a certificate that nobody vouches for", (answer) => createServer(identity, answer)],
    ["no version in common", (answer) => createServer({ ...identity, ...old }, answer)],
    ["a certificate of the client's is wanted", (answer) => mutual(answer)],
    ["no TLS at all", (answer) => createPlainServer(answer)],
  ];

  it.each(makers)("has sent nothing: %s", async (_, make) => {
    let requests = 0;
    const baseUrl = await urlOf(make(() => void requests++));
    const client = new AnthropicClient(withClock({ apiKey: "sk-test-1234", baseUrl }, new FakeClock()));
    const error = await rejection(client.batches.create({ requests: [batchRequest("a")] }), ConnectionError);
    expect(error.attempts.map(({ outcome }) => outcome)).toEqual(["notSent", "notSent", "notSent"]);
    const failed = await rejection(client.batches.submit([batchRequest("a")]).collect(), SubmissionError);
    expect(failed.next).toBe(0);
    expect(requests).toBe(0);
  });
});

function mutual(answer: () => void): Server {
  return createServer(
    { ...identity, requestCert: true, rejectUnauthorized: true, maxVersion: "TLSv1.2" },
    answer,
  );
}
