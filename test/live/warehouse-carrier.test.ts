// One robot and its load: what it says, what the books have, and what is asked of a person.
import { describe, expect, it } from "vitest";
import { troubleText } from "../../devices/live/index.ts";
import { Carrier, loadWord } from "../../devices/live/warehouse/index.ts";
import type { RobotState } from "../../devices/vda5050/index.ts";

const none = { kind: "none" } as const;
const pod = (number: number) => ({ kind: "pod", pod: number }) as const;
const silent = { kind: "not-said" } as const;

function lifting(result: "FINISHED" | "FAILED" | "LOST") {
  const carrier = new Carrier();
  carrier.begin("lift", "a", 7);
  carrier.end("a", result, 0);
  return carrier;
}
function settingDown(result: "FINISHED" | "FAILED" | "LOST") {
  const carrier = new Carrier();
  carrier.begin("set-down", "a", 7);
  carrier.end("a", result, 0);
  return carrier;
}

describe("a load as a robot tells of it", () => {
  const say = (loads: RobotState["loads"]) => loadWord({ loads } as RobotState, 10);
  it("is a pod by its name, and only one that there is", () => {
    expect(say([{ loadId: "pod-7" }])).toEqual(pod(7));
    expect(say([{ loadId: "pod-10" }])).toEqual({ kind: "other", name: "pod-10" });
    expect(say([{ loadId: "pod-07" }])).toEqual({ kind: "other", name: "pod-07" });
  });
  it("may be without a name, several, none, or not told of", () => {
    expect(say([{}])).toEqual({ kind: "unnamed" });
    expect(say([{ loadId: "pod-1" }, {}])).toEqual({ kind: "other", name: "pod-1, ?" });
    expect(say([])).toEqual(none);
    expect(loadWord({} as RobotState, 10)).toEqual(silent);
    expect(loadWord(null, 10)).toEqual(silent);
  });
});

describe("a lift", () => {
  it("is done when the load shows it, whatever came of the action", () => {
    for (const result of ["FINISHED", "FAILED", "LOST"] as const)
      expect(lifting(result).settle(pod(7), -1, 0)).toEqual({ kind: "lifted", pod: 7 });
  });
  it("is done by its word alone where the robot does not tell of loads", () => {
    expect(lifting("FINISHED").settle(silent, -1, 0)).toEqual({ kind: "lifted", pod: 7 });
  });
  it("that has not been heard to be done is not guessed to be: it is tried again", () => {
    const carrier = lifting("LOST");
    expect(carrier.settle(silent, -1, 0)).toBeNull();
    expect([carrier.handling, carrier.trouble]).toEqual([null, null]);
  });
  it("that has failed three times is a matter for people", () => {
    const carrier = lifting("FAILED");
    carrier.settle(none, -1, 0);
    for (const id of ["b", "c"]) {
      expect(carrier.trouble).toBeNull();
      carrier.begin("lift", id, 7);
      carrier.end(id, "FAILED", 0);
      carrier.settle(none, -1, 0);
    }
    expect(carrier.trouble).toEqual({ kind: "pick-failed", load: "pod-7" });
    expect(troubleText(carrier.trouble!, "en").why).toBe(
      "has failed to lift its load again and again (pod-7)",
    );
    carrier.confirm();
    expect(carrier.trouble).toBeNull();
  });
  it("that is said to be done and shows no load waits for a newer state, and then asks", () => {
    const carrier = lifting("FINISHED");
    expect(carrier.settle(none, -1, 1_000)).toBeNull();
    expect(carrier.trouble).toBeNull();
    expect(carrier.settle(none, -1, 4_000)).toBeNull();
    expect(carrier.trouble?.kind).toBe("pick-failed");
  });
  it("of another pod than the one that was meant is a matter for people", () => {
    const carrier = lifting("FINISHED");
    carrier.settle(pod(8), -1, 0);
    expect(carrier.trouble).toEqual({ kind: "load-unknown", load: "pod-8" });
  });
});

describe("a set-down", () => {
  it("that the robot has forgotten is done if it has no load any more", () => {
    expect(settingDown("LOST").settle(none, 7, 0)).toEqual({ kind: "set-down", pod: 7 });
  });
  it("that the robot has forgotten, loads untold, is not guessed to be done", () => {
    const carrier = settingDown("LOST");
    expect(carrier.settle(silent, 7, 0)).toBeNull();
    expect(carrier.handling).toBeNull();
  });
  it("that is said to be done while the load stays asks in the end", () => {
    const carrier = settingDown("FINISHED");
    carrier.settle(pod(7), 7, 4_000);
    expect(carrier.trouble).toEqual({ kind: "drop-failed", load: "pod-7" });
  });
});

describe("a load that changes by itself", () => {
  it("is asked about when it has not come back after a while", () => {
    const carrier = new Carrier();
    carrier.settle(none, 7, 0);
    carrier.settle(pod(7), 7, 2_000);
    carrier.settle(none, 7, 3_000);
    carrier.settle(none, 7, 5_000);
    expect(carrier.trouble).toBeNull();
    carrier.settle(none, 7, 6_000);
    expect(carrier.trouble).toEqual({ kind: "load-lost", load: "pod-7" });
  });
  it("is asked about when it is one that nobody gave it", () => {
    const carrier = new Carrier();
    carrier.settle({ kind: "other", name: "crate" }, -1, 0);
    carrier.settle({ kind: "other", name: "crate" }, -1, 3_000);
    expect(carrier.trouble).toEqual({ kind: "load-unknown", load: "crate" });
  });
});
