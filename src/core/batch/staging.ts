/** Parts whose body is uploaded as a file before the paid call. */
import type { ErrorContext } from "../base/errors/index.js";
import { jsonText } from "../base/json.js";
import type { CallOptions, Correlation } from "../base/types/index.js";
import type { Sending, SubmitOptions } from "../submit/submit.js";
import type { RequestBody } from "../transport/upload.js";

/** Uploads are free and may be repeated: a lost answer only leaves an unused file. */
export interface Staging {
  /** Resolves to the id of the uploaded file. */
  readonly upload: (body: RequestBody, options: CallOptions) => Promise<string>;
  readonly remove: (id: string, options: CallOptions) => Promise<unknown>;
}

/** The body and correlation of the paid call. */
export interface StagedPart {
  readonly wire: RequestBody;
  readonly correlation: () => Correlation | undefined;
}

/** Uploads a part, if the provider needs it. */
export async function stagedPart(
  staging: Staging | undefined,
  part: Sending,
  { retryUnknown: _, ...options }: SubmitOptions,
  context: ErrorContext,
): Promise<StagedPart> {
  if (staging === undefined) return { wire: part.body(), correlation: part.correlation };
  const file = part.uploaded ?? (await staging.upload(part.body(), options));
  await part.staged(file);
  const correlation = { ...part.correlation(), file };
  return { wire: jsonText(part.createBody(file), context), correlation: () => correlation };
}

/** Returns a function that deletes an unused file, with a single attempt whose failure is ignored. */
export function discarding(
  staging: Staging | undefined,
  { retryUnknown: _, ...options }: SubmitOptions,
): ((staged: string) => Promise<void>) | undefined {
  if (staging === undefined) return undefined;
  return async (staged) => {
    await staging.remove(staged, { ...options, retry: false }).catch(() => undefined);
  };
}
