// What the fleet benchmark and its processes say to each other.
export interface OrderArrival {
  readonly robot: number;
  readonly orderId: string;
  readonly orderUpdateId: number;
  readonly atMs: number;
}
export interface StateSent {
  readonly robot: number;
  readonly headerId: number;
  readonly atMs: number;
}
/** An order, and the state that made it possible: the robot's own, or that of the one that left the next cell. */
export interface OrderSaid {
  readonly robot: number;
  readonly orderId: string;
  readonly orderUpdateId: number;
  readonly cause: { readonly robot: number; readonly headerId: number };
}

export type RobotsWish =
  | { readonly kind: "connected" | "told" | "forget-told" | "report" | "end" }
  | { readonly kind: "count"; readonly on: boolean };
export type RobotsAnswer =
  | { readonly kind: "connected" | "told"; readonly count: number }
  | { readonly kind: "counting" }
  | {
      readonly kind: "report";
      readonly arrivals: readonly OrderArrival[];
      readonly states: readonly StateSent[];
      readonly metres: number;
      readonly cpuSeconds: number;
    };

export type FleetWish =
  | { readonly kind: "known" | "report" | "end" }
  | { readonly kind: "count"; readonly on: boolean };
export interface FleetReport {
  readonly kind: "report";
  /** Header ids of the states heard, per robot. */
  readonly heard: readonly (readonly number[])[];
  readonly said: readonly OrderSaid[];
  /** Orders that no state made possible: a plan or a new transport did. */
  readonly planned: number;
  /** Per turn of the loop, milliseconds of wall clock and of processor. */
  readonly turnMs: readonly number[];
  readonly turnCpuMs: readonly number[];
  readonly done: number;
  readonly failed: number;
  readonly heapMb: number;
  readonly rssMb: number;
  readonly cpuSeconds: number;
}
export type FleetAnswer =
  | { readonly kind: "known"; readonly known: boolean; readonly lacks: Readonly<Record<string, number>> }
  | { readonly kind: "counting" }
  | FleetReport;
