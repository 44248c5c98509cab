import { afterEach, describe, expect, it, vi } from "vitest";
import { credentialsOf, newClient, providerNames } from "../../scripts/providers.js";

interface AnyClient {
  readonly batches: { list(): AsyncIterable<unknown> };
}

/** The addresses that a client asks for, all of which are answered with 418. */
async function asked(provider: string, options: object = {}): Promise<string[]> {
  const { baseUrl: _, authUrl: __, ...credentials } = credentialsOf(provider) as Record<string, unknown>;
  const urls: string[] = [];
  const fetch = (async (input: string | URL | Request) => {
    urls.push(input instanceof Request ? input.url : String(input));
    return new Response("{}", { status: 418 });
  }) as typeof globalThis.fetch;
  const own = { baseUrl: undefined, ...credentials, fetch, retry: false, ...options };
  const client = await newClient<AnyClient>(provider, own);
  const reading = async (): Promise<void> => {
    for await (const _ of client.batches.list());
  };
  await reading().catch(() => undefined);
  return urls;
}

afterEach(() => void vi.unstubAllEnvs());

describe.each(providerNames())("the address of %s", (provider) => {
  const variable = `${provider.toUpperCase()}_BASE_URL`;

  it("comes from the environment", async () => {
    vi.stubEnv(variable, "https://gateway.example/prefix/");
    const [first] = await asked(provider);
    expect(first).toMatch(/^https:\/\/gateway\.example\/prefix\/\w/);
  });

  it("is the option where there is one", async () => {
    vi.stubEnv(variable, "https://gateway.example");
    const [first] = await asked(provider, { baseUrl: "https://own.example" });
    expect(first).toMatch(/^https:\/\/own\.example\//);
  });

  it("may have white space around it", async () => {
    const [first] = await asked(provider, { baseUrl: " https://own.example/\n" });
    expect(first).toMatch(/^https:\/\/own\.example\/\w/);
  });

  it("is the provider's own where the variable is empty", async () => {
    const [own] = await asked(provider);
    vi.stubEnv(variable, "");
    expect(await asked(provider)).toEqual([own]);
  });

  it("is named by its variable when it is none", async () => {
    vi.stubEnv(variable, "gateway");
    await expect(asked(provider)).rejects.toThrow(`${variable} must be an absolute http or https URL`);
  });
});
