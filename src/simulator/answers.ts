import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Answer } from "./provider.js";

/** An answer with everything that goes into the header block, names in lower case. */
export type FullAnswer = Answer & { readonly headers: Readonly<Record<string, string>> };

/** Lines are gathered into pieces of about this size before they are written. */
const PIECE_BYTES = 64 * 1024;

export function complete(answer: Answer): FullAnswer {
  const type = answer.type ?? defaultType(answer);
  const given = Object.entries(answer.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  const headers = Object.fromEntries(given) as Record<string, string>;
  if (type !== undefined) headers["content-type"] ??= type;
  return { ...answer, headers };
}

function defaultType({ body, text, lines }: Answer): string | undefined {
  if (body !== undefined) return "application/json";
  if (text !== undefined) return "text/plain; charset=utf-8";
  return lines && "application/x-jsonl";
}

/** The body in pieces; `undefined` for an answer without one. */
function pieces({ body, text, lines }: Answer): Iterable<string> | undefined {
  if (lines !== undefined) return gathered(lines);
  if (body !== undefined) return [JSON.stringify(body)];
  return text === undefined ? undefined : [text];
}

function* gathered(lines: Iterable<unknown>): Generator<string> {
  let piece = "";
  for (const line of lines) {
    piece += JSON.stringify(line) + "\n";
    if (piece.length < PIECE_BYTES) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

/** Sends an answer; one of unknown length goes out in chunks as fast as the client reads. */
export async function send(response: ServerResponse, answer: FullAnswer): Promise<void> {
  const body = pieces(answer);
  response.sendDate = false;
  response.writeHead(answer.status, { ...answer.headers, ...lengthOf(body) });
  if (body === undefined) {
    response.end();
    return;
  }
  await pipeline(Readable.from(body), response);
}

function lengthOf(body: Iterable<string> | undefined): Record<string, number> {
  if (body === undefined) return { "content-length": 0 };
  return Array.isArray(body) ? { "content-length": Buffer.byteLength(body.join("")) } : {};
}

/** Promises the whole body, sends the first `bytes` of it and closes the connection. */
export async function sendTruncated(
  response: ServerResponse,
  answer: FullAnswer,
  bytes: number,
): Promise<void> {
  response.sendDate = false;
  const whole = Buffer.from([...(pieces(answer) ?? [])].join(""));
  response.writeHead(answer.status, { ...answer.headers, "content-length": whole.length });
  response.flushHeaders();
  await new Promise<void>((sent) => response.write(whole.subarray(0, bytes), () => sent()));
  response.socket?.destroySoon();
}
