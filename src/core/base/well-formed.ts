const LONE_SURROGATE = /\p{Surrogate}/u;

/** Whether a text holds no half of a surrogate pair: half a character cannot be written as UTF-8. */
export function isWellFormed(text: string): boolean {
  const { isWellFormed: native } = text as { isWellFormed?: () => boolean };
  return native === undefined ? !LONE_SURROGATE.test(text) : native.call(text);
}
