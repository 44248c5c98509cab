/**
 * Whether a call may be repeated, from the spec's `x-safety`. `read` and `idempotent` calls may, and so may a `stage`, an
 * upload that costs nothing: a repetition only leaves a file that nobody uses. A `send` is paid, or otherwise not repeatable.
 */
export type Safety = "read" | "idempotent" | "stage" | "send";

/**
 * What a success has to hold, by the spec: an object with a usable `id`, any object, an array, or nothing at all. What is
 * no JSON, such as a table or a file of results, has none of these.
 */
export type RouteAnswer = "id" | "object" | "array" | "optional";

/** What the spec says of an operation; see `routes` in the generated files. */
export interface Route {
  readonly operation: string;
  readonly safety: Safety;
  readonly answer?: RouteAnswer;
  /** Calls of one group share the provider's rate limit. Those of `default/create` are limited by that of `default` too. */
  readonly group?: string;
}
