// What is wrong with a setup, as a scenario's author can understand it.

/** One fault of a setup. */
export interface SetupProblem {
  /** Path inside the setup, e.g. `robots.cell[3]`. */
  readonly where: string;
  readonly expected: string;
  readonly found: string;
}
