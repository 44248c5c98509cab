import "./platform-first.js";
import { nodeFetch } from "../../src/node/index.js";

/** A fetch over which every promise of the clients must hold. */
export interface FetchUnderTest {
  readonly name: string;
  /** Absent: the platform's own is left in place, as it is for most users. */
  readonly fetch: typeof globalThis.fetch | undefined;
}

export const fetches: readonly FetchUnderTest[] = [
  { name: "fetch", fetch: undefined },
  { name: "nodeFetch", fetch: nodeFetch() },
];
