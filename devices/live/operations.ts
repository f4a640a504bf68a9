// What a person may ask of a robot, and why it may be refused.

export type OperationRefusal =
  /** There are no chargers on this site, or none that it can reach. */
  | "no-charger"
  /** It carries something: where that goes has to be decided first. */
  | "loaded"
  /** It has nothing to do. */
  | "no-work"
  /** An action is under way that has to end first. */
  | "acting"
  /** It has told nothing of where it stands, and nobody else has. */
  | "place-unknown"
  /** Its traffic lets no robot leave. */
  | "not-on-this-site";

export type OperationAnswer =
  | { readonly kind: "done" }
  | { readonly kind: "refused"; readonly why: OperationRefusal };
