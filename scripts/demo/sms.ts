/**
 * Numbers of a range that belongs to nobody. Their last digits decide what the simulator makes of them; left out are
 * those whose receipt never comes, because a demo should end.
 */
export function* numbers(prefix: string, count: number): Generator<string, void, void> {
  for (let n = 0, left = count; left > 0; n++) {
    const number = `${prefix}${String(n).padStart(4, "0")}`;
    if (number.endsWith("995") || number.endsWith("0200")) continue;
    left--;
    yield number;
  }
}
