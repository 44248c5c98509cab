import { describe, expect, it } from "vitest";
import type { RecipientResult } from "../../../src/core/base/types/index.js";
import { Positions } from "../../../src/core/results/positions.js";
import { recipientPages } from "../../../src/core/results/recipient-pages.js";
import { all } from "../../support/rejection.js";

const [ANN, BOB, CAT] = ["15550100101", "15550100102", "15550100103"] as const;

function pagesOf(found: readonly RecipientResult[], rejected: readonly RecipientResult[]) {
  let asked = 0;
  const pages = recipientPages({
    async *pages() {
      yield found;
    },
    rejected,
    positions: new Positions({ recipients: [ANN, BOB, CAT], from: 10 }),
    isSentOnce: false,
    outcomeOfMissing: async () => {
      asked++;
      return "pending";
    },
  });
  return { pages, asked: () => asked };
}

const delivered = (to: string): RecipientResult => ({
  to,
  outcome: "succeeded",
  messageId: `m${to}`,
  raw: {},
});

describe("results per recipient", () => {
  it("results per recipient are what the provider says, then who was turned down, then of whom it says nothing", async () => {
    const rejected = [{ to: BOB, outcome: "failed", position: 11, raw: { index: 2 } }] as const;
    const { pages } = pagesOf([delivered(ANN)], rejected);
    expect((await all(pages)).flat().map(({ result }) => result)).toEqual([
      { ...delivered(ANN), position: 10 },
      rejected[0],
      { to: CAT, outcome: "pending", position: 12, raw: {} },
    ]);
  });

  it("results per recipient name who was turned down also where only the position is known", async () => {
    const rejected = [{ to: "", outcome: "failed", position: 11, raw: {} }] as const;
    const { pages } = pagesOf([delivered(ANN), delivered(CAT)], rejected);
    const [, turnedDown] = await all(pages);
    expect(turnedDown?.map(({ id, result }) => [id, result.to])).toEqual([[BOB, BOB]]);
  });

  it("results per recipient do not look at the batch where everybody is accounted for", async () => {
    const { pages, asked } = pagesOf([ANN, BOB, CAT].map(delivered), []);
    await all(pages);
    expect(asked()).toBe(0);
  });

  it("results per recipient have keys of their own, so that the same number twice is no repetition", async () => {
    const twice = [delivered(ANN), { ...delivered(ANN), messageId: "other" }];
    const { pages } = pagesOf(twice, [{ to: ANN, outcome: "failed", raw: {} }]);
    const keys = (await all(pages)).flat().map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
