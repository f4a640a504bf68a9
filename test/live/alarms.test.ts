// What people are told when robots are moved, chargers fail and loads stray: codes, robots, words in both languages.
import { expect, it } from "vitest";
import { vdaVersions } from "../../devices/vda5050/index.ts";
import { type AlarmSources, fleetAlarms } from "../../server/live/fleet-alarms.ts";
import { RobotLooks } from "../../server/live/robot-looks.ts";
import { hall, LiveWorld } from "./live-world.ts";

it("names who was moved and who was stopped before it, a charger that fails, a load of no order", () => {
  const world = new LiveWorld({
    seed: 4,
    robots: 12,
    plan: hall,
    line: { loss: 0, repeats: 0, delayMsMin: 10, delayMsMax: 50 },
    make: (robot) => ({ version: vdaVersions[robot % 3]! }),
  });
  const alarms = (more: Partial<AlarmSources> = {}) =>
    fleetAlarms({
      host: {
        fleet: world.fleet,
        counts: { received: 0, sent: 0, strangers: 0 },
        strangers: new Set(),
        isConnected: true,
        doubt: () => null,
        forgetRival: () => {},
      } as unknown as AlarmSources["host"],
      looks: new RobotLooks(world.fleet, new Set()),
      nowMs: world.now,
      journalFailed: false,
      loadsUnknown: [],
      chargersFailed: [],
      cannotCharge: () => false,
      isStray: (robot) => !world.transports.hasWork(robot),
      ...more,
    }).map(({ id, say }) => ({ id, en: say("en"), zh: say("zh") }));
  for (let i = 0; i < 40; i += 1) world.order();
  for (let i = 0; i < 400; i += 1) world.step();
  expect(alarms()).toEqual([]);
  const { traffic } = world.fleet;
  const runner = world.robots.findIndex((_, i) => traffic!.heldPlaces(i).length >= 4);
  const other = world.robots.findIndex((_, i) => i !== runner && traffic!.heldPlaces(i).length === 1);
  const { x, y } = world.fleet.map.centre(traffic!.heldPlaces(runner)[3]!);
  world.robots[other]!.moveByHand(x, y, 0);
  const seen = new Map<string, ReturnType<typeof alarms>[number]>();
  for (let i = 0; i < 40; i += 1) {
    world.step();
    for (const alarm of alarms()) seen.set(alarm.id, alarm);
  }
  expect([...seen.keys()]).toEqual(
    expect.arrayContaining([`moved peakfleet/r${other}`, `stopped peakfleet/r${runner}`]),
  );
  for (const { en, zh } of seen.values()) {
    expect(en.message).toMatch(/^[ -~]+$/);
    expect(zh.message).toMatch(/[\u4e00-\u9fff]/);
  }
  const failed = { charger: { name: "dock-1", place: 0 }, robot: 3, sinceMs: 0 };
  expect(
    alarms({ chargersFailed: [failed], cannotCharge: (robot) => robot === 3 }).map(({ id }) => id),
  ).toEqual(expect.arrayContaining(["charger-failed dock-1", "cannot-charge peakfleet/r3"]));
  world.robots[5]!.condition.loads = [{ loadId: "nobody's" }];
  for (let i = 0; i < 20; i += 1) world.step();
  expect(
    alarms({ isStray: (robot) => robot === 5 }).find(({ id }) => id === "stray-load peakfleet/r5")!.en
      .message,
  ).toContain("nobody's");
});
