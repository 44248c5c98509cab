import type { Simulator } from "../../src/simulator/index.js";

/** What one provider's part of the demo does, and the row it leaves in the table. */
export interface Story {
  readonly title: string;
  run(simulator: Simulator, show: (progress: string) => void): Promise<Row>;
}

export interface Row {
  readonly sent: number;
  readonly outcome: string | undefined;
  readonly polls: number;
  /** What came back, by kind. */
  readonly result: Readonly<Record<string, number>>;
}
