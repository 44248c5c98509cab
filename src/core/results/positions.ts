/** Which place in the input a result belongs to. */
import { isNumber, normalized } from "../base/phone-numbers.js";

/** The recipients of one batch, in the order of the input. */
export interface SentRecipients {
  readonly recipients: readonly string[];
  /** The input position of the first one; undefined where the batch may be a part of something larger. */
  readonly from: number | undefined;
}

/**
 * Gives each result the place of its recipient. A number that was sent to twice has two places, which go to its results in
 * the order in which they come; a result that comes again keeps its place.
 */
export class Positions {
  readonly #recipients: readonly string[];
  readonly #from: number | undefined;
  /** Places that no result has taken yet, by number. */
  readonly #open = new Map<string, number[]>();
  readonly #taken = new Map<string, number>();
  /** How often each number was sent to, where that is more than once. */
  readonly #repeated = new Map<string, number>();

  constructor({ recipients, from }: SentRecipients) {
    this.#recipients = recipients;
    this.#from = from;
    for (const [place, recipient] of recipients.entries()) {
      const number = normalized(recipient);
      const places = this.#open.get(number);
      if (places) this.#repeated.set(number, places.push(place));
      else this.#open.set(number, [place]);
    }
  }

  /** The input position for the result with this key. */
  take(key: string, to: string): number | undefined {
    const place = this.#taken.get(key) ?? this.#open.get(normalized(to))?.shift();
    if (place === undefined) return undefined;
    this.#taken.set(key, place);
    return this.#positionOf(place);
  }

  /** How many places in the batch a number has. */
  timesOf(to: string): number {
    return this.#repeated.get(normalized(to)) ?? 1;
  }

  /** The recipient at an input position. */
  recipientAt(position: number | undefined): string | undefined {
    return position === undefined ? undefined : this.#recipients[this.#placeOf(position)];
  }

  /** Takes an input position that is known already. */
  claim(position: number): void {
    const place = this.#placeOf(position);
    const places = this.#open.get(normalized(this.#recipients[place] ?? ""));
    const index = places?.indexOf(place) ?? -1;
    if (index !== -1) places?.splice(index, 1);
  }

  /** The recipients of whom no result has come. A group is none: only the provider knows who belongs to it. */
  missing(): { readonly to: string; readonly position: number | undefined }[] {
    const places = [...this.#open.values()].flat().sort((a, b) => a - b);
    return places
      .map((place) => ({ to: this.#recipients[place] as string, position: this.#positionOf(place) }))
      .filter(({ to }) => isNumber(to));
  }

  #placeOf(position: number): number {
    return position - (this.#from ?? 0);
  }

  #positionOf(place: number): number | undefined {
    return this.#from === undefined ? undefined : this.#from + place;
  }
}
