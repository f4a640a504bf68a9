// What the API needs of whoever runs a fleet. `peakfleet serve` composes it; tests stand in for it.
import type { Journal } from "../../devices/journal/index.ts";
import type { NewOrder, OrderDesk } from "../../devices/orders/index.ts";
import type { PictureBoard, SitePicture } from "../../devices/picture/index.ts";
import type { ReasonLanguage } from "../../devices/vda5050/index.ts";
import type { Fault } from "./problem.ts";

export interface RobotView {
  readonly name: string;
  readonly connection: "online" | "offline" | "unknown";
  /** What it does, or why it stands still: a code. */
  readonly reason: string;
  /** The same as a sentence, and what to do about it, where there is something to do. */
  readonly message?: string;
  readonly advice?: string;
  readonly held: boolean;
  /** Does not go on before a person has looked at it and confirmed. */
  readonly needsPerson: boolean;
  readonly order?: string;
  readonly x?: number;
  readonly y?: number;
  readonly theta?: number;
  readonly mapId?: string;
  /** 0 to 1. */
  readonly charge?: number;
  /** Milliseconds since its last state. */
  readonly stateAgeMs?: number;
  readonly loaded?: boolean;
  /** States that were taken, messages that could not be read, and what the last of them was refused for. */
  readonly statesTaken?: number;
  readonly messagesRefused?: number;
  readonly lastRefusal?: string;
}

export interface StationView {
  readonly name: string;
  readonly kind: string;
  readonly x?: number;
  readonly y?: number;
}

export interface AlarmView {
  readonly id: string;
  readonly severity: "warning" | "error";
  /** Robot, broker or part that it is about. */
  readonly about: string;
  readonly message: string;
  readonly advice?: string;
  readonly sinceMs: number;
}

export const robotOperations = ["hold", "resume", "charge", "cancel", "confirm", "fence", "unfence"] as const;
export type RobotOperation = (typeof robotOperations)[number];
export const loadPlaces = ["at-pickup", "delivered", "gone"] as const;
export type LoadPlace = (typeof loadPlaces)[number];
export type OperationAnswer =
  | { readonly kind: "done" }
  /** Done, but the journal does not take it: a restart would forget it. */
  | { readonly kind: "unsafe" }
  | { readonly kind: "unknown-robot" }
  | { readonly kind: "unknown-place"; readonly name: string }
  | { readonly kind: "refused"; readonly reason: string; readonly advice: string };

/** Something is otherwise than before with a robot, or with an alarm, which may be over: whoever wants to know asks. */
export type FleetChange =
  | { readonly kind: "robot"; readonly name: string }
  | { readonly kind: "alarm"; readonly id: string };

export interface FleetView {
  robots(language: ReasonLanguage): readonly RobotView[];
  robot(name: string, language: ReasonLanguage): RobotView | undefined;
  stations(): readonly StationView[];
  alarms(language: ReasonLanguage): readonly AlarmView[];
  /** Undefined: it is over. */
  alarm(id: string, language: ReasonLanguage): AlarmView | undefined;
  /** What stands still of the site, for whoever draws it. */
  site(language: ReasonLanguage): SitePicture;
  /** What moves. */
  readonly picture: PictureBoard;
  /** Of the session that the picture belongs to, ms. */
  sessionMs(): number;
  /** @param places names of places that a robot to be fenced touches. */
  operate(
    robot: string,
    operation: RobotOperation,
    language: ReasonLanguage,
    places?: readonly string[],
  ): Promise<OperationAnswer>;
  /** All robots at once: nothing new is released to any, or again. */
  operateAll(operation: "hold" | "resume", language: ReasonLanguage): Promise<OperationAnswer>;
  /** A person says where the load of an order is that nobody knows of. False: it is known, or there is no such order. */
  decideLoad(orderId: string, where: LoadPlace): boolean;
  /** What is wrong with an order for this site, e.g. a place that it does not have; empty: nothing. */
  checkOrder(order: NewOrder): readonly Fault[];
  /** Why orders cannot be carried out now; empty: they can. */
  lacks(): readonly string[];
  subscribe(listener: (change: FleetChange) => void): () => void;
}

export interface ApiPorts {
  readonly orders: OrderDesk;
  readonly fleet: FleetView;
  /** A journal of its own for who did what. */
  readonly audit: Journal;
  /** Wall clock in milliseconds. */
  readonly nowMs: () => number;
  /** Monotonic milliseconds, for rates and durations. */
  readonly monotonicMs: () => number;
}
