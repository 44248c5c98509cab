// The official SDKs know nothing of the simulator: what they can do here, they can do against the real platform.
// Needs `npm ci` in the root of the repository and in this folder; run with `npm test` in this folder.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import RingCentral from "@rc-ex/core";
import { SDK } from "@ringcentral/sdk";
import { startSimulator, type Simulator } from "../../../src/simulator/index.js";

let sim: Simulator;

before(async () => {
  sim = await startSimulator({ timeScale: "manual" });
});
// So that no test runs into the rate limits for the calls of another.
afterEach(() => sim.clock.advance(120_000));
after(async () => {
  assert.deepEqual(sim.violations, []);
  await sim.close();
});

const body = {
  from: "+16505550100",
  text: "Hello",
  messages: [{ to: ["+15550100101"] }, { to: ["nobody"] }, { to: ["+15550100102"], text: "Hi" }],
};

describe("@rc-ex/core", () => {
  let rc: RingCentral;
  before(() => {
    const { baseUrl, clientId, clientSecret } = sim.options.ringcentral;
    rc = new RingCentral({ server: baseUrl, clientId, clientSecret });
  });

  test("logs in with a JWT, and refreshes", async () => {
    const first = await rc.authorize({ jwt: sim.options.ringcentral.jwt });
    assert.ok(first.access_token && first.refresh_token);
    const second = await rc.refresh();
    assert.notEqual(second.access_token, first.access_token);
  });

  test("creates a batch, reads it, lists it, and counts its messages", async () => {
    const a2p = rc.restapi().account().a2pSms();
    const created = await a2p.batches().post(body);
    assert.equal(created.batchSize, 2);
    assert.equal(created.status, "Processing");
    assert.deepEqual(
      created.rejected?.map(({ index, to }) => [index, to]),
      [[2, ["nobody"]]],
    );
    await sim.clock.advance(3_000_000);
    const read = await a2p.batches(created.id).get();
    assert.equal(read.status, "Completed");
    assert.equal(read.processedCount, 2);
    const dateFrom = created.creationTime;
    assert.deepEqual((await a2p.batches().list({ dateFrom })).records, [read]);
    const { records } = await a2p.messages().list({ batchId: created.id, dateFrom, view: "Detailed" });
    assert.deepEqual(records?.map(({ text }) => text).toSorted(), ["Hello", "Hi"]);
    const counts = await a2p.statuses().get({ batchId: created.id, dateFrom });
    assert.equal(counts.delivered?.count, 2);
  });

  test("finds a sender among the phone numbers", async () => {
    const { records } = await rc.restapi().account().extension().phoneNumber().get();
    const sender = records?.find(({ features }) => features?.includes("A2PSmsSender"));
    assert.ok(sender?.phoneNumber);
  });

  test("reads the errors", async () => {
    const missing = rc.restapi().account().a2pSms().batches("nowhere").get();
    await assert.rejects(missing, /CMN-102/);
    const invalid = rc
      .restapi()
      .account()
      .a2pSms()
      .batches()
      .post({ ...body, from: "+16505550101" });
    await assert.rejects(invalid, /CMN-101/);
  });

  test("revokes its token", async () => {
    await rc.revoke();
    assert.equal(rc.token, undefined);
  });
});

describe("@ringcentral/sdk", () => {
  const path = "/restapi/v1.0/account/~/a2p-sms/batches";
  let sdk: SDK;
  before(() => {
    const { baseUrl: server, clientId, clientSecret } = sim.options.ringcentral;
    sdk = new SDK({ server, clientId, clientSecret });
  });

  test("logs in with a JWT", async () => {
    await sdk.login({ jwt: sim.options.ringcentral.jwt });
    assert.equal(await sdk.platform().loggedIn(), true);
  });

  test("creates a batch and reads it", async () => {
    const response = await sdk.post(path, body);
    assert.equal(response.status, 201);
    const created = (await response.json()) as { id: string; batchSize: number };
    assert.equal(created.batchSize, 2);
    const read = (await (await sdk.get(`${path}/${created.id}`)).json()) as { id: string };
    assert.equal(read.id, created.id);
  });

  // What the vendor's first sample for High Volume SMS does: the first number that has the feature is taken as it is.
  test("sends from the first number that has the feature, and polls until it is done", async () => {
    const phones = await sdk.get("/restapi/v1.0/account/~/extension/~/phone-number");
    const { records } = (await phones.json()) as { records: { phoneNumber: string; features: string[] }[] };
    const from = records.find(({ features }) => features.includes("A2PSmsSender"))?.phoneNumber;
    const sent = await sdk.post(path, { from, text: "Hello", messages: [{ to: ["+15550100101"] }] });
    const { id } = (await sent.json()) as { id: string };
    await sim.clock.advance(60_000);
    const done = (await (await sdk.get(`${path}/${id}`)).json()) as { status: string };
    assert.equal(done.status, "Completed");
  });

  test("refreshes by itself when the access token is over", async () => {
    const logins = (): number => sim.requests.filter(({ operation }) => operation === "login").length;
    const before = logins();
    await sim.clock.advance(3_700_000);
    assert.equal((await sdk.get(path)).status, 200);
    assert.equal(logins(), before + 1);
  });

  test("logs out", async () => {
    await sdk.logout();
    assert.equal(sim.requests.at(-1)?.status, 200);
  });
});
