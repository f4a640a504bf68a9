import { describe, expect, test } from "vitest";
import { explainRobot } from "../../controller/dispatch/explain.ts";
import { limits } from "../../controller/dispatch/limits.ts";
import { advanceMissions } from "../../controller/dispatch/phases/advance-missions.ts";
import { assignOrders } from "../../controller/dispatch/phases/assign-orders.ts";
import { assignTasks } from "../../controller/dispatch/phases/assign-tasks.ts";
import { ingest } from "../../controller/dispatch/phases/ingest.ts";
import { releaseOrders } from "../../controller/dispatch/phases/release-orders.ts";
import { Mission, unclaimed } from "../../controller/dispatch/state/missions.ts";
import { pictureFloor } from "../sim/tiny-world.ts";
import { type TinySite, tinySite } from "./tiny-site.ts";

const red = 0;
const floor = pictureFloor("ppppp.", ".....P");
const pods = [
  { at: 0, stock: [[red, 5]] },
  { at: 3, stock: [[red, 5]] },
] as const;

/** A site whose only robot, at cell 2, fetches the pod at cell 3 and never moves. */
function fetching(faults: Parameters<typeof tinySite>[0]["faults"] = {}): TinySite {
  const site = tinySite({ floor, pods, robots: [{ at: 2 }], orders: [{ step: 1, lines: [red, 2] }], faults });
  decide(site);
  return site;
}
function decide(site: TinySite): void {
  site.step(site.context.commands.slice());
  ingest(site.context);
  releaseOrders(site.context);
  assignOrders(site.context);
  advanceMissions(site.context);
  assignTasks(site.context);
}
const mission = ({ context }: TinySite) => context.missions.state.mission[0];

describe("missions", () => {
  test("a robot that fails on its way to a pod gives pod and picks back, and they are promised anew", () => {
    const site = fetching({ planned: [{ kind: "robot-fails", step: 3, robot: 0, steps: 4 }] });
    expect([mission(site), site.context.missions.state.claim[1]]).toEqual([Mission.toPod, 0]);
    decide(site);
    decide(site);
    expect([mission(site), site.context.missions.state.claim[1]]).toEqual([Mission.idle, unclaimed]);
    expect(site.context.commands).toContainEqual({ kind: "withdraw", station: 0, pod: 1 });
    decide(site);
    expect(site.context.stations.state.unmet[0]).toBe(2);
    for (let step = 0; step < 4; step += 1) decide(site);
    expect([mission(site), site.context.missions.state.claim[1]]).toEqual([Mission.toPod, 0]);
    expect(site.context.missions.state.rejects).toBe(0);
  });

  test("the watchdog resets a mission that stands still for long, and says so", () => {
    const site = fetching();
    for (let step = 0; step <= limits.watchdogSeconds; step += 1) {
      decide(site);
      if (site.context.missions.state.watchdogResets > 0) break;
    }
    // The freed robot is sent again at once; what was withdrawn is promised anew a step later.
    expect(site.context.missions.state.watchdogResets).toBe(1);
    expect(site.context.commands).toContainEqual({ kind: "withdraw", station: 0, pod: 1 });
    decide(site);
    expect([mission(site), site.context.missions.state.claim[1]]).toEqual([Mission.toPod, 0]);
  });

  test("a robot says which pod it fetches for which station, and by which rule", () => {
    expect(explainRobot(fetching().context, 0)).toEqual({
      code: "fetching-pod-for-picks",
      values: { mission: "toPod", pod: 1, station: 0, units: 2, rule: "nearest" },
    });
  });

  test("a robot without work says that there is none", () => {
    const site = tinySite({ floor, pods, robots: [{ at: 2 }] });
    decide(site);
    expect(explainRobot(site.context, 0).code).toBe("idle-no-demand");
  });
});
