import { slice } from "../paging.js";
import type { Exchange } from "../provider.js";
import { badParameter } from "./errors.js";

const MOST_PER_PAGE = 1_000;

export interface Paging {
  readonly perPage: number;
  readonly pageToken: string;
  readonly nextPageToken?: string;
  readonly previousPageToken?: string;
  readonly firstPageToken: string;
}

/** A page of a list. Its tokens, opaque to clients, hold the position of the first record. */
export function tokenPage<Record>(
  exchange: Exchange,
  records: readonly Record[],
  asked: { readonly pageToken?: string; readonly perPage?: string | number },
  defaultPerPage: number,
): { readonly records: readonly Record[]; readonly paging: Paging } {
  const perPage = Math.min(Number(asked.perPage ?? defaultPerPage), MOST_PER_PAGE);
  const start = asked.pageToken === undefined ? 0 : positionIn(asked.pageToken);
  if (start === undefined) throw badParameter(exchange, "pageToken", "it is none of ours");
  const { rows, nextStart, previousStart } = slice(records, start, perPage);
  return {
    records: rows,
    paging: {
      perPage,
      pageToken: tokenOf(start),
      ...(nextStart !== undefined && { nextPageToken: tokenOf(nextStart) }),
      ...(previousStart !== undefined && { previousPageToken: tokenOf(previousStart) }),
      firstPageToken: tokenOf(0),
    },
  };
}

function tokenOf(position: number): string {
  // Base64 can have `+` and `=`, on which a client fails that does not encode its query.
  return Buffer.from(`>>${position}>`).toString("base64");
}

function positionIn(token: string): number | undefined {
  const position = /^>>(\d{1,9})>$/.exec(Buffer.from(token, "base64").toString("latin1"))?.[1];
  return position === undefined ? undefined : Number(position);
}
