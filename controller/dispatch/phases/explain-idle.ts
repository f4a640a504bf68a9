// Says why robots without a task have none: what stands in the way of the work there is, or that there is none.
import type { DispatchContext } from "../context.ts";
import { limits } from "../limits.ts";
import { Mission } from "../state/missions.ts";
import type { ReasonCode } from "../state/reasons.ts";

interface IdleReason {
  readonly code: ReasonCode;
  /** Stations, orders, bundles or tasks: whatever the code counts. */
  readonly count: number;
}

/** Tells the first `free` robots of `scratch.freeRobots`; `tasks` were handed out in this step. */
export function explainIdle(context: DispatchContext, free: number, tasks: number): void {
  if (free === 0) return;
  const { code, count } = idleReason(context, tasks);
  const { missions, scratch } = context;
  for (let i = 0; i < free; i += 1) {
    const robot = scratch.freeRobots[i];
    if (missions.state.mission[robot] === Mission.idle) missions.because(robot, code, count);
  }
}

/** Stations that want pods come first, then orders by how near they are to a station, then bundles at the dock. */
function idleReason(context: DispatchContext, tasks: number): IdleReason {
  if (tasks === limits.tasksPerStepMax) return { code: "idle-other-robot-better", count: tasks };
  const { orders, dock } = context;
  return (
    stationReason(context) ??
    counted("idle-orders-wait-for-slot", orders.releasedCount) ??
    counted("idle-orders-lack-stock", orders.blockedCount) ??
    counted("idle-orders-held", orders.heldCount) ??
    counted("idle-bundles-wait", dock.state.count) ?? { code: "idle-no-demand", count: 0 }
  );
}

/** Why pick stations whose orders want pods get none. */
function stationReason(context: DispatchContext): IdleReason | null {
  const { unmet, podCount, retryStep, jammedBy } = context.stations.state;
  let jammed = 0;
  let full = 0;
  let noPod = 0;
  for (const station of context.pickStations) {
    if (unmet[station] === 0) continue;
    if (jammedBy[station] >= 0) jammed += 1;
    else if (podCount[station] >= context.robotsPerStationMax()) full += 1;
    else if (retryStep[station] > context.step) noPod += 1;
  }
  return (
    counted("idle-no-pod", noPod) ??
    counted("idle-stations-full", full) ??
    counted("idle-stations-jammed", jammed)
  );
}

function counted(code: ReasonCode, count: number): IdleReason | null {
  return count > 0 ? { code, count } : null;
}
