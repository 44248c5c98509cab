/** The code blocks of README and guides, and what the page says about each of them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../package/installed.js";

export interface Sample {
  /** `README.md:12`: the file and the line of the fence. */
  readonly place: string;
  readonly language: "ts" | "js" | "sh";
  readonly code: string;
  /** The `text` block that follows; `…` in it stands for anything. */
  readonly prints?: string;
  /** Why it is only compiled: from `<!-- not run: … -->` above it. */
  readonly notRun?: string;
  /** `<!-- fault: provider operation fault -->` above it. */
  readonly fault?: readonly [provider: string, operation: string, fault: string];
}

const GUIDES = "scripts/docs/guides";

/** All blocks in the languages that are checked, in the order of the pages. */
export function allSamples(): Sample[] {
  const guides = readdirSync(join(root, GUIDES)).filter((name) => name.endsWith(".md"));
  return ["README.md", ...guides.map((name) => `${GUIDES}/${name}`)].flatMap(samplesOf);
}

function samplesOf(file: string): Sample[] {
  const text = readFileSync(join(root, file), "utf8");
  const block = /^```(ts|js|sh)\n([\s\S]*?)^```\n(?:\n```text\n([\s\S]*?)^```$)?/gm;
  return [...text.matchAll(block)].map((match) => {
    const before = text.slice(0, match.index);
    const [, language, code = "", prints] = match;
    const remark = /<!-- (not run|fault): ([^>]*?) -->\n+$/.exec(before);
    return {
      place: `${file}:${before.split("\n").length}`,
      language: language as Sample["language"],
      code,
      ...(prints !== undefined && { prints: prints.trimEnd() }),
      ...(remark?.[1] === "not run" && { notRun: remark[2] ?? "" }),
      ...(remark?.[1] === "fault" && { fault: remark[2]?.split(" ") as unknown as Sample["fault"] }),
    };
  });
}

/** What a sample leaves to its reader: the names that it declares without a value. */
export function declaredIn(code: string): string[] {
  return [...code.matchAll(/^declare (?:const|function) (\w+)/gm)].map(([, name]) => name as string);
}

/** Whether a program printed what its page says, `…` standing for anything. */
export function matches(printed: string, expected: string): boolean {
  const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${expected.split("…").map(literal).join("[\\s\\S]*?")}$`).test(printed.trimEnd());
}
