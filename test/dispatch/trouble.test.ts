import { expect, test } from "vitest";
import { explainRobot } from "../../controller/dispatch/explain.ts";
import { limits } from "../../controller/dispatch/limits.ts";
import { advanceMissions } from "../../controller/dispatch/phases/advance-missions.ts";
import { assignOrders } from "../../controller/dispatch/phases/assign-orders.ts";
import { assignTasks } from "../../controller/dispatch/phases/assign-tasks.ts";
import { ingest } from "../../controller/dispatch/phases/ingest.ts";
import { releaseOrders } from "../../controller/dispatch/phases/release-orders.ts";
import type { PlannedFault } from "../../sim/model/index.ts";
import { pictureFloor } from "../sim/tiny-world.ts";
import { type TinySite, tinySite } from "./tiny-site.ts";

const red = 0;

/** A site whose only robot lifts the pod that it stands beneath, and then never moves. */
function laden(planned: readonly PlannedFault[]): TinySite {
  return tinySite({
    floor: pictureFloor("ppppp.", ".....P"),
    pods: [{ at: 3, stock: [[red, 5]] }],
    robots: [{ at: 3 }],
    orders: [{ step: 1, lines: [red, 2] }],
    faults: { planned },
  });
}
function decide({ world, context }: TinySite): void {
  world.step({ actions: context.action.slice(), dispatch: context.commands.slice() });
  ingest(context);
  releaseOrders(context);
  assignOrders(context);
  advanceMissions(context);
  assignTasks(context);
}

test("failures do not keep the watchdog from resetting a mission that stands still between them", () => {
  const everySteps = 200;
  const planned = Array.from({ length: 20 }, (_, k): PlannedFault => {
    return { kind: "robot-fails", step: 30 + k * everySteps, robot: 0, steps: 3 };
  });
  const site = laden(planned);
  const patienceSteps = site.context.steps(limits.watchdogSeconds);
  expect(patienceSteps).toBeGreaterThan(2 * everySteps);
  for (let step = 0; step < patienceSteps + 100; step += 1) decide(site);
  expect(site.context.missions.state.watchdogResets).toBe(1);
});

test("a repaired robot says again what it does, no longer that it has failed", () => {
  const site = laden([{ kind: "robot-fails", step: 30, robot: 0, steps: 10 }]);
  const codes: string[] = [];
  for (let step = 1; step <= 50; step += 1) {
    decide(site);
    codes[step] = explainRobot(site.context, 0).code;
  }
  expect([codes[25], codes[35], codes[45]]).toEqual(["bringing-pod", "robot-failed", "bringing-pod"]);
});

test("an idle robot without enough charge says so, not what it did last", () => {
  const site = tinySite({
    floor: pictureFloor("ppppp.", "....cP"),
    pods: [{ at: 3, stock: [[red, 5]] }],
    robots: [{ at: 3, charge: limits.batteryLow / 2 }],
  });
  decide(site);
  expect(explainRobot(site.context, 0)).toEqual({
    code: "idle-battery-low",
    values: { mission: "idle", percent: Math.round(limits.batteryLow * 50) },
  });
});
