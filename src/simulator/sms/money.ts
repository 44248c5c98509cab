/** A sum of prices to four decimals: binary fractions would leave traces of their own in it. */
export function rounded(amount: number): number {
  return Math.round(amount * 10_000) / 10_000;
}
