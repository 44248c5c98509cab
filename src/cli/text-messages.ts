/** Reads text messages, and finds their common text: a batch of most providers has one text, which may be a template. */
import { InputError } from "./exit.js";
import { type FileRecord, type InputFile, recordsOf } from "./records.js";

export interface TextMessage {
  readonly line: number;
  readonly to: string;
  /** The text of the line, else that of `--text`. */
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The template syntax of a provider; `none` if it has no templates, and each message its own text. */
export type Templates = "none" | { readonly placeholder: (name: string) => string };

export interface Survey {
  /** The file's name, for messages. */
  readonly name: string;
  readonly messages: () => AsyncGenerator<TextMessage>;
  /** The text of the batch: that of all messages, or only a placeholder if they differ. */
  readonly text: string;
  /** Whether the messages have template values. */
  readonly hasValues: boolean;
}

const TEXT = "text";

/** Reads the whole file to find out whether all messages have the same text. */
export async function surveyOf(
  file: InputFile,
  defaultText: string | undefined,
  templates: Templates,
): Promise<Survey> {
  const read = (): AsyncGenerator<TextMessage> => messagesOf(file, defaultText, templates);
  let text: string | undefined;
  let other: number | undefined;
  let hasValues = false;
  for await (const message of read()) {
    text ??= message.text;
    if (message.text !== text) other ??= message.line;
    hasValues ||= Object.keys(message.values).length > 0;
    if (other !== undefined && hasValues && templates !== "none")
      throw new InputError(
        `${file.name}, line ${other}: a text of its own, where other lines have values for a template; a file holds the one or the other`,
      );
  }
  const { name } = file;
  if (other === undefined || templates === "none")
    return { name, messages: read, text: text ?? "", hasValues };
  // One batch has one text: with a template that is only a placeholder, each recipient gets its own.
  const own = async function* (): AsyncGenerator<TextMessage> {
    for await (const message of read()) yield { ...message, values: { [TEXT]: message.text } };
  };
  return { name, messages: own, text: templates.placeholder(TEXT), hasValues: true };
}

async function* messagesOf(
  file: InputFile,
  defaultText: string | undefined,
  templates: Templates,
): AsyncGenerator<TextMessage> {
  const placeholder = templates === "none" ? (name: string) => `{${name}}` : templates.placeholder;
  for await (const record of recordsOf(file)) {
    const message = file.format === "csv" ? csvMessage(record) : jsonMessage(record, file);
    const at = `${file.name}, line ${record.line}`;
    if (message.to === "") throw new InputError(`${at}: "to" is empty`);
    const text = message.text ?? defaultText;
    if (text === undefined) throw new InputError(`${at}: has no text, and there is no --text`);
    // Columns that the template does not use are ignored.
    const values = Object.entries(message.values).filter(([key]) => text.includes(placeholder(key)));
    const [unfilled] = values;
    if (templates === "none" && unfilled !== undefined)
      throw new InputError(
        `${at}: this provider knows no templates, and would send ${placeholder(unfilled[0])} as it stands`,
      );
    yield { line: record.line, to: message.to, text, values: Object.fromEntries(values) };
  }
}

interface Fields {
  readonly to: string;
  readonly text: string | undefined;
  readonly values: Readonly<Record<string, string>>;
}

function csvMessage({ value }: FileRecord): Fields {
  const { to = "", text, ...values } = value as Readonly<Record<string, string>>;
  return { to: to.trim(), text: text === "" ? undefined : text, values };
}

function jsonMessage({ line, value }: FileRecord, { name }: InputFile): Fields {
  const { to, text, values = {} } = value;
  const fail = (what: string): InputError => new InputError(`${name}, line ${line}: ${what}`);
  if (typeof to !== "string") throw fail('"to" must be a text');
  if (text !== undefined && typeof text !== "string") throw fail('"text" must be a text');
  if (typeof values !== "object" || values === null || Array.isArray(values))
    throw fail('"values" must be an object');
  const texts = Object.entries(values).map(([key, entry]): [string, string] => {
    if (typeof entry !== "string" && typeof entry !== "number") throw fail(`values.${key} must be a text`);
    return [key, String(entry)];
  });
  return { to, text, values: Object.fromEntries(texts) };
}
