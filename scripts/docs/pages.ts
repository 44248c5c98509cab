/** What of the pages is made of the documents. Markdown, for VitePress. */
import { processIo } from "../../src/cli/io.js";
import { newProgram } from "../../src/cli/program.js";
import { follow, type Schema } from "../openapi.js";
import { anchorOf, createsBatch, shortTitle, type Api, type Operation } from "./api.js";

const UNCONFIRMED = ' <Badge type="warning" text="unconfirmed" />';

export function referencePage({ name, document }: Api): string {
  const { title, summary } = document.info;
  const matter = { layout: "page", sidebar: false, title, description: summary };
  const noScript = "This page needs JavaScript. The page “Side by side” has the document itself.";
  return `---\n${JSON.stringify(matter)}\n---\n\n<noscript>${noScript}</noscript>\n<ApiReference api="${name}" />\n`;
}

/** What search finds of an API's page, which Redoc shows later: its sections, with the anchors of Redoc. */
export function searchText({ document, operations, webhooks }: Api): string {
  const { title, summary } = document.info;
  const calls = [...operations, ...webhooks].map((one) => {
    const { summary, operationId, description } = one.object;
    const words = [operationId, one.method, one.path, one.clientMethod, description];
    return `## ${summary} {#${anchorOf(one)}}\n\n${words.join(" ")}`;
  });
  const schemas = Object.entries(document.components.schemas).map(
    ([name, { properties = {} }]) => `## ${name} {#schema/${name}}\n\n${Object.keys(properties).join(" ")}`,
  );
  return [`# ${title} {#VPContent}\n\n${summary}`, ...calls, ...schemas].join("\n\n");
}

/** The guide of the command line, and what each command takes, as the program itself prints it. */
export function commandLine(guide: string): string {
  const help = commandHelp().map(({ name, help }) => `### ${name}\n\n\`\`\`text\n${help}\`\`\`\n`);
  return [guide, ...help].join("\n");
}

export function commandHelp(): readonly { readonly name: string; readonly help: string }[] {
  const program = newProgram(processIo(), () => undefined);
  return program.commands.map((command) => ({ name: command.name(), help: command.helpInformation() }));
}

/** The page of the APIs side by side, with its table. */
export function comparison(page: string, apis: readonly Api[]): string {
  const row = (title: string, cell: (api: Api) => readonly string[]): string =>
    `| **${title}** | ${apis.map((api) => cell(api).join("<br>")).join(" | ")} |`;
  const isOfBatch = (one: string): boolean => one.startsWith("`batches`");
  const table = [
    `| | ${apis.map((api) => `[${shortTitle(api)}](./${api.name}.md)`).join(" | ")} |`,
    `|---|${apis.map(() => "---|").join("")}`,
    row("calls of a batch", (api) => resources(api).filter(isOfBatch)),
    row("further calls", (api) => resources(api).filter((one) => !isOfBatch(one))),
    row("one batch holds", createLimits),
    row("webhooks", (api) => api.webhooks.map((one) => link(api, one, one.object.summary))),
    row("document", ({ name }) => [
      `<a href="../specs/${name}.yaml" download>YAML</a>, <a href="../specs/${name}.json" download>JSON with samples</a>`,
    ]),
  ];
  return page.replace("<!-- comparison -->", table.join("\n"));
}

/** A line for each resource of the client, with its calls. */
function resources(api: Api): string[] {
  const nameOf = ({ clientMethod }: Operation): string => clientMethod.split(".")[0] ?? "";
  return [...new Set(api.operations.map(nameOf))].map((name) => {
    const calls = api.operations.filter((one) => nameOf(one) === name);
    const links = calls.map((one) => link(api, one, one.clientMethod.split(".")[1] ?? one.object.summary));
    return `\`${name}\`: ${links.join(", ")}`;
  });
}

function link(api: Api, operation: Operation, text: string): string {
  return `[${text}](./${api.name}.md#${anchorOf(operation)})`;
}

/** Sizes on the create operation, and the lists and texts at the top of its body, in Markdown. */
function createLimits(api: Api): string[] {
  const create = api.operations.find(createsBatch);
  if (create === undefined) return [];
  const paragraphs = create.object.description.split(/\n\s*\n|\n- /);
  const own = Object.entries(create.object)
    .filter(([name, value]) => /^x-.*limit/.test(name) && typeof value === "number")
    .map(([name, value]) => {
      const isOpen = paragraphs.some((text) => text.includes(name) && text.includes("unconfirmed"));
      return `${name.slice(2).replaceAll("-", " ")}: ${count(value)}${isOpen ? UNCONFIRMED : ""}`;
    });
  const fields = Object.values(create.body?.content ?? {})
    .flatMap(({ schema = {} }) => alternatives(api, schema))
    .flatMap(({ properties = {} }) => Object.entries(properties))
    .flatMap(([name, property]) =>
      alternatives(api, property).map((target) => fieldLimit(name, { ...target, ...property })),
    );
  return [...new Set([...own, ...fields.filter((text) => text !== "")])];
}

function fieldLimit(name: string, { minItems, maxItems, maxLength = 0, ...schema }: Schema): string {
  const isOpen = schema["x-unconfirmed"] === true ? UNCONFIRMED : "";
  if (maxItems !== undefined)
    return `\`${name}\`: ${minItems ? `${count(minItems)} to ` : ""}${count(maxItems)} items${isOpen}`;
  // Short texts are labels; the limit that people ask for is that of the message.
  return maxLength < 300 ? "" : `\`${name}\`: ${count(maxLength)} characters${isOpen}`;
}

/** A schema, or what stands behind its union and names. */
function alternatives(api: Api, schema: Schema): Schema[] {
  const { oneOf, anyOf, ...target } = follow(api.document, schema);
  return (oneOf ?? anyOf)?.flatMap((part) => alternatives(api, part)) ?? [target];
}

function count(value: unknown): string {
  return Number(value).toLocaleString("en-US");
}
