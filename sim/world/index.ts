export { checkSetup } from "./check-setup.ts";
export { IllegalMoveError } from "./moving.ts";
export type { SetupProblem } from "./setup-problem.ts";
export type { WorldSnapshot } from "./snapshot.ts";
export { World, WorldSetupError } from "./world.ts";
