/** Our clients over `nodeFetch`: small calls one at a time and many at once, and results. */
import { existsSync } from "node:fs";
import { inTurns, median, ratios, row, runJob, spread, times } from "../harness.mjs";
import { PEERS } from "./get.mjs";
import { limitOf, read } from "./results.mjs";

const over = "nodeFetch";
const BARS = new Map([
  [1, 0.65],
  [32, 0.5],
]);

export async function getOverNodeFetch(bench) {
  const rows = [];
  for (const [atOnce, most] of BARS) rows.push(...(await getRows(bench, atOnce, most)));
  return rows;
}

async function getRows({ where, repetitions, quick }, atOnce, most) {
  const providers = Object.keys(PEERS).filter((name) => existsSync(`${where.dist}/src/${name}/index.js`));
  const peers = providers.flatMap((name) => PEERS[name]);
  const shared = { calls: quick ? 2_048 : 4_096, atOnce, ...where };
  const contestant = (caller, more) => [caller, () => runJob("get", { caller, ...shared, ...more })];
  const label = atOnce === 1 ? "one GET over nodeFetch" : `${atOnce} GETs at once over nodeFetch`;
  const contestants = [
    ...["bare", "undici", ...peers].map((caller) => contestant(caller)),
    ...providers.map((name) => contestant(name, { over })),
  ];
  const samples = await inTurns(label, 2 * repetitions, Object.fromEntries(contestants));
  const us = (caller) => samples[caller].map((sample) => sample.us);
  const ofBare = (caller) => ratios(us(caller), us("bare"));
  const cost = (caller) => `${spread(us(caller), "µs")}, ${times(ofBare(caller))}`;
  const bestPeer = Math.min(...peers.map((peer) => median(ofBare(peer))));
  const met = (name) => median(ofBare(name)) <= Math.min(most, bestPeer);
  const bar = `≤ ${most} × bare \`fetch\` + \`json()\`, and at most the best vendor package`;
  return [
    row(
      `${label}, CPU time, the measure`,
      "—",
      `bare fetch + json() ${spread(us("bare"), "µs")}; undici request ${cost("undici")}; ` +
        peers.map((peer) => `${peer} ${cost(peer)}`).join("; "),
    ),
    ...providers.map((name) => row(`${label}, CPU time, ${name}`, cost(name), "—", bar, met(name))),
  ];
}

export async function resultsOverNodeFetch(bench) {
  const totalBytes = bench.quick ? 40e6 : 200e6;
  const file = { lineBytes: 2_048, lines: Math.round(totalBytes / 2_048) };
  const readers = {
    nodeFetch: { reader: "ours", over },
    fetch: { reader: "ours" },
    drain: { reader: "drainUndici" },
    parse: { reader: "parse" },
    sdk: { reader: "sdk" },
  };
  const samples = await read(bench, "results over nodeFetch, 2 KB", file, readers);
  const { nodeFetch, fetch, sdk } = samples;
  const limit = limitOf(samples);
  const [ofFetch, ofSdk] = [ratios(fetch.ms, nodeFetch.ms), ratios(sdk.ms, nodeFetch.ms)];
  const speed = (reader) =>
    spread(
      reader.ms.map((ms) => totalBytes / 1e3 / ms),
      "MB/s",
    );
  return [
    row(
      `results over nodeFetch, 2 KB lines, ${totalBytes / 1e6} MB`,
      `${speed(nodeFetch)}; ${times(ofFetch)} ours over fetch, ${times(ofSdk)} the SDK`,
      `one-thread limit over undici ${speed(limit)}, ${times(ratios(fetch.ms, limit.ms))} ours over fetch, ${times(ratios(sdk.ms, limit.ms))} the SDK; ours over fetch ${speed(fetch)}; @anthropic-ai/sdk ${speed(sdk)}`,
      "≥ 1.1 × ours over fetch, ≥ 1.8 × the SDK",
      median(ofFetch) >= 1.1 && median(ofSdk) >= 1.8,
    ),
  ];
}
