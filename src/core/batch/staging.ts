/** Parts whose body is uploaded first: the paid call then names the upload. */
import type { ErrorContext } from "../base/errors/index.js";
import { jsonText } from "../base/json.js";
import type { CallOptions, Correlation } from "../base/types/index.js";
import type { Sending, SubmitOptions } from "../submit/submit.js";
import type { RequestBody } from "../transport/upload.js";

/** Uploads that cost nothing, and may be repeated: what comes of one that got lost is a file that nobody uses. */
export interface Staging {
  /** Resolves to the id of what was uploaded. */
  readonly upload: (body: RequestBody, options: CallOptions) => Promise<string>;
  readonly remove: (id: string, options: CallOptions) => Promise<unknown>;
}

/** What the paid call sends, and by what it can be found again. */
export interface StagedPart {
  readonly wire: RequestBody;
  readonly correlation: () => Correlation | undefined;
}

/** Uploads a part, where there is anything to upload to. */
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

/** Removes what no batch will use: once, and whatever comes of it. */
export function discarding(
  staging: Staging | undefined,
  { retryUnknown: _, ...options }: SubmitOptions,
): ((staged: string) => Promise<void>) | undefined {
  if (staging === undefined) return undefined;
  return async (staged) => {
    await staging.remove(staged, { ...options, retry: false }).catch(() => undefined);
  };
}
