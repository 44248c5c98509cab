/** Rounds a sum of prices to four decimals, which removes the errors of binary fractions. */
export function rounded(amount: number): number {
  return Math.round(amount * 10_000) / 10_000;
}
