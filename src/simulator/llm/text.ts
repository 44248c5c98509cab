const CHARS_PER_TOKEN = 4;
const ECHO_CHARS = 80;

/** The text of an answer. It quotes the prompt, so that a test can tell answers apart. */
export function answerTo(prompt: string): string {
  const short = prompt.length > ECHO_CHARS ? `${prompt.slice(0, ECHO_CHARS)}…` : prompt;
  return copied(`You wrote "${short}". This answer was simulated.`);
}

/** Copies a text: in V8 a slice keeps the whole prompt in memory. */
function copied(text: string): string {
  return Buffer.from(text).toString("utf8");
}

/** An ASCII text of exactly `bytes` bytes. */
export function filler(bytes: number): string {
  return "Simulated text of a chosen length. ".repeat(Math.ceil(bytes / 35)).slice(0, bytes);
}

/** Estimates tokens by the length of a text, at four characters each. */
export function tokensOf(chars: number): number {
  return Math.ceil(chars / CHARS_PER_TOKEN);
}

/** The beginning of a text that fits into `tokens` tokens. */
export function cutToTokens(text: string, tokens: number): string {
  return text.slice(0, tokens * CHARS_PER_TOKEN);
}
