// Asks a worker about scenarios that are not run yet: whether they can be, and what those that come along say.
import { filter, firstValueFrom, map } from "rxjs";
import type { FromWorker, OwnScenario, ScenarioCheck } from "../protocol/messages.ts";
import type { RunSource } from "../run/run-source.ts";

export class ScenarioDesk {
  private source: RunSource | null = null;
  private asked = 0;

  constructor(private readonly makeSource: () => RunSource) {}

  check(own: OwnScenario): Promise<ScenarioCheck> {
    return this.ask(
      (source, id) => source.check(id, own),
      (message, id) => (message.kind === "checked" && message.id === id ? message.check : undefined),
    );
  }
  text(scenario: string): Promise<string> {
    return this.ask(
      (source, id) => source.askText(id, scenario),
      (message, id) => (message.kind === "text" && message.id === id ? message.text : undefined),
    );
  }
  close(): void {
    this.source?.close();
    this.source = null;
  }

  /** Rejects when the worker is lost or the desk closed. */
  private ask<T>(
    say: (source: RunSource, id: number) => void,
    answer: (message: FromWorker, id: number) => T | undefined,
  ): Promise<T> {
    this.source ??= this.makeSource();
    this.asked += 1;
    const id = this.asked;
    const answered = firstValueFrom(
      this.source.messages$.pipe(
        map((message) => {
          if (message.kind === "failed") throw new Error(message.failure.lines.join("\n"));
          return answer(message, id);
        }),
        filter((found): found is T & {} => found !== undefined),
      ),
    );
    say(this.source, id);
    return answered;
  }
}
