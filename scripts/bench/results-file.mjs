/** Results files of any size, line by line, without keeping one in memory. */
import { Buffer } from "node:buffer";

const BLOCK = 1024 * 1024;
const DIGITS = 10;
const HEAD = '{"custom_id":"req-';
// About as many escapes as a model's prose has: a quotation and a new paragraph every few lines.
const SENTENCE =
  'The tide came in while we were still talking, and nobody at the long table said \\"not yet\\" before the lamps ' +
  "were lit along the harbour wall. The boats had come home one by one, the nets lay folded on the stones, and the " +
  "last of the light stayed on the water for a while.\\n\\n";

/** One line of exactly `bytes` bytes, newline included; every fourth holds a character outside Latin-1, as prose does. */
function template(bytes, beyondLatin1) {
  const open =
    `${HEAD}${"0".repeat(DIGITS)}","result":{"type":"succeeded","message":{"id":"msg_01","type":"message",` +
    `"role":"assistant","model":"claude-haiku-4-5","content":[{"type":"text","text":"${beyondLatin1 ? "—" : ""}`;
  const close =
    '"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":412,' +
    '"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":611}}}}\n';
  const room = bytes - Buffer.byteLength(open) - Buffer.byteLength(close);
  if (room < 0) throw new Error(`a line needs at least ${bytes - room} bytes`);
  const sentences = SENTENCE.repeat(Math.floor(room / SENTENCE.length));
  return Buffer.from(open + sentences + "x".repeat(room - sentences.length) + close);
}

/** The file in blocks of about a megabyte, whole lines each. */
export function* resultsFile(lineBytes, lines) {
  const plain = template(lineBytes, false);
  const beyond = template(lineBytes, true);
  const perBlock = Math.max(1, Math.floor(BLOCK / lineBytes));
  for (let first = 0; first < lines; first += perBlock) {
    const count = Math.min(perBlock, lines - first);
    const block = Buffer.allocUnsafe(count * lineBytes);
    for (let i = 0; i < count; i++) {
      const start = i * lineBytes;
      ((first + i) % 4 === 0 ? beyond : plain).copy(block, start);
      block.write(String(first + i).padStart(DIGITS, "0"), start + HEAD.length, "latin1");
    }
    yield block;
  }
}
