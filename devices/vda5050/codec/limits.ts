// How much one message may hold. A robot or a stranger on the broker can send anything; nothing that is kept may grow with it.

export interface MessageLimits {
  readonly messageBytesMax: number;
  /** Levels of objects and arrays within each other. */
  readonly depthMax: number;
  readonly arrayLengthMax: number;
  /** Characters of one text. */
  readonly textLengthMax: number;
}

export const messageLimitsDefault: MessageLimits = {
  messageBytesMax: 1_048_576,
  depthMax: 24,
  arrayLengthMax: 4_096,
  textLengthMax: 8_192,
};
