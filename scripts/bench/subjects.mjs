/** The measured clients, each created as in its manual, with the address of the loopback server. */
import { pathToFileURL } from "node:url";

export const ours = (dist, name) => import(pathToFileURL(`${dist}/src/${name}/index.js`).href);

export async function anthropic(base, dist, options = {}) {
  const { AnthropicClient } = await ours(dist, "anthropic");
  return new AnthropicClient({ baseUrl: base, apiKey: "bench-key", ...options });
}

/** The `fetch` option of our clients: `nodeFetch`, or undefined for that of the platform. */
export async function fetchNamed(over, dist) {
  if (over === undefined) return undefined;
  const { nodeFetch } = await ours(dist, "node");
  return nodeFetch();
}

export async function anthropicSdk(base) {
  const { Anthropic } = await import("@anthropic-ai/sdk");
  return new Anthropic({ baseURL: base, apiKey: "bench-key" });
}

export async function openai(base, dist, options = {}) {
  const { OpenAIClient } = await ours(dist, "openai");
  return new OpenAIClient({ baseUrl: `${base}/openai/v1`, apiKey: "bench-key", ...options });
}

export async function openaiSdk(base) {
  const { OpenAI } = await import("openai");
  return new OpenAI({ baseURL: `${base}/openai/v1`, apiKey: "bench-key" });
}

export async function sinch(base, dist, options = {}) {
  const { SinchClient } = await ours(dist, "sinch");
  return new SinchClient({ baseUrl: base, servicePlanId: "plan", apiToken: "bench-token", ...options });
}

export async function sinchSdk(base) {
  const { SinchClient } = await import("@sinch/sdk-core");
  return new SinchClient({ servicePlanId: "plan", apiToken: "bench-token", smsHostname: base });
}

export async function ringcentral(base, dist, options = {}) {
  const { RingCentralClient } = await ours(dist, "ringcentral");
  return new RingCentralClient({
    baseUrl: base,
    clientId: "id",
    clientSecret: "bench-secret",
    jwt: "bench-jwt",
    ...options,
  });
}

export async function ringcentralSdk(base) {
  const { SDK } = await import("@ringcentral/sdk");
  const sdk = new SDK({ server: base, clientId: "id", clientSecret: "bench-secret" });
  await sdk.platform().login({ jwt: "bench-jwt" });
  return sdk;
}

export async function ringcentralExtensible(base) {
  const { default: RingCentral } = await import("@rc-ex/core");
  const rc = new RingCentral({ server: base, clientId: "id", clientSecret: "bench-secret" });
  await rc.authorize({ jwt: "bench-jwt" });
  return rc;
}

export async function ip1(base, dist, options = {}) {
  const { Ip1Client } = await ours(dist, "ip1");
  return new Ip1Client({ baseUrl: base, apiKey: "bench-key", ...options });
}
