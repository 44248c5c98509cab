import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** The status that a listener of Node's `http` answers to one POST, over a loopback port. */
export async function posted(
  listener: RequestListener,
  body: string | undefined,
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  return (await answerTo(listener, body, headers)).status;
}

/** As `posted`, the whole answer. */
export async function answerTo(
  listener: RequestListener,
  body: string | undefined,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await fetch(`http://127.0.0.1:${port}/hook`, { method: "POST", headers, ...(body && { body }) });
  } finally {
    server.close();
  }
}
