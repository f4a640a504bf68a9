// Reasons as codes with named values: what a robot does and why, where an order stands and why.
import type { Explanation } from "../controller-port.ts";
import type { DispatchContext } from "./context.ts";
import { missionNames } from "./state/missions.ts";
import { OrderPhase } from "./state/order-pool.ts";
import { reasonCodes, reasons } from "./state/reasons.ts";

/** What the robot does and why, or why it has nothing to do. */
export function explainRobot(context: DispatchContext, robot: number): Explanation {
  const { state } = context.missions;
  let code = reasonCodes[state.reason[robot]];
  let parts = [state.reasonA[robot], state.reasonB[robot], state.reasonC[robot]];
  // Said while it lasts; afterwards the mission's own reason holds again.
  if (state.failedAt[robot] >= 0 && code !== "picks-withdrawn-after-failure") {
    code = "robot-failed";
    parts = [state.pod[robot], context.observation.robots.busySteps[robot]];
  }
  const values: Record<string, number | string> = { mission: missionNames[state.mission[robot]] };
  for (const [index, name] of reasons[code].entries()) values[name] = parts[index];
  if (code === "fetching-pod-for-picks") values.rule = context.setup.strategy.rules["pod-choice"];
  if (code === "fetching-pod-for-stow") values.rule = context.setup.strategy.rules["stock-pod"];
  if (code === "storing-pod") values.rule = context.setup.strategy.rules["pod-storage"];
  return { code, values };
}

/** Where an open order stands and why it is not done yet. */
export function explainOrder(context: DispatchContext, order: number): Explanation {
  const { state } = context.orders;
  const entry = context.orders.entryOf(order);
  if (entry < 0) return { code: "order-not-open", values: { order } };
  const rules = context.setup.strategy.rules;
  if (context.orders.isInParts(entry)) {
    let parts = 0;
    let waiting = 0;
    for (let part = entry; part >= 0; part = state.nextPart[part]) {
      parts += 1;
      if (state.phase[part] !== OrderPhase.assigned) waiting += 1;
    }
    return { code: "order-in-parts", values: { order, partsOpen: parts, partsWaiting: waiting } };
  }
  switch (state.phase[entry]) {
    case OrderPhase.held:
      return { code: "order-held", values: { order, rule: rules["order-release"] } };
    case OrderPhase.blocked:
      return { code: "order-lacks-stock", values: { order, sku: state.blockedSku[entry] } };
    case OrderPhase.assigned: {
      let unmet = 0;
      for (let node = state.firstNode[entry]; node >= 0; node = state.nodeSibling[node]) {
        unmet += state.nodeNeed[node];
      }
      return {
        code: "order-at-station",
        values: { order, station: state.station[entry], unitsWithoutPod: unmet },
      };
    }
    default:
      return { code: "order-waiting-for-slot", values: { order, rule: rules["order-station"] } };
  }
}
