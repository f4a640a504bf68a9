// Dispatch of a sorter floor: the same missions, reasons, charging and goals as in a warehouse, with phases of its own in
// between. One object per run.
import { assert } from "../../../sim/kernel/index.ts";
import { EventKind, type Observation, OrderState } from "../../../sim/model/index.ts";
import type { ControllerSetup, DecisionNote, DecisionTally, Explanation } from "../../controller-port.ts";
import { DispatchContext } from "../context.ts";
import { DecisionNotes } from "../decision-notes.ts";
import type { Dispatcher, DispatchStep } from "../dispatcher.ts";
import { explainRobot } from "../explain.ts";
import { chargeRobots } from "../phases/charge-robots.ts";
import { type GoalArrays, newGoalArrays, setGoals } from "../phases/set-goals.ts";
import { advanceParcels } from "./advance-parcels.ts";
import { countBound, feedInductions, sendToInductions } from "./inductions.ts";
import { SorterView } from "./sorter-view.ts";

interface SorterSnapshot {
  readonly warehouse: ReturnType<DispatchContext["snapshot"]>;
  readonly sorter: SorterView["state"];
}

export class SorterDispatch implements Dispatcher {
  readonly traffic: GoalArrays;
  private readonly context: DispatchContext;
  private readonly sorter: SorterView;

  constructor(setup: ControllerSetup, observation: Observation) {
    const { sorter } = observation;
    assert(sorter !== undefined, "a sorter floor is observed with its chutes");
    this.context = new DispatchContext(setup, observation);
    this.sorter = new SorterView(setup.floor, sorter, setup.robotCount, setup.skus.count);
    this.traffic = newGoalArrays(setup.robotCount);
  }

  step(observation: Observation): DispatchStep {
    const { context, sorter } = this;
    context.observation = observation;
    context.commands.length = 0;
    context.action.fill(0);
    takeEvents(context, sorter);
    countBound(context, sorter);
    feedInductions(context, sorter);
    advanceParcels(context, sorter);
    sendToInductions(context, sorter);
    chargeRobots(context);
    setGoals(context, this.traffic);
    return {
      commands: context.commands,
      action: context.action,
      level: context.level,
      chutes: sorter.state.chute,
    };
  }
  /** Nothing is planned on a sorter floor. */
  adopt(): void {}
  noteDecisions(mode: "on" | "off"): void {
    this.context.notes = mode === "on" ? new DecisionNotes(this.context.setup.strategy) : null;
  }
  decisionNotes(): readonly DecisionNote[] {
    return this.context.notes?.list() ?? [];
  }
  decisionTallies(): readonly DecisionTally[] {
    return this.context.notes?.counts() ?? [];
  }
  explainRobot(robot: number): Explanation {
    return explainRobot(this.context, robot);
  }
  explainOrder(order: number): Explanation {
    const { orders, sorter } = this.context.observation;
    switch (orders.state[order]) {
      case OrderState.waiting:
        return { code: "order-waiting-for-slot", values: { order, rule: "fcfs" } };
      case OrderState.assigned: {
        const station = orders.station[order];
        const robot = sorter?.parcel.indexOf(order) ?? -1;
        if (robot < 0) return { code: "parcel-on-belt", values: { order, station } };
        return { code: "parcel-on-robot", values: { order, station, robot } };
      }
      default:
        return { code: "order-not-open", values: { order } };
    }
  }
  snapshot(): SorterSnapshot {
    return { warehouse: this.context.snapshot(), sorter: this.sorter.snapshot() };
  }
  restore(snapshot: SorterSnapshot): void {
    this.context.restore(snapshot.warehouse);
    this.sorter.restore(snapshot.sorter);
  }
}

/** A failed robot keeps its parcel and its goal; parcels that come back from an induction wait again. */
function takeEvents(context: DispatchContext, sorter: SorterView): void {
  const { events, robots } = context.observation;
  const { state } = context.missions;
  for (let index = 0; index < events.count; index += 1) {
    const kind = events.kind(index);
    if (kind === EventKind.orderReturned) {
      sorter.state.firstWaiting = Math.min(sorter.state.firstWaiting, events.a(index));
    }
    if (kind !== EventKind.robotFailed && kind !== EventKind.batteryEmpty) continue;
    const robot = events.a(index);
    state.failedAt[robot] = context.step;
    const lane = context.geometry.laneOfCell[robots.cell[robot]];
    if (lane >= 0) context.stations.state.jammedBy[lane] = robot;
  }
}
