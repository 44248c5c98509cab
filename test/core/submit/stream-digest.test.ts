import { afterEach, describe, expect, it, vi } from "vitest";
import { StreamDigest } from "../../../src/core/submit/stream-digest.js";

const BLOCK = 256 * 1024;

afterEach(() => vi.restoreAllMocks());

describe("a digest of a stream", () => {
  it("is the same however the bytes come, and another one for other bytes or another label", async () => {
    const bytes = Uint8Array.from({ length: 3 * BLOCK + 5 }, (_, index) => index % 251);
    const digestOf = async (sizes: readonly number[], label = "a", flip = false): Promise<string> => {
      const digest = new StreamDigest();
      const given = flip ? bytes.with(BLOCK + 1, 255) : bytes;
      for (let at = 0, turn = 0; at < given.length; turn++) {
        const size = sizes[turn % sizes.length] as number;
        digest.write(given.subarray(at, at + size));
        await digest.keepUp();
        at += size;
      }
      return digest.end(label);
    };
    const whole = await digestOf([bytes.length]);
    expect(whole).toMatch(/^[0-9a-f]{64}$/);
    expect(await digestOf([1_000, 77_777])).toBe(whole);
    expect(await digestOf([bytes.length], "b")).not.toBe(whole);
    expect(await digestOf([bytes.length], "a", true)).not.toBe(whole);
  });

  it("lets few blocks wait for a processor that is busy, and not the whole stream", async () => {
    let waiting = 0;
    let most = 0;
    vi.spyOn(crypto.subtle, "digest").mockImplementation(async () => {
      most = Math.max(most, ++waiting);
      await new Promise((resolve) => setImmediate(resolve));
      waiting--;
      return new ArrayBuffer(32);
    });
    const digest = new StreamDigest();
    for (let block = 0; block < 100; block++) {
      digest.write(new Uint8Array(BLOCK));
      await digest.keepUp();
    }
    await digest.end("");
    expect(most).toBeLessThanOrEqual(10);
  });
});
