// What one robot does in each floor at the shown time, and what it did just before, read from the frames at hand.
import {
  activityOf,
  chargePercentOf,
  type FrameLayout,
  nowhere,
  poseUnitsPerCell,
  reasonValuesMax,
} from "../protocol/frame-codec.ts";
import type { FrameRing } from "../run/frame-ring.ts";
import type { Playback } from "../run/playback.ts";
import { type PaneName, paneNames } from "./url-state.ts";

export interface RobotReason {
  /** As the frame's word: index + 1, 0 = unknown. */
  readonly reason: number;
  readonly values: readonly number[];
  /** Step in which it is first seen to hold. */
  readonly sinceStep: number;
}
export interface RobotFacts {
  readonly name: PaneName;
  readonly activity: number;
  readonly charge: number;
  readonly pod: number;
  readonly cell: number;
  readonly goal: number;
  /** Where it stands in cells, in a running fleet; null: in the middle of its cell, or nowhere. */
  readonly free: { readonly x: number; readonly y: number } | null;
  readonly now: RobotReason;
  /** Reasons before, latest first. */
  readonly before: readonly RobotReason[];
}

const beforeMax = 3;

export function robotFacts(playback: Playback, robot: number): readonly RobotFacts[] {
  return playback.panes.flatMap((pane, index) => {
    const frame = playback.shown(pane)?.previous;
    const { layout, ring } = pane;
    if (frame === undefined || layout === null || ring === null || robot >= layout.robots) return [];
    const state = frame[layout.robotState + robot]!;
    const [now, ...before] = reasonsUpTo(frame, ring, layout, robot);
    return {
      name: paneNames[index]!,
      activity: activityOf(state),
      charge: chargePercentOf(state),
      pod: frame[layout.robotPod + robot]!,
      cell: frame[layout.robotCell + robot]!,
      goal: frame[layout.robotGoal + robot]!,
      free: freePlace(frame, layout, robot),
      now: now!,
      before: before.slice(0, beforeMax),
    };
  });
}

function reasonsUpTo(frame: Int32Array, ring: FrameRing, layout: FrameLayout, robot: number): RobotReason[] {
  let latest = reasonIn(frame, layout, robot);
  const found = [latest];
  for (let index = ring.indexAt(frame[0]!) - 1; index >= 0 && found.length <= beforeMax + 1; index -= 1) {
    const earlier = reasonIn(ring.at(index)!, layout, robot);
    // Counts within a reason change all the time: it is the same reason as long as code and subject are.
    if (earlier.reason === latest.reason && earlier.values[0] === latest.values[0]) {
      latest = { ...latest, sinceStep: earlier.sinceStep };
      found[found.length - 1] = latest;
    } else {
      latest = earlier;
      found.push(latest);
    }
  }
  return found;
}

function freePlace(frame: Int32Array, { robotPose }: FrameLayout, robot: number) {
  const at = robotPose + 3 * robot;
  if (robotPose < 0 || frame[at] === nowhere) return null;
  return { x: frame[at]! / poseUnitsPerCell, y: frame[at + 1]! / poseUnitsPerCell };
}

function reasonIn(frame: Int32Array, layout: FrameLayout, robot: number): RobotReason {
  const from = layout.reasonValues + robot * reasonValuesMax;
  return {
    reason: frame[layout.robotReason + robot]!,
    values: [...frame.subarray(from, from + reasonValuesMax)],
    sinceStep: frame[0]!,
  };
}
