/** Generates results files of any size. */
import { Buffer } from "node:buffer";

const BLOCK = 1024 * 1024;
const DIGITS = 10;

/** The JSON around the text of a line, by provider. */
const FRAMES = {
  anthropic: {
    head: '{"custom_id":"req-',
    open:
      '","result":{"type":"succeeded","message":{"id":"msg_01","type":"message","role":"assistant",' +
      '"model":"claude-haiku-4-5","content":[{"type":"text","text":"',
    close:
      '"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":412,' +
      '"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":611}}}}\n',
  },
  openai: {
    head: '{"id":"batch_req_01","custom_id":"req-',
    open:
      '","response":{"status_code":200,"request_id":"req_01","body":{"id":"chatcmpl-01","object":"chat.completion",' +
      '"created":1795250000,"model":"gpt-5-mini","choices":[{"index":0,"message":{"role":"assistant","content":"',
    close:
      '","refusal":null},"finish_reason":"stop"}],"usage":{"prompt_tokens":412,"completion_tokens":611,' +
      '"total_tokens":1023}}},"error":null}\n',
  },
};
// About as many escapes as in the prose of a model: a quotation and a paragraph every few lines.
const SENTENCE =
  'The tide came in while we were still talking, and nobody at the long table said \\"not yet\\" before the lamps ' +
  "were lit along the harbour wall. The boats had come home one by one, the nets lay folded on the stones, and the " +
  "last of the light stayed on the water for a while.\\n\\n";

/** One line of exactly `bytes` bytes, newline included. Every fourth has a character outside Latin-1. */
function template({ head, open, close }, bytes, beyondLatin1) {
  const start = `${head}${"0".repeat(DIGITS)}${open}${beyondLatin1 ? "—" : ""}`;
  const room = bytes - Buffer.byteLength(start) - Buffer.byteLength(close);
  if (room < 0) throw new Error(`a line needs at least ${bytes - room} bytes`);
  const sentences = SENTENCE.repeat(Math.floor(room / SENTENCE.length));
  return Buffer.from(start + sentences + "x".repeat(room - sentences.length) + close);
}

/** The file in blocks of whole lines, about a megabyte each. */
export function* resultsFile(lineBytes, lines, provider = "anthropic") {
  const frame = FRAMES[provider];
  const plain = template(frame, lineBytes, false);
  const beyond = template(frame, lineBytes, true);
  const perBlock = Math.max(1, Math.floor(BLOCK / lineBytes));
  for (let first = 0; first < lines; first += perBlock) {
    const count = Math.min(perBlock, lines - first);
    const block = Buffer.allocUnsafe(count * lineBytes);
    for (let i = 0; i < count; i++) {
      const start = i * lineBytes;
      ((first + i) % 4 === 0 ? beyond : plain).copy(block, start);
      block.write(String(first + i).padStart(DIGITS, "0"), start + frame.head.length, "latin1");
    }
    yield block;
  }
}
