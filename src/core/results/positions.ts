/** Finds the input position of each result. */
import { isNumber, normalized } from "../base/phone-numbers.js";

/** The recipients of one batch in input order. */
export interface SentRecipients {
  readonly recipients: readonly string[];
  /** Input position of the first recipient; undefined if unknown. */
  readonly from: number | undefined;
}

/**
 * Assigns each result the position of its recipient. A repeated number has several positions, assigned in the order of
 * its results; a result that comes again keeps its position.
 */
export class Positions {
  readonly #recipients: readonly string[];
  readonly #from: number | undefined;
  /** Unassigned positions by number. */
  readonly #open = new Map<string, number[]>();
  readonly #taken = new Map<string, number>();
  /** Count of each number that occurs more than once. */
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

  /** The input position of the result with this key. */
  take(key: string, to: string): number | undefined {
    const place = this.#taken.get(key) ?? this.#open.get(normalized(to))?.shift();
    if (place === undefined) return undefined;
    this.#taken.set(key, place);
    return this.#positionOf(place);
  }

  /** How often the number occurs in the batch. */
  timesOf(to: string): number {
    return this.#repeated.get(normalized(to)) ?? 1;
  }

  recipientAt(position: number | undefined): string | undefined {
    return position === undefined ? undefined : this.#recipients[this.#placeOf(position)];
  }

  /** Marks an input position as assigned. */
  claim(position: number): void {
    const place = this.#placeOf(position);
    const places = this.#open.get(normalized(this.#recipients[place] ?? ""));
    const index = places?.indexOf(place) ?? -1;
    if (index !== -1) places?.splice(index, 1);
  }

  /** Recipients without a result. Groups are left out: only the provider knows their members. */
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
