export * from "./assert.ts";
export * from "./event-queue.ts";
export * from "./hash.ts";
export * as math from "./math.ts";
export * from "./random.ts";
