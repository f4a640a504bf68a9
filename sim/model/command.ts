// What the brain may tell the world: one action per robot and step, and dispatch commands.

/** `lift` and `setDown` act on the pod at the robot's pod place; `charge` needs a charger cell. */
export const RobotAction = {
  wait: 0,
  forward: 1,
  turnRight: 2,
  turnLeft: 3,
  lift: 4,
  setDown: 5,
  charge: 6,
  /** Tips the parcel on the tray into the chute that `Commands.chutes` names. */
  tip: 7,
} as const;
export type RobotAction = (typeof RobotAction)[keyof typeof RobotAction];

export type DispatchCommand =
  /**
   * Give an order, or some of its lines as a part of their own, to a pick station; each part takes a slot there. Without
   * `lines`, all that no station has yet. An order is done when all its parts are.
   */
  | {
      readonly kind: "assign-order";
      readonly order: number;
      readonly station: number;
      readonly lines?: readonly number[];
    }
  /** Promise `units` of an order line from a pod; the line must be assigned to this station. */
  | {
      readonly kind: "pick";
      readonly station: number;
      readonly pod: number;
      readonly line: number;
      readonly units: number;
    }
  /** Put a bundle into a pod at a replenishment station. */
  | { readonly kind: "stow"; readonly station: number; readonly pod: number; readonly bundle: number }
  /** Take back every unserved request of this pod at this station; reservations are freed. */
  | { readonly kind: "withdraw"; readonly station: number; readonly pod: number }
  /** Ask the supplier for units of a SKU; they arrive at the dock as bundles after the lead time. */
  | { readonly kind: "request-supply"; readonly sku: number; readonly units: number }
  | { readonly kind: "open-station"; readonly station: number }
  | { readonly kind: "close-station"; readonly station: number };

/** Everything the brain says in one step. `actions[robot]` is ignored while the robot is busy. */
export interface Commands {
  readonly actions: Uint8Array;
  /** Chute that each robot told to tip tips into; needed on a sorter floor. */
  readonly chutes?: Int32Array;
  /** Level at which each robot lifts or sets down on a tall rack; left out = 0. */
  readonly levels?: Uint8Array;
  readonly dispatch: readonly DispatchCommand[];
}
