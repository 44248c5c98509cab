import { readFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { AuthenticationError, ConfigError, HttpError } from "../../src/core/base/errors/index.js";
import { SinchClient, type SinchOptions } from "../../src/sinch/index.js";
import * as limits from "../../src/sinch/limits.js";
import { rejection } from "../support/rejection.js";
import { json, scriptedFetch, status } from "../support/scripted-fetch.js";
import { ID, PLAN, PROJECT, setup, textBatch } from "./fixtures.js";

afterEach(() => vi.unstubAllEnvs());

/** The URL of the first request that a client makes. */
async function urlOf(options: SinchOptions): Promise<string> {
  const token = json({ access_token: "t", token_type: "bearer", expires_in: 3600 });
  const fetch = scriptedFetch(...(options.projectId ? [token] : []), json(textBatch()));
  await new SinchClient({ ...options, fetch }).batches.get(ID);
  return fetch.calls.at(-1)!.url;
}

test.each(["us", "eu", "au", "br", "ca"] as const)("a service plan in %s", async (region) => {
  expect(await urlOf({ ...PLAN, region })).toBe(
    `https://${region}.sms.api.sinch.com/xms/v1/plan-1/batches/${ID}`,
  );
});

test("the error of a 401 names the region of the service plan", async () => {
  const { client } = setup([status(401)], { ...PLAN, region: "br" });
  const error = await rejection(client.batches.get(ID), AuthenticationError);
  expect(error.message).toContain('another region than "br"');
});

test.each(["us", "eu"] as const)("a project in %s", async (region) => {
  expect(await urlOf({ ...PROJECT, region })).toBe(
    `https://zt.${region}.sms.api.sinch.com/xms/v1/project-1/batches/${ID}`,
  );
});

test("the region is us, unless the environment says otherwise", async () => {
  expect(await urlOf(PLAN)).toMatch(/^https:\/\/us\./);
  vi.stubEnv("SINCH_REGION", "eu");
  expect(await urlOf(PLAN)).toMatch(/^https:\/\/eu\./);
  expect(await urlOf({ ...PLAN, region: "br" })).toMatch(/^https:\/\/br\./);
});

test.each<[string, SinchOptions, RegExp]>([
  ["both kinds", { ...PLAN, ...PROJECT }, /not both/],
  ["a plan and one part of a project", { ...PLAN, keyId: "k" }, /not both/],
  ["a plan and the URL of the token endpoint", { ...PLAN, authUrl: "https://auth.example" }, /not both/],
  ["no token", { servicePlanId: "p" }, /apiToken.*SINCH_API_TOKEN/],
  ["no plan", { apiToken: "t" }, /servicePlanId.*SINCH_SERVICE_PLAN_ID/],
  ["no secret", { projectId: "p", keyId: "k" }, /keySecret.*SINCH_KEY_SECRET/],
  ["nothing", {}, /servicePlanId.*SINCH_SERVICE_PLAN_ID/],
  ["an unknown region", { ...PLAN, region: "mars" as "us" }, /region/],
  ["a project outside us and eu", { ...PROJECT, region: "au" }, /region must be one of us, eu/],
  ["an authUrl that is none", { ...PROJECT, authUrl: "auth" }, /authUrl/],
])("%s: ConfigError", (_, options, message) => {
  expect(() => new SinchClient(options)).toThrow(ConfigError);
  expect(() => new SinchClient(options)).toThrow(message);
});

test("credentials from the environment; a complete set wins, two complete sets are refused", async () => {
  const get = async (): Promise<string> => {
    const token = json({ access_token: "t", token_type: "bearer" });
    const fetch = scriptedFetch(...(process.env["SINCH_PROJECT_ID"] ? [token] : []), json(textBatch()));
    await new SinchClient({ fetch }).batches.get(ID);
    return fetch.calls.at(-1)!.url;
  };
  vi.stubEnv("SINCH_PROJECT_ID", "project-2");
  vi.stubEnv("SINCH_KEY_ID", "key-2");
  expect(() => new SinchClient()).toThrow(/keySecret/);
  vi.stubEnv("SINCH_KEY_SECRET", "secret-2");
  expect(await get()).toMatch(/^https:\/\/zt\.us.*project-2/);
  vi.stubEnv("SINCH_SERVICE_PLAN_ID", "plan-2");
  expect(await get()).toMatch(/^https:\/\/zt\./);
  vi.stubEnv("SINCH_API_TOKEN", "token-2");
  expect(() => new SinchClient()).toThrow(/not both/);
  // An option names the kind, and the rest of it may come from the environment.
  expect(await urlOf({ servicePlanId: "plan-3" })).toMatch(/^https:\/\/us\..*plan-3/);
  vi.stubEnv("SINCH_PROJECT_ID", undefined);
  expect(await get()).toMatch(/^https:\/\/us\..*plan-2/);
});

test("every credential may be a function, asked again for each call", async () => {
  const tokens = ["first-token", "second-token"];
  const { client, fetch } = setup([json(textBatch()), json(textBatch())], {
    servicePlanId: () => Promise.resolve("plan-of-today"),
    apiToken: () => tokens.shift()!,
  });
  await client.batches.get(ID);
  const { account } = client.batches.handle(await client.batches.get(ID));
  expect(fetch.calls.map(({ headers }) => headers.get("authorization"))).toEqual([
    "Bearer first-token",
    "Bearer second-token",
  ]);
  expect(fetch.calls[0]!.url).toContain("/xms/v1/plan-of-today/");
  expect(account).toBe("plan-of-today");
});

test("a plan id that is empty or leads elsewhere is refused before anything is sent", async () => {
  for (const id of ["", ".."]) {
    const { client, fetch } = setup([], { ...PLAN, servicePlanId: () => id });
    await expect(client.batches.get(ID)).rejects.toThrow(/servicePlanId|service_plan_id/);
    expect(fetch.calls).toHaveLength(0);
  }
});

test("a gateway's prefix stands before the paths", async () => {
  expect(await urlOf({ ...PLAN, baseUrl: "https://gateway.example/sinch/" })).toBe(
    `https://gateway.example/sinch/xms/v1/plan-1/batches/${ID}`,
  );
});

test("the limits are those of the document", () => {
  const spec = parse(readFileSync("specs/sinch.yaml", "utf8"));
  const { schemas, parameters } = spec.components;
  const [plan, project] = spec.servers;
  expect(limits.PLAN_REGIONS).toEqual(plan.variables.region.enum);
  expect(limits.PROJECT_REGIONS).toEqual(project.variables.region.enum);
  expect(limits.AUTH_URL).toBe(spec.paths["/oauth2/token"].servers[0].url);
  const { to, client_reference: reference, callback_url: callback } = schemas.TextBatchRequest.properties;
  expect(limits.MAX_RECIPIENTS).toBe(to.maxItems);
  expect([reference.maxLength, callback.maxLength]).toEqual([limits.MAX_LABEL, limits.MAX_LABEL]);
  expect(schemas.BinaryBatchRequest.description).toContain(`${limits.MAX_BINARY_BYTES} bytes`);
  expect(limits.MAX_PAGE_SIZE).toBe(parameters.PageSize.schema.maximum);
  expect(limits.USUAL_PAGE_SIZE).toBe(parameters.PageSize.schema.default);
  const dryRun = spec.paths["/xms/v1/{service_plan_id}/batches/dry_run"].post.parameters;
  expect(limits.MAX_DETAILED).toBe(dryRun[1].schema.maximum);
  const { members, child_groups: children, name } = schemas.GroupRequest.properties;
  expect(limits.MAX_MEMBERS).toBe(members.maxItems);
  expect(limits.MAX_CHILD_GROUPS).toBe(children.maxItems);
  expect(limits.MAX_GROUP_NAME).toBe(name.maxLength);
  expect(schemas.TextBatchRequest.properties.expire_at.description).toContain(
    `${limits.VALIDITY_MS / 86_400_000} days`,
  );
});

test.each(["text", "description"])(
  "the provider's sentence is the reason, under the name of %s too",
  async (name) => {
    const { client } = setup(
      [json({ code: "syntax_invalid", [name]: "Bad  number\n46" }, { status: 400 })],
      PLAN,
    );
    const error = await rejection(client.batches.get(ID), HttpError);
    expect(error).toMatchObject({ reason: "Bad number 46", errorCode: "syntax_invalid" });
    expect(error.message).toBe("GetBatchMessage answered 400 syntax_invalid");
  },
);
