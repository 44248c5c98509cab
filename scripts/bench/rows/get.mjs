/** The cost of one small call. */
import { existsSync } from "node:fs";
import { inTurns, median, ratios, row, runJob, spread, times } from "../harness.mjs";

/** The packages of the vendor, by our client. */
export const PEERS = {
  anthropic: ["@anthropic-ai/sdk"],
  ringcentral: ["@ringcentral/sdk", "@rc-ex/core"],
  sinch: ["@sinch/sms"],
  ip1: [],
};
const TIMEOUT = "bare, with a timeout";
const BOUNDED = "bare, bounded";
const EVERYTHING = "anthropic, with hooks, signal and deadline";

export async function get({ where, repetitions, quick }) {
  const providers = Object.keys(PEERS).filter((name) => existsSync(`${where.dist}/src/${name}/index.js`));
  const callers = [
    "bare",
    TIMEOUT,
    BOUNDED,
    "undici",
    EVERYTHING,
    ...providers.flatMap((name) => [name, ...PEERS[name]]),
  ];
  const calls = quick ? 2_000 : 4_000;
  const contestants = callers.map((caller) => [caller, () => runJob("get", { caller, calls, ...where })]);
  // The differences are a few per cent and a run is short, so there are twice as many repetitions as elsewhere.
  const samples = await inTurns("get", 2 * repetitions, Object.fromEntries(contestants));
  const us = (caller) => samples[caller].map((sample) => sample.us);
  const bare = us("bare");
  const cost = (caller) => `${spread(us(caller), "µs")}, ${times(ratios(us(caller), bare))}`;
  const line = (label, caller, peers, bar, met) => {
    const beside = peers.map((peer) => `${peer} ${cost(peer)}`).join("; ");
    return row(`one GET, CPU time, ${label}`, cost(caller), beside || "—", bar, met);
  };
  const within = (caller) => median(ratios(us(caller), bare)) <= 1.25;
  const bar = "≤ 1.25 × bare `fetch` + `json()`";
  return [
    row(
      "one GET, CPU time, the measure",
      "—",
      `bare fetch + json() ${spread(bare, "µs")}; the same with a timeout ${cost(TIMEOUT)}, ` +
        `and with one that watches over the body too ${cost(BOUNDED)}; undici request ${cost("undici")}`,
    ),
    ...providers.map((name) => line(name, name, PEERS[name], bar, within(name))),
    line(EVERYTHING, EVERYTHING, [], bar, within(EVERYTHING)),
  ];
}
