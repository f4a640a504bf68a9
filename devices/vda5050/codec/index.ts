// The codec's door.
export { type Codec, type CodecOptions, createCodec, type Decoded } from "./codec.ts";
export { type MessageLimits, messageLimitsDefault } from "./limits.ts";
export { present } from "./present.ts";
export { type Refusal, type RefusalKind, refusalKinds, refusalText } from "./refusal.ts";
export { releases, wrapAngle } from "./release.ts";
export { parseTimestamp, timestampText } from "./timestamp.ts";
export { evenKnots, type InstantActionsKey } from "./write-order.ts";
