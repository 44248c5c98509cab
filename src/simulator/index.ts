import { PROVIDERS } from "./providers.js";
import { type Simulator, type StartOptions, startProviders } from "./start.js";

export type { Fault, FaultRule, Faults } from "./faults.js";
export type { SimulatorLimits, SimulatorOptions, SimulatorUrls, SimulatorWebhooks } from "./providers.js";
export type { LoggedRequest } from "./request-log.js";
export type { Violation } from "./replies.js";
export type { Simulator, StartOptions } from "./start.js";

/**
 * Starts the four providers in this process, on loopback. Nothing leaves the machine: webhooks are posted
 * to loopback addresses only.
 *
 * **Anthropic.** Batches end after some virtual minutes (2 to 8, and about one more for each 10,000
 * requests); canceling takes one or two. A request is answered as the Messages API would answer it,
 * as far as that can be told without a model: `max_tokens`, stop sequences, forced tools and JSON output
 * are honored, and the text echoes the prompt. A request may ask for another fate with
 * `params.metadata.user_id`:
 *
 * | `user_id` | what comes back |
 * |---|---|
 * | `fate:refusal`, `fate:max_tokens`, `fate:pause_turn`, `fate:stop_sequence`, `fate:tool_use`, `fate:model_context_window_exceeded` | `succeeded` with that `stop_reason` |
 * | `fate:errored:<type>`, for instance `fate:errored:overloaded_error` | `errored` with that error type (`api_error` if left out) |
 * | `fate:expired` | `expired`; the batch then runs for its full 24 hours |
 * | `fate:canceled` | `canceled`, also if nobody cancels the batch |
 * | `fate:bytes:<n>` | `succeeded` with a text of n bytes |
 * | `fate:minutes:<n>` | `succeeded`, and the batch takes at least n minutes |
 *
 * Canceling leaves a mix: requests that had started by then are finished, the others are `canceled`.
 * Results are gone 29 days after creation. Rate limits are not simulated; add a fault.
 *
 * **SMS.** What becomes of a message is decided by the last digits of its recipient; any others are delivered.
 *
 * | provider | digits | what happens |
 * |---|---|---|
 * | RingCentral | `0199` | rejected in the answer to the create |
 * | | `0190`, `0191` | `DeliveryFailed` (SMS-CAR-411, -412) |
 * | | `0192`, `0193` | `DeliveryFailed` (SMS-CAR-104, -199: unknown) |
 * | | `0194`, `0195` | `SendingFailed` |
 * | | `0200` | stays `Sent` for ever |
 * | iP.1 | `9` and one of `104`, `111` to `114`, `202`, `402` to `407`, `5xx`, as in `9402` | ends at that status |
 * | Sinch | `990` | `Delivered`, and the recipient answers |
 * | | `991` to `994`, `996` | `Aborted`, `Rejected`, `Deleted`, `Failed`, `Unknown` |
 * | | `995` | `Dispatched` until the batch expires, then `Expired` |
 *
 * RingCentral takes numbers of the US and Canada and turns all others down. Messages leave at one a second, from
 * toll-free numbers at eight. Of the senders that it lists, one may send batches at once and one is toll-free; any
 * number that it does not list is taken for a sender of yours. Tokens live an hour, a sixth login ends the first, and
 * rate limits hold in virtual time, with penalties that every call inside them starts anew.
 *
 * iP.1 starts without senders: register one first. Numbers on its blacklist are left out of a batch; one that has
 * nobody else is refused. A text that needs Unicode in a batch limited to `gsm` ends at 404. A report that is not
 * answered with 200 comes again every ten minutes, ten times in all.
 *
 * Sinch signs its callbacks, in real time, with the secret `simulator-webhook-secret`.
 *
 * @throws Error in one line that names the install command, if the libraries it needs are not installed
 *   (ajv, ajv-formats, yaml, find-my-way: optional peers of this package).
 */
export function startSimulator(options: StartOptions = {}): Promise<Simulator> {
  return startProviders(PROVIDERS, options);
}
