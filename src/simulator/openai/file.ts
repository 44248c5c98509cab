import type { InputLine } from "./input.js";

/** Where the content of a file comes from. */
export interface FileContent {
  readonly bytes: number;
  /** The content as it was uploaded. */
  readonly chunks?: Iterable<Uint8Array>;
  /** The lines of a file of results, written anew whenever they are read. */
  readonly lines?: () => Iterable<unknown>;
}

/** One file of the project. */
export interface File {
  readonly id: string;
  readonly filename: string;
  readonly purpose: string;
  readonly createdMs: number;
  /** When it is deleted; Infinity if only by a call. */
  readonly expiresMs: number;
  /** Whether its document says when. */
  readonly showsExpiry: boolean;
  readonly content: FileContent;
  /** The requests in the input file of a batch. */
  readonly input?: readonly InputLine[];
}

export function fileDocument({
  id,
  filename,
  purpose,
  createdMs,
  expiresMs,
  showsExpiry,
  content,
}: File): object {
  return {
    id,
    object: "file",
    bytes: content.bytes,
    created_at: seconds(createdMs),
    filename,
    purpose,
    status: "processed",
    status_details: null,
    expires_at: showsExpiry && expiresMs !== Infinity ? seconds(expiresMs) : null,
  };
}

/** A moment as this API writes it: whole seconds since 1970. */
export function seconds(ms: number): number {
  return Math.floor(ms / 1_000);
}
