export { checkFloor, type FloorCheck, isConnected } from "./check-floor.ts";
export { drivingDistances, type SearchDirection } from "./driving-distance.ts";
export { defaultFloorOptions, type FloorOptions, type RackOptions, type Side } from "./floor-options.ts";
export { generateFloor } from "./generate-floor.ts";
export {
  type CellPosition,
  type MapPlacements,
  type MapResult,
  type MapStation,
  parseMovingAiMap,
} from "./moving-ai-map.ts";
export type { FloorProblem, FloorResult } from "./problem.ts";
