export interface Job {
  /** Calls that only read. They can be made at any time. */
  readonly calls: readonly ((signal: AbortSignal) => Promise<unknown>)[];
  /** Sends a batch and waits for its end. */
  readonly wait: (signal: AbortSignal) => Promise<{ readonly phase: string }>;
}

/** How a campaign with large parts is sent to a provider. */
export interface LargeParts {
  /** Items in a part, which must exceed the 4 MiB that a part may buffer, so that it is sent while it is read. */
  readonly perPart: number;
  readonly characters: number;
  readonly key: (digits: string) => string;
  readonly item: (key: string, text: string) => unknown;
  /** `texts`: for a provider whose texts are apart from the recipients. */
  readonly input: (items: unknown, texts: () => Iterable<readonly [key: string, text: string]>) => unknown;
  readonly contentOf: (body: string) => (readonly [key: string, text: string])[];
}

export const SCHEDULE = { initialMs: 5, maxMs: 50 };
export const TO = "+15550100123";

interface Listed {
  pages(): AsyncIterable<unknown>;
}

/** Reads only the first page. */
export async function firstPage(list: Listed): Promise<unknown> {
  for await (const page of list.pages()) return page;
  return undefined;
}

export async function createdId(work: Promise<{ readonly id?: string | undefined }>): Promise<string> {
  const { id } = await work;
  if (id === undefined) throw new Error("a batch without an id");
  return id;
}
