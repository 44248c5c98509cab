import type { Environment, Exchange } from "../provider.js";
import { timestamp } from "./message.js";
import { isSameNumber } from "./numbers.js";
import { tokenPage } from "./paging.js";

interface Consent {
  readonly from: string;
  readonly to: string;
  readonly optStatus: "OptOut" | "OptIn";
  readonly source: string;
  readonly coverage: string;
  readonly lastModifiedTime: string;
}

type Change = Pick<Consent, "from" | "to" | "optStatus" | "source"> & { readonly coverage?: string };

interface Filters {
  readonly from?: readonly string[];
  readonly to?: readonly string[];
  readonly optStatus?: string | readonly string[];
  readonly coverage?: readonly string[];
  readonly campaignType?: readonly string[];
  readonly pageToken?: string;
  readonly perPage?: number;
}

const EXPORT_COLUMNS = [
  ...["External Party Number", "Internal Party Number", "Consent Status", "Source"],
  ...["Coverage", "Campaign Type", "Notes", "Last Modified Time"],
];
const CONSENTS_PER_PAGE = 100;
const OPT_OUTS_PER_PAGE = 1_000;

/** Consents of recipients to senders, for both versions of the API. `*` stands for all senders. */
export class Consents {
  readonly #environment: Environment;
  readonly #present = new Map<string, Consent>();
  readonly #history: Consent[] = [];

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  isOptedOut(from: string, to: string): boolean {
    return [from, "*"].some((sender) => this.#present.get(`${sender} ${to}`)?.optStatus === "OptOut");
  }

  update(exchange: Exchange): object {
    const { records } = exchange.body as { readonly records: readonly Change[] };
    const failedRecords = records.flatMap((record) => {
      if (this.#set(record)) return [];
      const error = { errorCode: "CMN-101", message: "Parameter [to] value is invalid", parameterName: "to" };
      return [{ ...record, error }];
    });
    return failedRecords.length > 0 ? { failedRecords } : {};
  }

  search(exchange: Exchange): object {
    const body = exchange.body as Filters;
    return tokenPage(exchange, this.#matching(body), body, CONSENTS_PER_PAGE);
  }

  list(exchange: Exchange): object {
    const query = { optStatus: ["OptOut"], ...(exchange.query as Filters) };
    return tokenPage(exchange, this.#matching(query), query, CONSENTS_PER_PAGE);
  }

  history(exchange: Exchange): object {
    const query = exchange.query as Filters;
    const entries = this.#history
      .filter(({ to }) => query.to === undefined || query.to.includes(to))
      .map(({ from, to, optStatus, source, lastModifiedTime }) => ({
        from,
        to,
        optStatus,
        source,
        createdAt: lastModifiedTime,
      }));
    return tokenPage(exchange, entries.reverse(), query, CONSENTS_PER_PAGE);
  }

  /** All consents as CSV. */
  export(): string {
    const rows = [...this.#present.values()].map(
      ({ from, to, optStatus, source, coverage, lastModifiedTime }) => {
        const covered = coverage === "Account" ? "Company" : coverage;
        return [to, from, optStatus, source, covered, "", "", lastModifiedTime];
      },
    );
    return [EXPORT_COLUMNS, ...rows].map((row) => `${row.join(",")}\n`).join("");
  }

  optOuts(exchange: Exchange): ReturnType<typeof tokenPage> {
    const { from = "*", to, status = "optout", ...page } = exchange.query as Readonly<Record<string, string>>;
    const records = [...this.#present.values()]
      .filter((each) => from === "*" || isSameNumber(each.from, from))
      .filter((each) => to === undefined || isSameNumber(each.to, to))
      .filter((each) => status === "all" || each.optStatus.toLowerCase() === status)
      .map(({ from, to, optStatus, source }) => ({
        from,
        to,
        status: optStatus,
        source: source === "Api" ? "Account" : source,
      }));
    return tokenPage(exchange, records, page, OPT_OUTS_PER_PAGE);
  }

  assign(exchange: Exchange): object {
    const { from, optOuts, optIns } = exchange.body as {
      readonly from: string;
      readonly optOuts?: readonly string[];
      readonly optIns?: readonly string[];
    };
    const apply = (numbers: readonly string[] | undefined, optStatus: Consent["optStatus"]): object => {
      const successful: string[] = [];
      const failed: object[] = [];
      for (const to of numbers ?? []) {
        if (this.#set({ from, to, optStatus, source: "Api" })) successful.push(to);
        else failed.push({ to, errorMessage: "The number is not valid" });
      }
      return { successful, failed };
    };
    return { optOuts: apply(optOuts, "OptOut"), optIns: apply(optIns, "OptIn") };
  }

  /** False for a number that cannot be a recipient. */
  #set({ from, to, optStatus, source, coverage = "PhoneNumber" }: Change): boolean {
    if (!/^\+?1\d{10}$/.test(to)) return false;
    const [sender, recipient] = [from, to].map((each) => each.replace(/^(?=\d)/, "+")) as [string, string];
    const lastModifiedTime = timestamp(this.#environment.clock.now());
    const consent = { from: sender, to: recipient, optStatus, source, coverage, lastModifiedTime };
    this.#present.set(`${sender} ${recipient}`, consent);
    this.#history.push(consent);
    return true;
  }

  #matching({ from, to, optStatus, coverage, campaignType }: Filters): readonly Consent[] {
    const wanted = typeof optStatus === "string" ? [optStatus] : optStatus;
    const has = (list: readonly string[] | undefined, value: string): boolean =>
      list === undefined || list.length === 0 || list.includes(value);
    // The simulator has no campaigns, so a filter by campaign matches nothing.
    if (campaignType !== undefined && campaignType.length > 0) return [];
    return [...this.#present.values()].filter(
      (each) =>
        has(from, each.from) &&
        has(to, each.to) &&
        has(wanted, each.optStatus) &&
        has(coverage, each.coverage),
    );
  }
}
