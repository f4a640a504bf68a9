// Orders that other systems give to a live warehouse, beside those that its scenario brings.
import type { ArrivalSink, DemandBacklog, DemandSnapshot, DemandSource } from "../../../sim/model/index.ts";

/** An order of the desk in the world's terms. */
export interface DeskArrival {
  readonly id: string;
  readonly priority: number;
  readonly dueStep: number;
  /** Alternates SKU, units. */
  readonly lines: readonly number[];
}

export class DeskDemand implements DemandSource {
  private queued: readonly DeskArrival[] = [];

  constructor(
    private readonly scenario: DemandSource | null,
    /** The scenario brings nothing beyond this step. */
    private readonly horizonSteps: number,
  ) {}

  /** Orders that arrive in the next step, behind those of the scenario. */
  queue(orders: readonly DeskArrival[]): void {
    this.queued = orders;
  }
  arrive(step: number, backlog: DemandBacklog, sink: ArrivalSink): void {
    if (step <= this.horizonSteps) this.scenario?.arrive(step, backlog, sink);
    for (const { priority, dueStep, lines } of this.queued) sink.order(priority, dueStep, lines);
    this.queued = [];
  }
  snapshot(): DemandSnapshot {
    return this.scenario?.snapshot() ?? { version: 1, state: {} };
  }
  restore(snapshot: DemandSnapshot): void {
    this.scenario?.restore(snapshot);
  }
}
