/** Every error that this package throws. */
export * from "./attempt.js";
export { BatchwireError, type ErrorCode, type ErrorContext } from "./base.js";
export * from "./batch.js";
export {
  AuthenticationError,
  HttpError,
  type HttpErrorFields,
  NotFoundError,
  PayloadTooLargeError,
  PermissionError,
  RateLimitError,
} from "./http.js";
export * from "./input.js";
export * from "./webhook.js";
