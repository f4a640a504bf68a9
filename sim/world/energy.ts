// Batteries: charging at a charger, the steady draw of a robot that is switched on, and what happens when one is empty.
import { Activity, CellKind, EventKind, RejectReason } from "../model/index.ts";
import { drawRepairSteps, failRobot } from "./faults.ts";
import { reject } from "./reject.ts";
import type { WorldState } from "./world-state.ts";

/** Share of a full battery that a towed robot comes back with. */
const chargeAfterTow = 0.3;

/** Charges for this one step; the robot stays free for another action in the next. */
export function startCharge(state: WorldState, robot: number): void {
  const { robots, floor } = state;
  const cell = robots.cell[robot]!;
  if (floor.kind[cell] !== CellKind.charger) {
    reject(state, RejectReason.notAtCharger, robot, cell);
    return;
  }
  robots.activity[robot] = Activity.charging;
}

/** Part 7 of a step. Failed robots are switched off and draw nothing. */
export function spendEnergy(state: WorldState): void {
  const { robots, floor } = state;
  const { types, energyWh, activity } = robots;
  for (let robot = 0; robot < robots.count; robot += 1) {
    if (activity[robot] === Activity.failed) continue;
    const type = robots.type[robot]!;
    let energy = energyWh[robot]! - types.idleWhPerStep[type]!;
    if (activity[robot] === Activity.charging) {
      energy = Math.min(types.batteryWh[type]!, energy + types.chargeWhPerStep[type]!);
    }
    if (energy > 0) {
      energyWh[robot] = energy;
    } else if (floor.kind[robots.cell[robot]!] === CellKind.charger) {
      energyWh[robot] = 0;
    } else if (robots.failedSteps[robot] === 0) {
      energyWh[robot] = chargeAfterTow * types.batteryWh[type]!;
      state.events.add(EventKind.batteryEmpty, robot);
      failRobot(state, robot, drawRepairSteps(state.setup, state.tows));
    }
  }
}
