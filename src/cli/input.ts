/** Opens FILE as the input of a client. The input can be read several times. */
import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { InputError, UsageError } from "./exit.js";
import { messageOf } from "./failures.js";
import type { Io } from "./io.js";
import type { Provider } from "./providers.js";
import { type InputFile, recordsOf } from "./records.js";
import { surveyOf } from "./text-messages.js";

export interface InputFlags {
  readonly from?: string;
  readonly text?: string;
}

export interface JobInput {
  readonly file: InputFile;
  /** Undefined for stdin. */
  readonly path: string | undefined;
  /** Reads the input from its start. */
  readonly read: () => unknown;
  readonly close: () => Promise<void>;
}

export async function openInput(
  name: string,
  provider: Provider,
  flags: InputFlags,
  io: Io,
): Promise<JobInput> {
  checkFlags(provider, flags);
  const path = name === "-" ? undefined : resolve(io.cwd, name);
  const spool = path === undefined ? await spooled(io) : undefined;
  const close = async (): Promise<void> => {
    if (spool !== undefined) await rm(spool, { force: true });
  };
  try {
    const file = await fileOf(name, path ?? (spool as string), provider);
    return { file, path, read: await readerOf(file, provider, flags), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function checkFlags({ name, sms }: Provider, { from, text }: InputFlags): void {
  if (sms === undefined && (from !== undefined || text !== undefined))
    throw new UsageError(`--from and --text are for text messages, not for ${name}`);
  if (sms?.needsFrom === true && from === undefined)
    throw new UsageError(`--from is needed: ${name} sends from a sender of yours`);
}

async function readerOf(file: InputFile, { sms }: Provider, flags: InputFlags): Promise<() => unknown> {
  if (sms !== undefined) return sms.input(await surveyOf(file, flags.text, sms.templates), flags);
  return async function* () {
    for await (const { value } of recordsOf(file)) yield value;
  };
}

async function fileOf(name: string, path: string, provider: Provider): Promise<InputFile> {
  const shown = name === "-" ? "stdin" : name;
  try {
    if ((await stat(path)).isDirectory()) throw new InputError(`${shown} is a folder`);
    const isCsv = name === "-" ? await looksLikeCsv(path, provider) : extname(name).toLowerCase() === ".csv";
    if (isCsv && provider.sms === undefined)
      throw new UsageError(`${shown}: ${provider.name} takes JSON lines, not CSV`);
    return { path, name: shown, format: isCsv ? "csv" : "jsonl" };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new Error(`cannot read ${shown}: ${messageOf(error)}`, { cause: error });
  }
}

/** Copies stdin to a file: it can be read only once, but a job reads its input to check it and again to send it. */
async function spooled(io: Io): Promise<string> {
  const path = join(tmpdir(), `batchwire-${randomUUID()}`);
  try {
    await pipeline(io.stdin, createWriteStream(path, { flags: "wx", mode: 0o600 }));
    return path;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function looksLikeCsv(path: string, { sms }: Provider): Promise<boolean> {
  if (sms === undefined) return false;
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1_024), 0, 1_024, 0);
    return !buffer
      .toString("utf8", 0, bytesRead)
      .replace(/^\uFEFF/, "")
      .trimStart()
      .startsWith("{");
  } finally {
    await file.close();
  }
}
