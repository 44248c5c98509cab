import {
  AuthenticationError,
  type ErrorContext,
  HttpError,
  type HttpErrorDetails,
  NotFoundError,
  PayloadTooLargeError,
  PermissionError,
  RateLimitError,
} from "./errors.js";

/** The class that stands for a status. */
export function httpError(details: HttpErrorDetails, context: ErrorContext): HttpError {
  switch (details.status) {
    case 401:
      return new AuthenticationError(details, context, "authentication");
    case 403:
      return new PermissionError(details, context, "permission");
    case 404:
      return new NotFoundError(details, context, "not-found");
    case 413:
      return new PayloadTooLargeError(details, context, "payload-too-large");
    case 429:
      return new RateLimitError(details, context, "rate-limit");
    default:
      return new HttpError(details, context);
  }
}
