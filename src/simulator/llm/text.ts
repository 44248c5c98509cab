/** The texts that stand in for a model's. */

const CHARS_PER_TOKEN = 4;
const ECHO_CHARS = 80;

/** An answer that shows which prompt it belongs to. */
export function answerTo(prompt: string): string {
  const short = prompt.length > ECHO_CHARS ? `${prompt.slice(0, ECHO_CHARS)}…` : prompt;
  return copied(`You wrote "${short}". This answer was simulated.`);
}

/** The same text in memory of its own: a slice would keep the whole prompt alive. */
function copied(text: string): string {
  return Buffer.from(text).toString("utf8");
}

/** A text of exactly so many bytes. */
export function filler(bytes: number): string {
  return "Simulated text of a chosen length. ".repeat(Math.ceil(bytes / 35)).slice(0, bytes);
}

/** A rough count of tokens: that of an average English text of so many characters. */
export function tokensOf(chars: number): number {
  return Math.ceil(chars / CHARS_PER_TOKEN);
}

/** The beginning of a text that fits into so many tokens. */
export function cutToTokens(text: string, tokens: number): string {
  return text.slice(0, tokens * CHARS_PER_TOKEN);
}
