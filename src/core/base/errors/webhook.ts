import { BatchwireError, type ErrorContext, named } from "./base.js";

export type SignatureFault = "missing-header" | "algorithm" | "stale" | "mismatch";

/** A webhook request that must not be trusted. */
export class SignatureError extends BatchwireError {
  static {
    named(this, "SignatureError", "signature");
  }
  declare readonly reason: SignatureFault;
  constructor(message: string, fields: { readonly reason: SignatureFault }, context?: ErrorContext) {
    super(message, fields, context);
  }
}
