// The model's door: one form for all releases.
export * from "./factsheet.ts";
export * from "./identity.ts";
export * from "./message.ts";
export * from "./order.ts";
export * from "./state.ts";
export * from "./zones.ts";
