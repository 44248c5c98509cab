const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

type State =
  | "start"
  | "first-key"
  | "key"
  | "colon"
  | "value"
  | "after-value"
  | "first-item"
  | "item"
  | "after-item"
  | "done";

type Capture = "key" | "value" | "item" | undefined;

export interface ItemSink {
  /** One element of the array, and the length of its text. */
  item(value: unknown, bytes: number): void;
  /** Any other member of the object, and the array's own member if it holds no array. */
  member(name: string, value: unknown): void;
}

/**
 * Takes apart a JSON object that arrives in chunks, of which one member is an array too long to keep: its
 * elements are parsed one by one and handed on. Only the element in hand is in memory.
 * Throws SyntaxError as soon as the text cannot be JSON of that form.
 */
export class ItemSplitter {
  readonly #arrayMember: string;
  readonly #sink: ItemSink;
  #state: State = "start";
  #capture: Capture;
  #pieces: Uint8Array[] = [];
  #depth = 0;
  #inString = false;
  #escaped = false;
  #isScalar = false;
  #name = "";
  /** Whether the array was there at all, empty or not. */
  hasArray = false;

  constructor(arrayMember: string, sink: ItemSink) {
    this.#arrayMember = arrayMember;
    this.#sink = sink;
  }

  write(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#capture !== undefined) {
        at = this.#continueCapture(chunk, at);
        continue;
      }
      const byte = chunk[at]!;
      if (isSpace(byte)) at++;
      else if (this.#startsCapture(byte)) this.#beginCapture(byte);
      else {
        this.#punctuation(byte);
        at++;
      }
    }
  }

  end(): void {
    if (this.#state !== "done") throw new SyntaxError("the body ends too early");
  }

  #startsCapture(byte: number): boolean {
    switch (this.#state) {
      case "first-key":
      case "key":
        if (byte === QUOTE) this.#capture = "key";
        break;
      case "value":
        if (byte !== OPEN_BRACKET || this.#name !== this.#arrayMember) this.#capture = "value";
        break;
      case "first-item":
      case "item":
        if (byte !== CLOSE_BRACKET) this.#capture = "item";
        break;
      default:
    }
    return this.#capture !== undefined;
  }

  #beginCapture(byte: number): void {
    this.#depth = 0;
    this.#inString = false;
    this.#escaped = false;
    this.#isScalar = byte !== QUOTE && byte !== OPEN_BRACE && byte !== OPEN_BRACKET;
  }

  /** Returns where the chunk goes on after the captured value, or its end. */
  #continueCapture(chunk: Uint8Array, from: number): number {
    const end = this.#isScalar ? scalarEnd(chunk, from) : this.#nestedEnd(chunk, from);
    this.#pieces.push(chunk.subarray(from, end ?? chunk.length));
    if (end === undefined) return chunk.length;
    const text = Buffer.concat(this.#pieces);
    const value: unknown = JSON.parse(text.toString("utf8"));
    this.#pieces = [];
    const captured = this.#capture;
    this.#capture = undefined;
    this.#take(captured, value, text.length);
    return end;
  }

  #take(captured: Capture, value: unknown, bytes: number): void {
    if (captured === "key") {
      this.#name = value as string;
      this.#state = "colon";
    } else if (captured === "item") {
      this.#state = "after-item";
      this.#sink.item(value, bytes);
    } else {
      this.#state = "after-value";
      this.#sink.member(this.#name, value);
    }
  }

  /** The hot loop: most bytes of an upload pass through here. */
  #nestedEnd(chunk: Uint8Array, from: number): number | undefined {
    let depth = this.#depth;
    let inString = this.#inString;
    let escaped = this.#escaped;
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
      } else if (byte === QUOTE) inString = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth--;
      if (depth === 0 && !inString) return at + 1;
    }
    this.#depth = depth;
    this.#inString = inString;
    this.#escaped = escaped;
    return undefined;
  }

  #punctuation(byte: number): void {
    const next = TRANSITIONS[this.#state][byte];
    if (next === undefined) throw new SyntaxError(`unexpected "${String.fromCharCode(byte)}"`);
    if (next === "first-item") this.hasArray = true;
    this.#state = next;
  }
}

const TRANSITIONS: Readonly<Record<State, Readonly<Record<number, State>>>> = {
  start: { [OPEN_BRACE]: "first-key" },
  "first-key": { [CLOSE_BRACE]: "done" },
  key: {},
  colon: { [COLON]: "value" },
  value: { [OPEN_BRACKET]: "first-item" },
  "after-value": { [COMMA]: "key", [CLOSE_BRACE]: "done" },
  "first-item": { [CLOSE_BRACKET]: "after-value" },
  item: {},
  "after-item": { [COMMA]: "item", [CLOSE_BRACKET]: "after-value" },
  done: {},
};

function scalarEnd(chunk: Uint8Array, from: number): number | undefined {
  for (let at = from; at < chunk.length; at++) {
    const byte = chunk[at]!;
    if (isSpace(byte) || byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET) return at;
  }
  return undefined;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
