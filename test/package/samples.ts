import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { providerNames } from "../../scripts/providers.js";
import { root, type Installed } from "./installed.js";

const readme = readFileSync(join(root, "README.md"), "utf8");

/** The fenced samples of the README in one language, in order. */
export function samplesIn(language: "ts" | "js"): string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm");
  return [...readme.matchAll(fence)].map(([, code]) => code as string);
}

/** The one sample that holds a text. */
export function sampleWith(text: string, language: "ts" | "js" = "ts"): string {
  const found = samplesIn(language).filter((code) => code.includes(text));
  if (found.length !== 1) throw new Error(`${found.length} samples of the README hold ${text}`);
  return found[0] as string;
}

/**
 * What stands around a sample: the providers are the simulator, their credentials are in the environment, and
 * `simulator` is global. The sample itself is not touched.
 */
const stage = `
import { startSimulator } from "batchwire/simulator";

const simulator = (globalThis.simulator = await startSimulator());
const providers = ${JSON.stringify(providerNames())};
for (const provider of providers) {
  for (const [option, value] of Object.entries(simulator.options[provider])) {
    const variable = provider + "_" + option.replace(/[A-Z]/g, "_$&");
    if (option !== "baseUrl") process.env[variable.toUpperCase()] = value;
  }
}
const real = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const { host, pathname, search } = new URL(input instanceof Request ? input.url : input);
  const name = providers.find((provider) => host.includes(provider));
  if (name === undefined) throw new Error("no provider has the host " + host);
  const url = simulator.urls[name] + pathname + search;
  return input instanceof Request ? real(new Request(url, input), init) : real(url, init);
};
`;

/** Runs a sample as a module of the folder, after `before` and ahead of `after`; resolves to what it printed. */
export async function perform(
  installed: Installed,
  sample: string,
  { before = "", after = "" } = {},
): Promise<string> {
  const { outputText } = ts.transpileModule(sample, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  writeFileSync(join(installed.folder, "sample.mjs"), outputText);
  return installed.node(`
    ${stage}
    ${before}
    const sample = await import("./sample.mjs");
    ${after}
    await simulator.close();
  `);
}
