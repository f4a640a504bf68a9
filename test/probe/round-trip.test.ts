// From a probe over its profile file to the fleet side, which then drives that very robot to the end of its orders.
import { describe, expect, it } from "vitest";
import { profileText } from "../../devices/probe/index.ts";
import type { RobotProfile } from "../../devices/vda5050/fleet/profile.ts";
import { type VdaVersion, vdaVersions } from "../../devices/vda5050/model/index.ts";
import { type Quirk, quirkNames } from "../../devices/vda5050/robot/index.ts";
import { readFleetFile } from "../../scenarios/node/index.ts";
import { LinkWorld } from "../vda5050/link-world.ts";
import { ProbeWorld } from "./probe-world.ts";

const secondsMax = 1_800;

/** The profile as a fleet file gives it that names the probe's file. */
function probed(version: VdaVersion, quirks: readonly Quirk[]): RobotProfile {
  const report = new ProbeWorld({ version, quirks }).run();
  const fleet = `floor:\n  plan: |\n    ...\nrobots:\n  - { name: peakfleet/r1, vda: "${version}", profileFile: r1.yaml }\n`;
  const read = readFleetFile(fleet, "fleet.yaml", () => profileText(report));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value.robots[0]!.profile;
}

function drive(version: VdaVersion, quirks: readonly Quirk[], profile: Partial<RobotProfile>): LinkWorld {
  const line = { loss: 0, repeats: 0, delayMsMin: 10, delayMsMax: 50 };
  const world = new LinkWorld({
    seed: 3,
    version,
    quirks,
    profile,
    line,
    nodes: 12,
    aheadMax: 3,
    zones: false,
  });
  for (let i = 0; i < secondsMax * 10 && !world.isDone && world.faults.length === 0; i += 1) world.step();
  return world;
}

describe.each(vdaVersions)("in %s", (version) => {
  it.each(quirkNames)("a robot with %s is driven with the profile of its probe", (quirk) => {
    const world = drive(version, [quirk], probed(version, [quirk]));
    expect(world.faults).toEqual([]);
    expect(world.isDone).toBe(true);
    if (quirk !== "null-battery") {
      const charge = world.link.watch.state!.powerSupply.stateOfCharge!;
      expect(charge).toBeGreaterThan(50);
    }
  });
});

it("without its profile such a robot would not hear instant actions, a cancellation among them", () => {
  const quirks = ["instant-actions-key"] as const;
  const answer = (profile: Partial<RobotProfile>) => {
    const line = { loss: 0, repeats: 0, delayMsMin: 10, delayMsMax: 50 };
    const world = new LinkWorld({
      seed: 3,
      version: "2.1",
      quirks,
      profile,
      line,
      nodes: 2,
      aheadMax: 1,
      zones: false,
    });
    const stateRequest = world.link.instruct("stateRequest", [], world.now);
    for (let i = 0; i < 400; i += 1) world.step();
    return world.events.flatMap((event) =>
      event.kind === "instant" && event.outcome.action.actionId === stateRequest
        ? [event.outcome.status]
        : [],
    );
  };
  expect(answer({})).toEqual(["NO_ANSWER"]);
  expect(answer(probed("2.1", quirks))).toEqual(["FINISHED"]);
});
