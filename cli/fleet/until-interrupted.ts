// Waits for Ctrl-C while something runs, and lets it say how it is now and then.
import type { CliContext } from "../context.ts";

/** Calls `say` every `everyMs` until the command is interrupted, or `forMs` have passed. */
export async function untilInterrupted(
  context: CliContext,
  everyMs: number,
  say: () => void,
  forMs?: number,
): Promise<void> {
  if (context.interrupted.aborted) return;
  const timer = setInterval(say, everyMs);
  let end: ReturnType<typeof setTimeout> | undefined;
  await new Promise<void>((resolve) => {
    context.interrupted.addEventListener("abort", () => resolve(), { once: true });
    if (forMs !== undefined) end = setTimeout(resolve, forMs);
  });
  clearTimeout(end);
  clearInterval(timer);
}
