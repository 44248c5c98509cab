import { AnthropicClient, type AnthropicOptions } from "../../src/anthropic/index.js";
import { withClock } from "../../src/core/base/clock.js";
import { FakeClock } from "./fake-clock.js";
import { type ScriptedFetch, scriptedFetch, type Step } from "./scripted-fetch.js";

export const KEY = "sk-ant-test-0123456789";

/** An Anthropic client with a fake clock whose requests are answered by this script. */
export function anthropic(
  script: readonly Step[] = [],
  options: AnthropicOptions = {},
): { client: AnthropicClient; fetch: ScriptedFetch; clock: FakeClock } {
  const clock = new FakeClock();
  const fetch = scriptedFetch(...script);
  const credential = options.authToken === undefined ? { apiKey: KEY } : {};
  return {
    client: new AnthropicClient(withClock({ fetch, ...credential, ...options }, clock)),
    fetch,
    clock,
  };
}
