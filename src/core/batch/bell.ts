/** Wakes all who wait for something to happen. */
export class Bell {
  #wake: () => void = () => undefined;
  #rung = this.#next();

  /** Resolves when it rings next. */
  rung(): Promise<void> {
    return this.#rung;
  }

  ring(): void {
    const wake = this.#wake;
    this.#rung = this.#next();
    wake();
  }

  #next(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }
}
