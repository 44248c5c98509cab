import { PROVIDERS } from "./providers.js";
import { type Simulator, type StartOptions, startProviders } from "./start.js";

export type { Fault, FaultRule, Faults } from "./faults.js";
export type { SimulatorLimits, SimulatorOptions, SimulatorUrls, SimulatorWebhooks } from "./providers.js";
export type { LoggedRequest } from "./request-log.js";
export type { Simulator, StartOptions } from "./start.js";
export type { Violation } from "./violation.js";

/**
 * Starts the providers in this process, on loopback. Nothing leaves the machine: webhooks are posted to
 * loopback addresses only.
 *
 * **Anthropic.** Batches end after some virtual minutes (2 to 8, and about one more for each 10,000
 * requests); canceling takes one or two. A request is answered as the Messages API would answer it,
 * as far as that is possible without a model: `max_tokens`, stop sequences, forced tools and JSON output
 * are honored, and the text echoes the prompt. A request chooses another result with
 * `params.metadata.user_id`:
 *
 * | `user_id` | result |
 * |---|---|
 * | `fate:refusal`, `fate:max_tokens`, `fate:pause_turn`, `fate:stop_sequence`, `fate:tool_use`, `fate:model_context_window_exceeded` | `succeeded` with that `stop_reason` |
 * | `fate:errored:<type>`, for instance `fate:errored:overloaded_error` | `errored` with that error type (`api_error` if left out) |
 * | `fate:expired` | `expired`; the batch then runs for its full 24 hours |
 * | `fate:canceled` | `canceled`, also if nobody cancels the batch |
 * | `fate:bytes:<n>` | `succeeded` with a text of n bytes |
 * | `fate:minutes:<n>` | `succeeded`, and the batch takes at least n minutes |
 *
 * Canceling leaves a mix: requests that had started by then are finished, the others are `canceled`.
 * Results are gone 29 days after creation. A create that would put more than 200,000 requests into the queue
 * (`limits.anthropic.queuedRequests`) is answered with 429; a batch leaves the queue when it ends. With
 * `limits.anthropic.usualSeconds` a batch takes no longer than that, for a simulator that runs in real time
 * (`timeScale: 1`). Calls per minute are not limited; add a fault.
 *
 * **OpenAI.** Files and batches. A batch is `validating` for some seconds, runs for 2 to 8 virtual minutes
 * (and about one more for each 10,000 requests), and is `finalizing` for up to half a minute; canceling takes
 * one to five minutes. An invalid line fails the batch, an invalid body gives a 4xx line of the error file.
 * Answers are made as for Anthropic, for chat completions, responses, embeddings, completions, moderations
 * and images. A request chooses another result with `user` in its body:
 *
 * | `user` | result |
 * |---|---|
 * | `fate:length`, `fate:content_filter`, `fate:refusal`, `fate:tool_calls` | 200, and the text ends for that reason |
 * | `fate:status:<n>` or `fate:status:<n>:<code>`, for instance `fate:status:429:insufficient_quota` | a line of the error file with that status, and that `code` in its error |
 * | `fate:expired` | `batch_expired`; the batch then runs for its full 24 hours |
 * | `fate:cancelled` | `batch_cancelled`, also if nobody cancels the batch |
 * | `fate:bytes:<n>` | 200 with a text of n bytes |
 * | `fate:minutes:<n>` | 200, and the batch takes at least n minutes |
 *
 * Limits, all of which `limits.openai` can set: `createsPerHour` (2,000) and `uploadsPerMinute` (1,000) are
 * answered with 429; a batch above `enqueuedTokens` (250 million, of four characters each) or
 * `enqueuedEmbeddings` (1 million requests) of its model fails with `token_limit_exceeded`. Ends of batches
 * are posted to `webhooks.openai`, signed in real time.
 *
 * **SMS.** The last digits of a recipient choose what happens to its message; messages to all others are delivered.
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
 * RingCentral accepts numbers of the US and Canada and rejects all others. It sends one message a second, and eight from
 * toll-free numbers. Two of the senders that it lists may send batches, one of them toll-free; a number that it does not
 * list may send as well. Tokens live an hour, a sixth login ends the first session, and rate limits hold in virtual time;
 * each call during a penalty restarts it.
 *
 * iP.1 starts without senders: register one first. Numbers on its blacklist are left out of a batch; a batch without
 * other recipients is refused. A text that needs Unicode in a batch limited to `gsm` ends at status 404. A report that is
 * not answered with 200 is posted every ten minutes, at most ten times.
 *
 * Sinch signs its callbacks, in real time, with the secret `simulator-webhook-secret`.
 *
 * @throws Error in one line that names the install command, if the libraries it needs are not installed
 *   (ajv, ajv-formats, yaml, find-my-way: optional peers of this package).
 */
export function startSimulator(options: StartOptions = {}): Promise<Simulator> {
  return startProviders(PROVIDERS, options);
}
