import { describe, expect, test } from "vitest";
import { explainRobot } from "../../controller/dispatch/explain.ts";
import { activateStations } from "../../controller/dispatch/phases/activate-stations.ts";
import { assignOrders } from "../../controller/dispatch/phases/assign-orders.ts";
import { assignTasks } from "../../controller/dispatch/phases/assign-tasks.ts";
import { ingest } from "../../controller/dispatch/phases/ingest.ts";
import { releaseOrders } from "../../controller/dispatch/phases/release-orders.ts";
import type { Decision } from "../../controller/index.ts";
import type { DispatchCommand } from "../../sim/model/index.ts";
import { pictureFloor, type TinyWorldOptions } from "../sim/tiny-world.ts";
import { type TinySite, tinySite } from "./tiny-site.ts";

const [red, green] = [0, 1];
const floor = pictureFloor("ppppp.", "R....P");
const pods = [{ at: 3, stock: [[red, 5]] }] as const;

/** A site one step after its start, with its last robot idle at cell 2; `prepare` may change what dispatch knows. */
function idle(
  options: Partial<TinyWorldOptions>,
  rules: Partial<Record<Decision, string>> = {},
  prepare: (site: TinySite) => void = () => {},
) {
  const site = tinySite({ floor, pods, robots: [{ at: 2 }], ...options }, rules);
  site.step();
  ingest(site.context);
  prepare(site);
  releaseOrders(site.context);
  assignOrders(site.context);
  assignTasks(site.context);
  const { code, values } = explainRobot(site.context, 0);
  const { mission: _mission, ...counts } = values;
  return { code, counts };
}
const want = (...lines: readonly number[]) => ({ step: 1, lines });

describe("a robot without a task says", () => {
  test("that there is no demand, only where there is none", () => {
    expect(idle({})).toEqual({ code: "idle-no-demand", counts: {} });
  });

  test("how many orders wait for stock", () => {
    expect(idle({ orders: [want(green, 1), want(green, 2)] })).toEqual({
      code: "idle-orders-lack-stock",
      counts: { orders: 2 },
    });
  });

  test("how many orders wait for a free slot", () => {
    const full = idle({ orders: [want(red, 1), want(red, 1), want(red, 1)] }, {}, ({ context }) => {
      context.stations.state.slotsFree.fill(0);
    });
    expect(full).toEqual({ code: "idle-orders-wait-for-slot", counts: { orders: 3 } });
  });

  test("how many orders the release rule holds back", () => {
    const held = idle({ orders: [want(red, 1)] }, { "order-release": "waves" }, ({ context }) => {
      context.state.waveStep = 1000;
    });
    expect(held).toEqual({ code: "idle-orders-held", counts: { orders: 1 } });
  });

  test("how many bundles wait at the dock", () => {
    const waiting = idle({ bundles: [{ step: 1, sku: red, units: 2 }] }, {}, ({ context }) => {
      context.stations.state.slotsFree.fill(0);
    });
    expect(waiting).toEqual({ code: "idle-bundles-wait", counts: { bundles: 1 } });
  });

  test("at how many stations a failed robot keeps pods out", () => {
    const site = tinySite({ floor, pods, robots: [{ at: 2 }], orders: [want(red, 1)] });
    site.step();
    ingest(site.context);
    releaseOrders(site.context);
    assignOrders(site.context);
    site.context.stations.state.jammedBy.fill(0);
    assignTasks(site.context);
    expect(explainRobot(site.context, 0)).toMatchObject({
      code: "idle-stations-jammed",
      values: { stations: 1 },
    });
  });

  test("that no pod fits, where the units wanted are on pods under way", () => {
    const site = tinySite({ floor, pods, robots: [{ at: 2 }], orders: [want(red, 1)] });
    site.step();
    ingest(site.context);
    releaseOrders(site.context);
    assignOrders(site.context);
    site.context.missions.state.claim[0] = 7;
    assignTasks(site.context);
    expect(explainRobot(site.context, 0)).toMatchObject({ code: "idle-no-pod", values: { stations: 1 } });
  });
});

test("a station that is told to close takes no order in the same step", () => {
  const twoStations = pictureFloor("ppp.PP", "......");
  const orders = Array.from({ length: 6 }, () => ({ step: 60, lines: [red, 1] }));
  const site = tinySite(
    { floor: twoStations, pods: [{ at: 0, stock: [[red, 9]] }], orders },
    { "station-activation": "backlog-threshold" },
  );
  for (let step = 0; step < 60; step += 1) site.step();
  ingest(site.context);
  releaseOrders(site.context);
  activateStations(site.context);
  assignOrders(site.context);
  const assigned = (station: number) => (command: DispatchCommand) =>
    command.kind === "assign-order" && command.station === station;
  expect(site.context.commands).toContainEqual({ kind: "close-station", station: 1 });
  expect(site.context.commands.filter(assigned(1))).toEqual([]);
  expect(site.context.commands.filter(assigned(0))).not.toEqual([]);
});
