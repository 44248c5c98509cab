/** Wakes all tasks that wait for an event. */
export class Notifier {
  #wake: () => void = () => undefined;
  #next = this.#waiting();

  /** Resolves at the next `notify`. */
  notified(): Promise<void> {
    return this.#next;
  }

  notify(): void {
    const wake = this.#wake;
    this.#next = this.#waiting();
    wake();
  }

  #waiting(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }
}
