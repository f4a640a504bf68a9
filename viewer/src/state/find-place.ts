// What somebody types to find something on the floor: a robot's number, a station's name, "pod 5", or a cell "4,7".
import type { Floor } from "../../../sim/model/index.ts";
import { type FrameLayout, podCellOf } from "../protocol/frame-codec.ts";

export interface FoundPlace {
  /** In cells. */
  readonly x: number;
  readonly y: number;
  /** Robot to select, or −1. */
  readonly robot: number;
}

export function find(
  wanted: string,
  frame: Int32Array,
  layout: FrameLayout,
  floor: Floor,
): FoundPlace | null {
  const at = (cell: number, robot = -1): FoundPlace => ({
    x: (cell % floor.width) + 0.5,
    y: Math.floor(cell / floor.width) + 0.5,
    robot,
  });
  const station = floor.stations.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (station !== undefined) return at(station.workCell);
  const robot = /^(?:robot|机器人)?\s*#?(\d+)$/i.exec(wanted)?.[1];
  if (robot !== undefined) {
    const id = Number(robot);
    return id < layout.robots ? at(frame[layout.robotCell + id]!, id) : null;
  }
  const pod = /^(?:pod|tote|货架|料箱)\s*(\d+)$/i.exec(wanted)?.[1];
  if (pod !== undefined) return findPod(Number(pod), frame, layout, at);
  const cell = /^\(?\s*(\d+)\s*[,，]\s*(\d+)\s*\)?$/.exec(wanted);
  if (cell === null) return null;
  const [column, row] = [Number(cell[1]), Number(cell[2])];
  return column < floor.width && row < floor.height ? at(row * floor.width + column) : null;
}

/** A stored pod's place, or the robot that carries it. */
function findPod(
  pod: number,
  frame: Int32Array,
  layout: FrameLayout,
  at: (cell: number, robot?: number) => FoundPlace,
): FoundPlace | null {
  if (pod >= layout.pods) return null;
  const cell = podCellOf(frame[layout.podPlace + pod]!);
  if (cell >= 0) return at(cell);
  const carrier = frame.subarray(layout.robotPod, layout.robotPod + layout.robots).indexOf(pod);
  return carrier < 0 ? null : at(frame[layout.robotCell + carrier]!, carrier);
}
