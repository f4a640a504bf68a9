/** Thrown where the program itself is wrong; never for bad input. */
export class AssertionError extends Error {
  override readonly name = "AssertionError";
}

/** States what must hold and why; stays on in production. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}
