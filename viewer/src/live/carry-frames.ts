// From one framing of a fleet to the next: frames that are kept get the new one's shape and place, so that nothing that was
// seen is lost when a robot or a piece of floor is added.
import { type FrameLayout, nowhere, poseUnitsPerCell } from "../protocol/frame-codec.ts";
import type { FrameRing } from "../run/frame-ring.ts";
import { columnOf, type Framing, rowOf } from "./framing.ts";

export interface Framed {
  readonly layout: FrameLayout;
  readonly framing: Framing;
}

/** All frames of the ring, one after the other. Null: the two have no common scale. */
export function carryFrames(
  ring: FrameRing,
  from: Framed,
  to: Framed,
): { buffer: ArrayBuffer; count: number } | null {
  if (from.framing.cellMetres !== to.framing.cellMetres || from.framing.mapId !== to.framing.mapId)
    return null;
  const dx = Math.round(columnOf(to.framing, from.framing.left) * poseUnitsPerCell);
  const dy = Math.round(rowOf(to.framing, from.framing.top) * poseUnitsPerCell);
  const { words } = to.layout;
  const all = new Int32Array(ring.count * words);
  for (let index = 0; index < ring.count; index += 1) {
    carry(ring.at(index)!, from.layout, all.subarray(index * words, (index + 1) * words), to, dx, dy);
  }
  return { buffer: all.buffer, count: ring.count };
}

function carry(
  frame: Int32Array,
  from: FrameLayout,
  target: Int32Array,
  { layout, framing }: Framed,
  dx: number,
  dy: number,
): void {
  target[0] = frame[0]!;
  target.fill(1, layout.stationState, layout.chuteFill);
  const { width, height } = framing.floor;
  for (let robot = 0; robot < layout.robots; robot += 1) {
    const at = layout.robotPose + 3 * robot;
    const isKnown = robot < from.robots;
    const was = from.robotPose + 3 * robot;
    target[layout.robotGoal + robot] = -1;
    target[layout.robotPod + robot] = isKnown ? frame[from.robotPod + robot]! : -1;
    target[layout.robotState + robot] = isKnown ? frame[from.robotState + robot]! : 0;
    target[layout.robotReason + robot] = isKnown ? frame[from.robotReason + robot]! : 0;
    if (!isKnown || frame[was] === nowhere) {
      target[at] = nowhere;
      target[layout.robotCell + robot] = -1;
      continue;
    }
    target[at] = frame[was]! + dx;
    target[at + 1] = frame[was + 1]! + dy;
    target[at + 2] = frame[was + 2]!;
    const [column, row] = [target[at]! / poseUnitsPerCell, target[at + 1]! / poseUnitsPerCell].map(
      Math.floor,
    );
    const isInside = column! >= 0 && row! >= 0 && column! < width && row! < height;
    target[layout.robotCell + robot] = isInside ? row! * width + column! : -1;
  }
}
