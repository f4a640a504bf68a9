// The door of the scenarios room, browser-safe. What needs Node is behind scenarios/node.
export type * from "./run-port.ts";
export * from "./schema/scenario-schema.ts";
