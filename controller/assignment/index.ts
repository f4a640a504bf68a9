// The door of the assignment room.
export { squareAreas } from "./areas.ts";
export { createAssignment } from "./assignment.ts";
export type * from "./assignment-port.ts";
export { assignment } from "./linear-assignment.ts";
