// Starts the benchmark's processes, asks them and ends them; ends nothing else.
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

export class Helper<Wish, Answer extends { readonly kind: string }> {
  readonly pid: number;
  private readonly child: ChildProcess;
  private readonly waiting: ((answer: Answer) => void)[] = [];
  private readonly gone: Promise<void>;

  /** `file` beside this one. `profile`: writes a processor profile into the folder when it ends by itself. */
  constructor(file: string, words: readonly (string | number)[], profile?: string) {
    this.child = fork(fileURLToPath(new URL(file, import.meta.url)), words.map(String), {
      execArgv: [
        "--import",
        "tsx",
        ...(profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`]),
      ],
      serialization: "advanced",
    });
    this.pid = this.child.pid!;
    this.child.on("message", (answer: Answer) => this.waiting.shift()?.(answer));
    this.gone = new Promise((resolve) => this.child.once("exit", () => resolve()));
  }

  /** Questions are answered in order. */
  async ask<Kind extends Answer["kind"]>(
    wish: Wish,
    kind: Kind,
    msMax = 120_000,
  ): Promise<Extract<Answer, { kind: Kind }>> {
    const answer = new Promise<Answer>((resolve) => this.waiting.push(resolve));
    this.tell(wish);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer to ${JSON.stringify(wish)}`)), msMax);
      void this.gone.then(() => reject(new Error(`ended before it answered ${JSON.stringify(wish)}`)));
    });
    const found = await Promise.race([answer, late]);
    clearTimeout(timer);
    if (found.kind !== kind) throw new Error(`${JSON.stringify(wish)} was answered by ${found.kind}`);
    return found as Extract<Answer, { kind: Kind }>;
  }
  tell(wish: Wish): void {
    this.child.send(wish as object);
  }
  /** Ends as one who is killed: nothing is written or said any more. */
  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.gone;
  }
  /** Ends in order, by force after a while. */
  async end(wish: Wish): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    if (this.child.connected) this.tell(wish);
    const timer = setTimeout(() => this.child.kill("SIGKILL"), 20_000);
    await this.gone;
    clearTimeout(timer);
  }
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Looks every `everyMs` until it is so; throws when it takes too long. Returns the milliseconds that it took. */
export async function until(
  what: string,
  isSo: () => Promise<boolean>,
  msMax: number,
  everyMs = 200,
): Promise<number> {
  const startMs = performance.now();
  while (!(await isSo())) {
    if (performance.now() - startMs > msMax) throw new Error(`waited ${msMax / 1000} s in vain for: ${what}`);
    await sleep(everyMs);
  }
  return performance.now() - startMs;
}
