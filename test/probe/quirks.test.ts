// Each quirk of a real robot is found by the check that is there for it, with the entry that the fleet side needs.
import { describe, expect, it } from "vitest";
import type { ProfileEntries } from "../../devices/probe/index.ts";
import { profileText } from "../../devices/probe/index.ts";
import { type VdaVersion, vdaVersions } from "../../devices/vda5050/model/index.ts";
import { type Quirk, quirkNames } from "../../devices/vda5050/robot/index.ts";
import { ProbeWorld } from "./probe-world.ts";

interface Sign {
  /** Checks that deviate, beside those that cannot be made any more. */
  readonly checks: readonly string[];
  readonly profile?: ProfileEntries;
}
const signs: Readonly<Record<Quirk, Sign>> = {
  "instant-actions-key": { checks: ["instant.key"], profile: { instantActionsKey: "instantActions" } },
  // From outside the same as the one above.
  "ignores-actions-key": { checks: ["instant.key"], profile: { instantActionsKey: "instantActions" } },
  "stitching-action-twice": {
    checks: ["stitch.with-actions"],
    profile: { stitchingActions: "without" },
  },
  "literal-version": { checks: ["header.other-patch"], profile: { versionText: "x.y.0" } },
  "connection-qos-0": { checks: ["connection.qos"] },
  "empty-factsheet": { checks: ["factsheet.content"] },
  "silent-non-json": { checks: ["order.not-json"] },
  "accepts-other-order": { checks: ["order.second"] },
  "repeats-update": { checks: ["order.duplicate"] },
  "keeps-passed-nodes": { checks: ["order.passed-nodes"] },
  "cancel-stays-waiting": { checks: ["cancel.status"] },
  "timestamps-without-z": { checks: ["header.timestamp"] },
  "null-battery": { checks: ["state.battery"] },
  "version-echo": { checks: ["header.version"] },
  "no-last-will": { checks: ["connection.will"] },
  "online-not-retained": { checks: ["connection.retained"] },
  "ignores-released": { checks: ["order.horizon"] },
  "keeps-node-states": { checks: ["order.passed-nodes", "order.nodes-emptied", "cancel.stops"] },
  "silent-rejection": {
    checks: [
      ...["order.rejection-errors", "order.misbuilt", "order.stale-update", "order.second"],
      "cancel.late-update",
    ],
  },
  "keeps-edge-states": { checks: ["order.edges-emptied"] },
  "bogus-finished": { checks: ["instant.unknown", "cancel.idle"] },
  "malformed-fatal": { checks: ["order.not-json"] },
  "charge-fraction": { checks: ["state.charge-scale"], profile: { chargeScale: "fraction" } },
};

describe.each(vdaVersions)("in %s", (version) => {
  it.each(quirkNames)("%s is found", (quirk) => {
    const report = probe(version, quirk);
    expect(report.outcome).toBe("complete");
    const found = report.results.filter(
      ({ verdict }) => verdict === "deviation" || verdict === "not-conformant",
    );
    expect(found.map(({ id }) => id)).toEqual([...signs[quirk].checks]);
    // None of them keeps the fleet side from driving the robot.
    expect(found.map(({ verdict }) => verdict)).toEqual(found.map(() => "deviation"));
    const expected = { ...signs[quirk].profile };
    if (expected.versionText !== undefined) Object.assign(expected, { versionText: `${version}.0` });
    expect(report.profile).toEqual(expected);
    for (const { found: said } of found) expect(said.zh).not.toBe("");
    expect(profileText(report)).toContain(`vda: "${version}"`);
  });
});

function probe(version: VdaVersion, quirk: Quirk) {
  return new ProbeWorld({
    ...{ version, quirks: [quirk] },
    probe: { will: quirk === "no-last-will" },
    each: (world) => {
      const asked = world.notes.filter(({ kind }) => kind === "ask").length;
      if (asked === 1 && world.connected) world.cut();
      if (asked === 2 && !world.connected) world.restore();
    },
  }).run();
}
