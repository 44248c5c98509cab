import type { Exchange } from "./provider.js";

type Sent = Pick<Exchange, "headers">;

/** The token of an `Authorization: Bearer` header; undefined without one. */
export function bearerToken({ headers }: Sent): string | undefined {
  return /^Bearer (\S+)$/i.exec(headers["authorization"] ?? "")?.[1];
}

/** Whether an `Authorization: Basic` header holds this id and secret. */
export function hasBasicCredentials({ headers }: Sent, id: string, secret: string): boolean {
  const sent = /^Basic (\S+)$/i.exec(headers["authorization"] ?? "")?.[1];
  return sent === Buffer.from(`${id}:${secret}`).toString("base64");
}
