import { createServer, type ServerOptions } from "node:https";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A self-signed certificate for `localhost`, valid until 2120. Its key is public. */
export const CERT = `-----BEGIN CERTIFICATE-----
MIIBSDCB7qADAgECAgEBMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCWxvY2FsaG9z
dDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowFDESMBAGA1UEAwwJ
bG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEmyZuJdEgsPT8aRno
KLvOypJcKpIBlWJ81hzyfJXvDngJkJ1MqLkdcO4hj90r05/zvd0iA6SEmnPI0kpf
Zdrp3KMvMC0wDwYDVR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SH
BH8AAAEwCgYIKoZIzj0EAwIDSQAwRgIhAOIBYxk0n+UKkQ/uCqq6ZyWxVqPxTpmw
iGtAylPPeYnAAiEA1BigsWYgE0i42qVjUI24t+kh84HoV4SV53LQLG5WDC0=
-----END CERTIFICATE-----
`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgNekSDqPiVAOHfC9E
jrDluFJOgqT8zfLSbpL34F0jMFChRANCAASbJm4l0SCw9PxpGegou87KklwqkgGV
YnzWHPJ8le8OeAmQnUyouR1w7iGP3SvTn/O93SIDpISac8jSSl9l2unc
-----END PRIVATE KEY-----
`;

/** An HTTPS server on the loopback interface, under the name `localhost`. */
export async function tlsServer(
  answer: RequestListener,
  options: ServerOptions = {},
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer({ key: KEY, cert: CERT, ...options }, answer);
  // Some tests have clients that break off the handshake.
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
