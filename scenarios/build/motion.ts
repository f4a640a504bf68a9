// How the robots of a scenario move, in the world's terms.
import type { MotionSetup } from "../../sim/model/index.ts";
import type { Scenario } from "../schema/scenario-schema.ts";

/** Chances per second and durations in seconds become chances and whole steps; a delay takes at least one step. */
export function motionSetup(scenario: Scenario): MotionSetup {
  if (scenario.motion === "lockstep") return { kind: "lockstep" };
  const { stepSeconds } = scenario;
  const { event, perRobotMinute, seconds, duration, meanShare, deviationShare } = scenario.delays;
  const steps = (value: number) => Math.max(1, Math.round(value / stepSeconds));
  return {
    kind: "delayed",
    delays: {
      event,
      perRobotStep: Math.min(1, (perRobotMinute * stepSeconds) / 60),
      stepsMin: steps(seconds.min),
      stepsMax: steps(seconds.max),
      duration,
      meanShare,
      deviationShare,
    },
  };
}
