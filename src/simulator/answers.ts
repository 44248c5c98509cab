import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Answer } from "./provider.js";

/** An answer whose headers are complete, names in lower case. */
export type FullAnswer = Answer & { readonly headers: Readonly<Record<string, string>> };

/** JSON lines are joined to chunks of about this size: a write for each line would be slow. */
const PIECE_BYTES = 64 * 1024;

export function complete(answer: Answer): FullAnswer {
  const type = answer.type ?? defaultType(answer);
  const given = Object.entries(answer.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  const headers = Object.fromEntries(given) as Record<string, string>;
  if (type !== undefined) headers["content-type"] ??= type;
  return { ...answer, headers };
}

function defaultType({ body, text, lines, bytes }: Answer): string | undefined {
  if (body !== undefined) return "application/json";
  if (text !== undefined) return "text/plain; charset=utf-8";
  if (bytes !== undefined) return "application/octet-stream";
  return lines && "application/x-jsonl";
}

/** The body in chunks; `undefined` for an answer without one. */
function pieces({ body, text, lines, writeLine, bytes }: Answer): Iterable<string | Uint8Array> | undefined {
  if (lines !== undefined) return gathered(lines, writeLine);
  if (body !== undefined) return [JSON.stringify(body)];
  return text === undefined ? bytes : [text];
}

function* gathered(
  lines: Iterable<unknown>,
  write: (line: unknown) => string = JSON.stringify,
): Generator<string> {
  let piece = "";
  for (const line of lines) {
    piece += `${write(line)}\n`;
    if (piece.length < PIECE_BYTES) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

/** Sends an answer. A streamed one has no length, and is produced as fast as the client reads. */
export async function send(response: ServerResponse, answer: FullAnswer): Promise<void> {
  const body = pieces(answer);
  response.sendDate = false;
  response.writeHead(answer.status, { ...lengthOf(answer), ...answer.headers });
  if (body === undefined) {
    response.end();
    return;
  }
  await pipeline(Readable.from(body), response);
}

function lengthOf(answer: Answer): Record<string, number> {
  if (answer.lines !== undefined || answer.bytes !== undefined) return {};
  return { "content-length": whole(answer).length };
}

function whole(answer: Answer): Buffer {
  return Buffer.concat([...(pieces(answer) ?? [])].map((piece) => Buffer.from(piece as Uint8Array)));
}

/** Sends the `Content-Length` of the whole body but only its first `bytes`, then closes the connection. */
export async function sendTruncated(
  response: ServerResponse,
  answer: FullAnswer,
  bytes: number,
): Promise<void> {
  response.sendDate = false;
  const body = whole(answer);
  response.writeHead(answer.status, { ...answer.headers, "content-length": body.length });
  response.flushHeaders();
  await new Promise<void>((sent) => response.write(body.subarray(0, bytes), () => sent()));
  response.socket?.destroySoon();
}
