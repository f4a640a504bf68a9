/** Thrown where the program itself is wrong; never for bad input. */
export class AssertionError extends Error {
  override readonly name = "AssertionError";
}

/** Says that something does not hold which must. For loops in which building `assert`'s message would cost too much. */
export function violated(message: string): never {
  throw new AssertionError(message);
}

/** States what must hold and why; stays on in production. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}
