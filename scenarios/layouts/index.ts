// The door to layouts: LIF files, floors as road maps, and what is wrong with either.
export type { RoadMap, RoadRobotType } from "../../sim/model/index.ts";
export { checkRoads, type RoadCheck } from "./check-roads.ts";
export { drawRoads } from "./draw-roads.ts";
export { type FloorRoadsOptions, floorRoads } from "./floor-roads.ts";
export { type LifResult, parkDescription, readLif } from "./read-lif.ts";
export { type LayoutSource, mapFileRoads, scenarioRoads } from "./roads-source.ts";
export { assumedSizes, parseRobotType, robotTypesOf } from "./robot-types.ts";
export { lifVersion, writeLif } from "./write-lif.ts";
