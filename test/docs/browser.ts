import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, resolve } from "node:path";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";

export const root = resolve(import.meta.dirname, "../..");
export const site = join(root, "site");

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".yaml": "application/yaml",
};

export interface Served {
  readonly base: string;
  readonly close: () => Promise<void>;
}

/** The folder of a host that the site was built for, as it says itself. */
export const base = baseOf(join(site, "index.html"));

function baseOf(front: string): string {
  const text = existsSync(front) ? readFileSync(front, "utf8") : "";
  const found = /\\"base\\":\\"(.+?)\\"/.exec(text)?.[1];
  if (found === undefined) throw new Error("there is no site to look at; run: npm run docs");
  return found;
}

/** Serves site/ on loopback, as any static server would. */
export async function serve(): Promise<Served> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const file = join(site, normalize(path.slice(base.length - 1).replace(/\/$/, "/index.html")));
    if (!path.startsWith(base) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}${base}`,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

/** Debian's Chromium, with an empty profile and nothing of its own to say to the network. */
export function launch(): Promise<Browser> {
  const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) {
    throw new Error(`${executablePath} is missing; run: apt-get install --no-install-recommends chromium`);
  }
  return chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page, and what it did that a page of ours must not do. */
export interface Visit {
  readonly page: Page;
  /** Errors and warnings of the console, uncaught exceptions, failed requests, and requests to any other place. */
  readonly complaints: string[];
  /** Goes to another page of the site, with no complaints so far. */
  readonly open: (address: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function visit(
  browser: Browser,
  origin: string,
  address: string,
  options: BrowserContextOptions,
): Promise<Visit> {
  const context = await browser.newContext(options);
  // The time limit of the test is the only one.
  context.setDefaultTimeout(0);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() !== 200) complaints.push(`${response.status()} ${response.url()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url()))
      complaints.push(`foreign request: ${request.url()}`);
  });
  const open = async (to: string): Promise<void> => {
    complaints.length = 0;
    await page.goto(new URL(to, origin).href, { waitUntil: "load" });
  };
  await open(address);
  return { page, complaints, open, close: () => context.close() };
}
