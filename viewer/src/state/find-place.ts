// What somebody types to find something on the floor: a robot's number, a station's name, "pod 5", or a cell "4,7".
import type { Floor } from "../../../sim/model/index.ts";
import { type FrameLayout, nowhere, podCellOf, poseUnitsPerCell } from "../protocol/frame-codec.ts";
import type { RunFacts } from "../protocol/messages.ts";
import { robotByName } from "./robot-name.ts";

export interface FoundPlace {
  /** In cells. */
  readonly x: number;
  readonly y: number;
  /** Robot to select, or −1. */
  readonly robot: number;
}

export function findPlace(
  wanted: string,
  frame: Int32Array,
  layout: FrameLayout,
  facts: RunFacts,
): FoundPlace | null {
  const { floor, live } = facts;
  return live === undefined ? find(wanted, frame, layout, floor) : findLive(wanted, frame, layout, facts);
}

/** In a running fleet: a robot by its name or a part of it, a station, or a place in metres `12.5, 3`. */
function findLive(
  wanted: string,
  frame: Int32Array,
  layout: FrameLayout,
  { floor, live }: RunFacts,
): FoundPlace | null {
  const station = floor.stations.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (station !== undefined) {
    const { workCell } = station;
    return { x: (workCell % floor.width) + 0.5, y: Math.floor(workCell / floor.width) + 0.5, robot: -1 };
  }
  const metres = /^\(?\s*(-?\d+(?:\.\d+)?)\s*[,，]\s*(-?\d+(?:\.\d+)?)\s*\)?$/.exec(wanted);
  if (metres !== null) {
    const x = (Number(metres[1]) - live!.left) / floor.cellMetres;
    const y = (live!.top - Number(metres[2])) / floor.cellMetres;
    return x < 0 || y < 0 || x > floor.width || y > floor.height ? null : { x, y, robot: -1 };
  }
  const robot = robotByName(live!.robotNames, wanted);
  if (robot < 0) return null;
  const at = layout.robotPose + 3 * robot;
  if (frame[at] === nowhere) return { x: floor.width / 2, y: floor.height / 2, robot };
  return { x: frame[at]! / poseUnitsPerCell, y: frame[at + 1]! / poseUnitsPerCell, robot };
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
