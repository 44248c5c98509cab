import { slice } from "../paging.js";
import type { Environment, Exchange } from "../provider.js";
import { ACCOUNT } from "./account.js";

const { accountId, extensionId } = ACCOUNT;

/**
 * The numbers of the only user. The first sender in the list is ready, because the vendor's sample takes the first one
 * without checking its status; another one is still pending and cannot send.
 */
const NUMBERS = [
  { number: "+16505550101", features: ["CallerId", "SmsSender", "MmsSender"] },
  { number: "+16505550100", features: ["CallerId", "A2PSmsSender"], label: "Campaigns" },
  { number: "+16505550102", features: ["CallerId", "A2PSmsSender"], status: "Pending" },
  { number: "+18005550100", features: ["A2PSmsSender"], paymentType: "TollFree" },
  { number: "+16505550103", features: [], type: "FaxOnly" },
] as const;

/** The create call rejects recipients with this ending. */
const REJECTED_ENDING = "0199";

/** The E.164 form of a US or Canadian number, with or without a plus sign; undefined if it is rejected. */
export function normalized(number: string): string | undefined {
  const digits = /^\+?(1[2-9]\d{9})$/.exec(number)?.[1];
  return digits === undefined || digits.endsWith(REJECTED_ENDING) ? undefined : `+${digits}`;
}

/** Compares numbers with or without a plus sign. */
export function isSameNumber(a: string, b: string): boolean {
  return a.replace("+", "") === b.replace("+", "");
}

/** Milliseconds between two messages: carriers accept a higher rate from toll-free numbers. */
export function messageIntervalMs(from: string): number {
  return /^\+18(00|33|44|55|66|77|88)/.test(from) ? 125 : 1_000;
}

/**
 * Whether a number may send. Numbers that the simulator does not list may, so that an application can be run with its
 * real senders.
 */
export function maySend(from: string): boolean {
  const listed = NUMBERS.find(({ number }) => number === from);
  if (listed === undefined) return true;
  return (listed.features as readonly string[]).includes("A2PSmsSender") && !("status" in listed);
}

export function phoneNumberPage({ origin }: Environment, exchange: Exchange): object {
  const { status, usageType = [], page = 1, perPage = 100 } = exchange.query as Filters;
  const path = `/restapi/v1.0/account/${accountId}/extension/${extensionId}/phone-number`;
  const records = NUMBERS.map((each, index) => record(each, index, origin))
    .filter((each) => status === undefined || each.status === status)
    .filter((each) => usageType.length === 0 || usageType.includes(each.usageType));
  const totalPages = Math.max(1, Math.ceil(records.length / perPage));
  const uri = (number: number): object => ({ uri: `${origin}${path}?page=${number}&perPage=${perPage}` });
  const start = (page - 1) * perPage;
  const { rows } = slice(records, start, perPage);
  return {
    uri: `${origin}${path}?page=${page}&perPage=${perPage}`,
    records: rows,
    navigation: {
      firstPage: uri(1),
      ...(page < totalPages && { nextPage: uri(page + 1) }),
      ...(page > 1 && { previousPage: uri(page - 1) }),
      lastPage: uri(totalPages),
    },
    paging: {
      page,
      perPage,
      ...(rows.length > 0 && { pageStart: start, pageEnd: start + rows.length - 1 }),
      totalPages,
      totalElements: records.length,
    },
  };
}

interface Filters {
  readonly status?: string;
  readonly usageType?: readonly string[];
  readonly page?: number;
  readonly perPage?: number;
}

interface Listed {
  readonly number: string;
  readonly features: readonly string[];
  readonly status?: string;
  readonly label?: string;
  readonly type?: string;
  readonly paymentType?: string;
}

function record(listed: Listed, index: number, origin: string) {
  const { number, features, status = "Normal", type = "VoiceFax", paymentType = "Local", label } = listed;
  const id = String(600_000_001 + index);
  return {
    uri: `${origin}/restapi/v1.0/account/${accountId}/phone-number/${id}`,
    id,
    phoneNumber: number,
    ...(label !== undefined && { label }),
    status,
    type,
    paymentType,
    usageType: index === 0 ? "MainCompanyNumber" : "DirectNumber",
    features,
    country: { id: "1", uri: `${origin}/restapi/v1.0/dictionary/country/1`, name: "United States" },
  };
}
