/**
 * Numbers of a range without subscribers. Their last digits choose what the simulator does. Those without a final status
 * are left out, because the demo has to end.
 */
export function* numbers(prefix: string, count: number): Generator<string, void, void> {
  for (let n = 0, left = count; left > 0; n++) {
    const number = `${prefix}${String(n).padStart(4, "0")}`;
    if (number.endsWith("995") || number.endsWith("0200")) continue;
    left--;
    yield number;
  }
}
