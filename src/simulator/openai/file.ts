import type { InputLine } from "./input.js";

/** The content of a file: bytes that were uploaded, or lines of results. */
export interface FileContent {
  readonly bytes: number;
  readonly chunks?: Iterable<Uint8Array>;
  /** Generates the lines at each download. */
  readonly lines?: () => Iterable<unknown>;
}

export interface File {
  readonly id: string;
  readonly filename: string;
  readonly purpose: string;
  readonly createdMs: number;
  /** When it is deleted; Infinity if it never expires. */
  readonly expiresMs: number;
  /** Whether its document has `expires_at`. */
  readonly showsExpiry: boolean;
  readonly content: FileContent;
  /** The lines of a batch input file. */
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

/** Epoch milliseconds to the whole epoch seconds of this API. */
export function seconds(ms: number): number {
  return Math.floor(ms / 1_000);
}
