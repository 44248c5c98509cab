/** Whether a value is an error, also one of another realm: in Jest those of Node's own modules are. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";
}
