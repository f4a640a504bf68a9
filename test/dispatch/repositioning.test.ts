import { describe, expect, test } from "vitest";
import { Dispatch } from "../../controller/dispatch/dispatch.ts";
import type { Plan } from "../../controller/index.ts";
import { RobotAction } from "../../sim/model/index.ts";
import { World } from "../../sim/world/index.ts";
import { pictureFloor, scriptedDemand, tinySetup } from "../sim/tiny-world.ts";
import { controllerSetup, dispatchPlan, slottingPlan, strategyOf } from "./tiny-site.ts";

const [red, green] = [0, 1];
/** Ten places in the top row; the station hangs on the right end. Zone 0 = the right half. */
function floor() {
  const plain = pictureFloor("pppppppppp.", "..........P");
  return { ...plain, zone: plain.zone.map((_, cell) => (cell > 9 ? 255 : cell >= 5 ? 0 : 1)), zoneCount: 2 };
}

/** Where the pods stand after a time with nothing to do but move pods. */
function stand(rule: string, plan: Plan | null, demand: readonly number[]): number[] {
  const setup = tinySetup({
    floor: floor(),
    pods: [
      { at: 0, stock: [[red, 5]] },
      { at: 1, stock: [[green, 5]] },
    ],
    robots: [{ at: 3, heading: 2 }],
  });
  const world = new World(setup, scriptedDemand([], []));
  const dispatch = new Dispatch(
    controllerSetup(setup, strategyOf({ repositioning: rule }), Float64Array.from(demand)),
    world.observation,
  );
  dispatch.adopt(plan);
  for (let step = 0; step < 200; step += 1) {
    const { commands, action } = dispatch.step(world.observation);
    const actions = Uint8Array.from(action);
    // One robot on a row: it drives straight to its goal, turning round where it must.
    const goal = dispatch.traffic.goal[0]!;
    const { cell, heading, busySteps } = world.observation.robots;
    if (busySteps[0] === 0 && actions[0] === RobotAction.wait && goal >= 0 && goal !== cell[0]) {
      const wanted = goal > cell[0]! ? 0 : 2;
      actions[0] = heading[0] === wanted ? RobotAction.forward : RobotAction.turnRight;
    }
    world.step({ actions, dispatch: [...commands] });
  }
  return [...world.observation.pods.cell];
}

const slotting: Plan = {
  madeAtStep: 0,
  forecast: null,
  dispatch: null,
  solves: [],
  // Red belongs in zone 0, green in zone 1.
  slotting: slottingPlan([1, 0, 0]),
};

describe("active repositioning", () => {
  test("none: pods stay", () => expect(stand("none", slotting, [9, 0, 0])).toEqual([0, 1]));
  test("cache: the pod in demand moves next to the station", () => {
    const [redPod, greenPod] = stand("cache", null, [0, 9, 0]);
    expect(redPod).toBe(0);
    expect(greenPod).toBeGreaterThanOrEqual(8);
  });
  test("lp-moves: a pod moves into the zone where the plan wants it, and no other", () => {
    // Pod 1, the green one, stands in zone 1 and is wanted in zone 0; its nearest free place there is the fifth.
    const moves = {
      inwardCount: 1,
      pod: Int32Array.of(1),
      zone: Uint8Array.of(0),
      savedSeconds: Float64Array.of(50),
    };
    const wantsGreenNear: Plan = { ...slotting, slotting: slottingPlan([0, 1, 0], moves) };
    expect(stand("lp-moves", wantsGreenNear, [9, 0, 0])).toEqual([0, 5]);
    expect(stand("lp-moves", null, [9, 0, 0])).toEqual([0, 1]);
    // The dispatch plan has no robots for it in this period.
    const busy: Plan = { ...wantsGreenNear, dispatch: dispatchPlan(4, {}).dispatch };
    expect(stand("lp-moves", busy, [9, 0, 0])).toEqual([0, 1]);
  });
});
