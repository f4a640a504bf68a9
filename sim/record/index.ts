// The door of sim/record: what is measured of a run, and pictures of it.
export { DurationHistogram } from "./duration-histogram.ts";
export * from "./format-kpi.ts";
export { FrameBuilder } from "./frame-builder.ts";
export * from "./kpi.ts";
export * from "./kpi-definitions.ts";
export * from "./recorder.ts";
