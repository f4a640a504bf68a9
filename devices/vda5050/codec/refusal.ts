// Why a message was not taken, as plain data: what is counted, shown and logged.

export const refusalKinds = [
  /** More bytes than the limit. */
  "too-large",
  "not-utf8",
  "not-json",
  "too-deep",
  /** An array or a text longer than the limit. */
  "too-long",
  /** A field is missing or of another kind than the standard says. */
  "wrong-shape",
  /** Header and topic name different robots. */
  "wrong-identity",
  /** Not the major version of the robot's topic. */
  "wrong-version",
  "unknown-topic",
] as const;
export type RefusalKind = (typeof refusalKinds)[number];

export interface Refusal {
  readonly kind: RefusalKind;
  /** Where in the message: `nodes[3].sequenceId`; empty for the message as a whole. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

/** One line for logs. */
export function refusalText({ kind, path, expected, found }: Refusal): string {
  return `${kind}${path === "" ? "" : ` at ${path}`}: expected ${expected}, found ${found}`;
}

/** Carries a refusal out of nested readers; caught by the codec, never seen outside. */
export class RefusedMessage extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusalText(refusal));
  }
}

export function refuse(kind: RefusalKind, path: string, expected: string, found: string): never {
  throw new RefusedMessage({ kind, path, expected, found });
}
