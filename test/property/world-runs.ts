// Runs a property with a seed that can be given, and says how to repeat a failure.
import fc from "fast-check";

/** Checks the property for 25 random cases; `FC_SEED=n` repeats a run. */
export function checkProperty<Case>(
  file: string,
  property: fc.IProperty<Case> | fc.IRawProperty<Case>,
  numRuns = 25,
): void {
  const given = process.env.FC_SEED;
  const seed = given === undefined ? Date.now() & 0x7fffffff : Number(given);
  try {
    fc.assert(property, { numRuns, seed });
  } catch (error) {
    if (error instanceof Error)
      error.message += `\nrepeat with: FC_SEED=${seed} npx vitest run test/property/${file}`;
    throw error;
  }
}

/** The same for a property that awaits. */
export async function checkAsyncProperty<Case>(
  file: string,
  property: fc.IAsyncProperty<Case>,
  numRuns: number,
): Promise<void> {
  const given = process.env.FC_SEED;
  const seed = given === undefined ? Date.now() & 0x7fffffff : Number(given);
  try {
    await fc.assert(property, { numRuns, seed });
  } catch (error) {
    if (error instanceof Error)
      error.message += `\nrepeat with: FC_SEED=${seed} npx vitest run test/property/${file}`;
    throw error;
  }
}
