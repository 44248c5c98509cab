/** What the soak does with one client, and what all its jobs share. */

export interface Job {
  /** Calls that only read, of which any may be made at any time. */
  readonly calls: readonly ((signal: AbortSignal) => Promise<unknown>)[];
  /** Sends a batch and waits for its end. */
  readonly wait: (signal: AbortSignal) => Promise<{ readonly phase: string }>;
}

export const SCHEDULE = { initialMs: 5, maxMs: 50 };
export const TO = "+15550100123";

interface Listed {
  pages(): AsyncIterable<unknown>;
}

/** Stops after the first page, as a reader does who has seen enough. */
export async function firstPage(list: Listed): Promise<unknown> {
  for await (const page of list.pages()) return page;
  return undefined;
}

export async function createdId(work: Promise<{ readonly id?: string | undefined }>): Promise<string> {
  const { id } = await work;
  if (id === undefined) throw new Error("a batch without an id");
  return id;
}
