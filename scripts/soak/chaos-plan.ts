/** A campaign of large parts: generates its items, and reads them back from a body that the provider received. */
import { createHash } from "node:crypto";

export interface Job {
  readonly provider: string;
  /** Number of the campaign, from 200 to 999, which is in each id and each text. */
  readonly number: number;
  readonly fetch: (typeof FETCHES)[number];
  readonly verb: (typeof VERBS)[number];
  readonly form: (typeof FORMS)[number];
  readonly journal: string | undefined;
  /** How long after the start of each of its first uploads a signal aborts, in milliseconds. */
  readonly aborts: readonly number[];
  readonly parts: number;
  readonly options: object;
}

export const FETCHES = ["platform", "node", "cloned, read at once", "cloned, read late"] as const;
export const VERBS = ["submit", "run"] as const;
export const FORMS = ["array", "renewable", "slow, renewable", "one-shot"] as const;

/** The report of a worker. `wrong`: broken promises. */
export interface Told {
  readonly parts: readonly { readonly id: string; readonly from: number; readonly to: number }[];
  readonly wrong: readonly string[];
  readonly failures: number;
}

/** The ids or recipients of a batch, each with the hash of its text. */
export type Held = readonly (readonly [key: string, hash: string])[];

interface Shape {
  readonly perPart: number;
  readonly characters: number;
  readonly key: (digits: string) => string;
  readonly item: (key: string, text: string) => unknown;
  /** `texts`: for a provider whose texts are apart from the recipients. */
  readonly input: (items: unknown, texts: () => Iterable<readonly [key: string, text: string]>) => unknown;
  readonly heldIn: (body: string) => (readonly [key: string, text: string])[];
}

interface LlmRequest {
  readonly custom_id: string;
  readonly params: { readonly messages: readonly [{ readonly content: string }] };
  readonly body: { readonly messages: readonly [{ readonly content: string }] };
}
const messagesOf = (content: string) => ({ max_tokens: 16, messages: [{ role: "user", content }] });

const PIECES = Array.from({ length: 10 }, (_, i) => `piece${i}`);

function piecesOf(texts: Iterable<readonly [key: string, text: string]>): object {
  const all = [...texts];
  const piece = (i: number) => all.map(([key, text]) => [key, text.slice(i * 160, (i + 1) * 160)]);
  return Object.fromEntries(PIECES.map((name, i) => [name, Object.fromEntries(piece(i)) as object]));
}

// A part is larger than the 4 MiB that a part may buffer, so that its upload begins while the input is read.
const SHAPES: Readonly<Record<string, Shape>> = {
  anthropic: {
    perPart: 80,
    characters: 30_000,
    key: (digits) => `c${digits}`,
    item: (custom_id, text) => ({ custom_id, params: { model: "claude-haiku-4-5", ...messagesOf(text) } }),
    input: (items) => items,
    heldIn: (body) =>
      (JSON.parse(body) as { requests: LlmRequest[] }).requests.map(({ custom_id, params }) => [
        custom_id,
        params.messages[0].content,
      ]),
  },
  openai: {
    perPart: 80,
    characters: 30_000,
    key: (digits) => `c${digits}`,
    item: (custom_id, text) => ({ custom_id, body: { model: "gpt-4o-mini", ...messagesOf(text) } }),
    input: (items) => items,
    heldIn: (form) =>
      form
        .split("\n")
        .filter((line) => line.startsWith('{"custom_id"'))
        .map((line) => JSON.parse(line) as LlmRequest)
        .map(({ custom_id, body }) => [custom_id, body.messages[0].content]),
  },
  ringcentral: {
    perPart: 2_000,
    characters: 1_000,
    key: (digits) => `+1205${digits}`,
    item: (key, text) => ({ to: [key], text }),
    input: (messages) => ({ from: "+16505550100", messages }),
    heldIn: (body) =>
      (JSON.parse(body) as { messages: { to: [string]; text: string }[] }).messages.map(({ to, text }) => [
        to[0],
        text,
      ]),
  },
  ip1: {
    perPart: 1_000,
    characters: 2_000,
    key: (digits) => `467${digits}000`,
    item: (key, text) => [key, { text }],
    input: (recipients) => ({ sender: "Library", body: "{text}", recipients }),
    heldIn: (body) =>
      Object.entries((JSON.parse(body) as { recipients: Record<string, { text: string }> }).recipients).map(
        ([key, { text }]) => [key, text],
      ),
  },
  sinch: {
    perPart: 1_000,
    // In pieces of 160 characters, the longest value of a parameter.
    characters: 1_600,
    key: (digits) => `467${digits}000`,
    item: (key) => key,
    input: (to, texts) => ({
      from: "Library",
      body: PIECES.map((name) => `\${${name}}`).join(""),
      to,
      parameters: piecesOf(texts()),
    }),
    heldIn: (body) => {
      const { to, parameters } = JSON.parse(body) as {
        to: string[];
        parameters: Record<string, Record<string, string>>;
      };
      return to.map((key) => [key, PIECES.map((name) => parameters[name]?.[key] ?? "").join("")]);
    },
  },
};

const shapeOf = (provider: string): Shape => {
  const shape = SHAPES[provider];
  if (shape === undefined) throw new Error(`no large parts are known of ${provider}`);
  return shape;
};

export const perPart = ({ provider }: Job): number => shapeOf(provider).perPart;
export const sizeOf = (job: Job): number => job.parts * perPart(job) - 7;

export function keyOf({ provider, number }: Job, position: number): string {
  return shapeOf(provider).key(`${number}${1_000 + position}`);
}

function textOf({ provider, number }: Job, position: number): string {
  const size = shapeOf(provider).characters * (1 - ((position * 7) % 10) / 100);
  return `${number}/${position} ${"字".repeat(size)}`.slice(0, Math.floor(size));
}

const hash = (text: string): string => createHash("sha1").update(text).digest("base64");

export function heldIn(provider: string, body: string): Held {
  return shapeOf(provider)
    .heldIn(body)
    .map(([key, text]) => [key, hash(text)]);
}

/** The expected content of a batch. */
export function due(job: Job, from: number, to: number): Held {
  return Array.from({ length: to - from }, (_, i) => [keyOf(job, from + i), hash(textOf(job, from + i))]);
}

/** The input from a position on. */
export function inputOf(job: Job, from: number): unknown {
  const { item, input } = shapeOf(job.provider);
  const size = sizeOf(job);
  function* items(): Generator<unknown> {
    for (let at = from; at < size; at++) yield item(keyOf(job, at), textOf(job, at));
  }
  async function* slowly(): AsyncGenerator<unknown> {
    let count = 0;
    for (const one of items()) {
      await new Promise((resolve) => (count++ % 20 === 0 ? setTimeout(resolve, 2) : setImmediate(resolve)));
      yield one;
    }
  }
  function* texts(): Generator<readonly [string, string]> {
    for (let at = from; at < size; at++) yield [keyOf(job, at), textOf(job, at)];
  }
  switch (job.form) {
    case "array":
      return input([...items()], texts);
    case "renewable":
      return () => input(items(), texts);
    case "slow, renewable":
      return () => input(slowly(), texts);
    case "one-shot":
      return input(slowly(), texts);
  }
}
