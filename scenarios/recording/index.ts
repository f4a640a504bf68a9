// The door to recordings: what is told of a run, and the file that keeps it. Runs in Node and in browser workers.
export * from "./deflate.ts";
export * from "./flat-frame.ts";
export * from "./outlook.ts";
export * from "./plan-note.ts";
export * from "./reason-teller.ts";
export * from "./recording.ts";
export * from "./recording-port.ts";
export type { ByteSource } from "./recording-scan.ts";
export * from "./run-recorder.ts";
export * from "./run-witness.ts";
export * from "./series-part.ts";
