import type { Clock } from "../base/clock.js";
import type { Rules } from "../base/options.js";
import type { ClientOptions } from "../base/types/index.js";
import type { ServerClock } from "../transport/server-clock.js";
import type { Dialect } from "../transport/dialect.js";
import type { Http } from "./http.js";

/** The common parts of one client, shared by its resource groups. */
export interface Core<Paths extends object> {
  readonly http: Http<Paths>;
  readonly dialect: Dialect;
  readonly options: ClientOptions;
  /** The options that calls take. */
  readonly callOptions: Rules;
  readonly clock: Clock;
  readonly baseUrl: string;
  /** The account that the client works for, if known. */
  readonly account: () => string | undefined;
  readonly serverClock: ServerClock;
  /** The provider's own server: the default of `baseUrl`. */
  readonly providerUrl: string;
  /** The provider's clock minus ours in ms; 0 while unknown. */
  readonly skewMs: () => number;
  /** Estimated time at the provider in epoch ms, for scheduled starts. Never earlier than our own clock. */
  readonly serverNow: () => number;
}
