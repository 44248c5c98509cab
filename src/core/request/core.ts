import type { Clock } from "../base/clock.js";
import type { ClientOptions } from "../base/types/index.js";
import type { Dialect } from "../transport/dialect.js";
import type { Http } from "./http.js";

/** The common parts of one client, shared by its resource groups. */
export interface Core<Paths extends object> {
  readonly http: Http<Paths>;
  readonly dialect: Dialect;
  readonly options: ClientOptions;
  readonly clock: Clock;
  readonly baseUrl: string;
  /** The provider's own server, which `baseUrl` is unless the user says otherwise. */
  readonly providerUrl: string;
  /** How far the server's clock is ahead of ours, as far as it is known. */
  readonly skewMs: () => number;
  /** By the clock by which the provider starts what is scheduled: never behind ours. */
  readonly serverNow: () => number;
}
