import { BatchwireError, type ErrorContext, named } from "./base.js";

export type SignatureFault = "missing-header" | "algorithm" | "stale" | "mismatch";

/** The signature of a webhook request is missing, wrong or too old: do not trust the request. */
export class SignatureError extends BatchwireError {
  static {
    named(this, "SignatureError", "signature");
  }
  declare readonly reason: SignatureFault;
  constructor(message: string, fields: { readonly reason: SignatureFault }, context?: ErrorContext) {
    super(message, fields, context);
  }
}
