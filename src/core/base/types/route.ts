/**
 * Whether a call may be repeated, from the spec's `x-safety`. `read` and `idempotent` calls may, and so may a `stage`:
 * a repeated free upload only leaves an unused file. A `send` is paid or must not be repeated for another reason.
 */
export type Safety = "read" | "idempotent" | "stage" | "send";

/**
 * The shape of a successful answer: an object with an `id`, any object, an array, or possibly no body. Absent for
 * answers that are not JSON, such as results files.
 */
export type RouteAnswer = "id" | "object" | "array" | "optional";

/** An operation of the spec; see `routes` in the generated files. */
export interface Route {
  readonly operation: string;
  readonly safety: Safety;
  readonly answer?: RouteAnswer;
  /** Rate-limit group: its calls share one limit. `default/create` also obeys the limit of `default`. */
  readonly group?: string;
}
