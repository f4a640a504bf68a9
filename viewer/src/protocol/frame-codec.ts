// Packs a frame of the run into 32-bit words, so that a batch of frames crosses from worker to page as one
// transferable buffer and is read there without unpacking objects.
import type { Frame } from "../../../sim/model/index.ts";

/** Version of the packed layout; the page refuses a worker that speaks another. */
export const packedFrameVersion = 3;

/** How many of each thing a frame holds; fixed for a run. */
export interface FrameShape {
  readonly robots: number;
  readonly pods: number;
  readonly stations: number;
  /** Chutes of a sorter; 0 elsewhere. */
  readonly chutes: number;
  /** `free`: robots stand anywhere and at any angle, as real ones do; left out = in cells, heading one of four ways. */
  readonly poses?: "free";
}

/** Word offsets inside one packed frame. Robot state: heading, activity << 2, charge per cent << 8. */
export interface FrameLayout extends FrameShape {
  readonly robotCell: number;
  readonly robotState: number;
  readonly robotPod: number;
  readonly robotGoal: number;
  /** Why each robot does what it does: index into the run's reasons + 1, or 0 = unknown. */
  readonly robotReason: number;
  /** Three values of each robot's reason, robot by robot. */
  readonly reasonValues: number;
  /** Cell, level << 24; −1 = carried. */
  readonly podPlace: number;
  /** Open, queue << 1 (13 bits), trouble << 14 (2 bits), slots used << 16. */
  readonly stationState: number;
  /** As `Frame.chuteFill`. */
  readonly chuteFill: number;
  /** Three words for each robot: x and y in `poseUnitsPerCell`, angle in `poseUnitsPerRadian`; −1 where robots are in cells. */
  readonly robotPose: number;
  readonly words: number;
}

/** What a frame says of a robot that does not say its charge. */
export const chargeUnknown = 255;
export const poseUnitsPerCell = 1024;
/** Clockwise from east, as the floor's y goes south. */
export const poseUnitsPerRadian = 4096;
/** The x of a robot that is nowhere on this floor. */
export const nowhere = -0x8000_0000;

/** A reason has so many values at most. */
export const reasonValuesMax = 3;

export function frameLayout(shape: FrameShape): FrameLayout {
  const robotCell = 1;
  const robotState = robotCell + shape.robots;
  const robotPod = robotState + shape.robots;
  const robotGoal = robotPod + shape.robots;
  const robotReason = robotGoal + shape.robots;
  const reasonValues = robotReason + shape.robots;
  const podPlace = reasonValues + reasonValuesMax * shape.robots;
  const stationState = podPlace + shape.pods;
  const chuteFill = stationState + shape.stations;
  const isFree = shape.poses === "free";
  const robotPose = isFree ? chuteFill + shape.chutes : -1;
  const words = chuteFill + shape.chutes + (isFree ? 3 * shape.robots : 0);
  return {
    ...shape,
    robotCell,
    robotState,
    robotPod,
    robotGoal,
    robotReason,
    reasonValues,
    podPlace,
    stationState,
    chuteFill,
    robotPose,
    words,
  };
}

/** Writes a robot's reason into the two arrays: its index + 1 and its values. */
export type TellReason = (robot: number, words: Int32Array, reasonAt: number, valuesAt: number) => void;

/**
 * Writes a frame at `offset` words into `target`, which must have room for `layout.words`; `tellReason` adds why each
 * robot does what it does.
 */
export function packFrame(
  frame: Frame,
  layout: FrameLayout,
  target: Int32Array,
  offset: number,
  tellReason: TellReason | null = null,
): void {
  target[offset] = frame.step;
  target.set(frame.robotCell, offset + layout.robotCell);
  for (let robot = 0; robot < layout.robots; robot += 1) {
    target[offset + layout.robotState + robot] =
      frame.robotHeading[robot]! |
      (frame.robotActivity[robot]! << 2) |
      (frame.robotChargePercent[robot]! << 8);
  }
  if (tellReason === null) {
    target.fill(0, offset + layout.robotReason, offset + layout.podPlace);
  } else {
    for (let robot = 0; robot < layout.robots; robot += 1) {
      const values = offset + layout.reasonValues + robot * reasonValuesMax;
      tellReason(robot, target, offset + layout.robotReason + robot, values);
    }
  }
  target.set(frame.chuteFill, offset + layout.chuteFill);
  target.set(frame.robotPod, offset + layout.robotPod);
  target.set(frame.robotGoal, offset + layout.robotGoal);
  for (let pod = 0; pod < layout.pods; pod += 1) {
    const cell = frame.podCell[pod]!;
    target[offset + layout.podPlace + pod] = cell < 0 ? -1 : cell | (frame.podLevel[pod]! << 24);
  }
  for (let station = 0; station < layout.stations; station += 1) {
    target[offset + layout.stationState + station] =
      frame.stationOpen[station]! |
      (Math.min(frame.stationQueue[station]!, 0x1fff) << 1) |
      (frame.stationTrouble[station]! << 14) |
      (Math.min(frame.stationSlotsUsed[station]!, 0x7fff) << 16);
  }
}

export const frameStep = (words: Int32Array): number => words[0]!;
export const headingOf = (state: number): number => state & 3;
export const activityOf = (state: number): number => (state >> 2) & 63;
export const chargePercentOf = (state: number): number => (state >> 8) & 255;
/** Cell of a stored pod, or −1. */
export const podCellOf = (place: number): number => (place < 0 ? -1 : place & 0xffffff);
export const podLevelOf = (place: number): number => place >> 24;
export const stationOpenOf = (state: number): boolean => (state & 1) === 1;
export const stationQueueOf = (state: number): number => (state >> 1) & 0x1fff;
/** As `StationTrouble`. */
export const stationTroubleOf = (state: number): number => (state >> 14) & 3;
export const stationSlotsUsedOf = (state: number): number => (state >> 16) & 0x7fff;
