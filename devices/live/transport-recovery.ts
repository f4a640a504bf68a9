// Orders that an earlier run had begun: where their loads are is found in what the robots say of themselves, never guessed.
import { allActionStates, type RobotState } from "../vda5050/index.ts";
import type { FleetRobots } from "./fleet-work-port.ts";
import type { TransportEntry } from "./transport-order.ts";

export interface Finding {
  readonly entry: TransportEntry;
  readonly verdict: "on-robot" | "done" | "not-loaded";
  readonly robot: number;
  readonly note: string;
}

/** What is known of an order that an earlier run had begun. */
export interface Begun {
  /** As the robot was called then. */
  readonly robot?: string;
  /** By the journal no robot has ever been told to pick or drop for it. */
  readonly neverActed?: boolean;
}

interface Lost {
  readonly entry: TransportEntry;
  readonly robot: number;
  readonly neverActed: boolean;
  /** Has been looked for among all robots that are known. */
  isHopeless: boolean;
}

/** Actions of orders are called order-pick-… and order-drop-…; those told again have ~ and a number behind. */
const actionName = /^(.*)-(pick|drop)-[A-Za-z0-9]+(~\d+)?$/s;

/** Orders for which robots have been told to act, from the names of actions that the journal keeps. */
export function actedFor(actionIds: Iterable<string>): ReadonlySet<string> {
  const orders = new Set<string>();
  for (const actionId of actionIds) {
    const name = actionName.exec(actionId);
    if (name !== null) orders.add(name[1]!);
  }
  return orders;
}

export class TransportRecovery {
  private readonly lost = new Map<TransportEntry, Lost>();
  /** Newest action of each order that a robot has shown as finished: pick or drop. */
  private readonly ended = new Map<string, string>();
  private readonly seen: (RobotState | null)[] = [];
  private readonly robotOf: ReadonlyMap<string, number>;

  constructor(
    private readonly robotCount: number,
    robotName: (robot: number) => string,
  ) {
    this.robotOf = new Map(Array.from({ length: robotCount }, (_, robot) => [robotName(robot), robot]));
  }

  add(entry: TransportEntry, { robot: name = "", neverActed = false }: Begun): void {
    this.lost.set(entry, { entry, robot: this.robotOf.get(name) ?? -1, neverActed, isHopeless: false });
  }
  forget(entry: TransportEntry): void {
    this.lost.delete(entry);
    this.ended.delete(entry.order.id);
  }
  /** Only a person can say where their loads are. */
  get hopeless(): readonly TransportEntry[] {
    return [...this.lost.values()].filter(({ isHopeless }) => isHopeless).map(({ entry }) => entry);
  }

  /** Takes note of what robots show to have ended, before new orders let them forget it. Called often until all are found. */
  watch(robots: FleetRobots): void {
    if (this.lost.size === 0) return;
    for (let robot = 0; robot < this.robotCount; robot += 1) {
      const state = robots.state(robot);
      if (state === null || this.seen[robot] === state) continue;
      this.seen[robot] = state;
      for (const { actionId, status } of allActionStates(state)) {
        const name = status === "FINISHED" ? actionName.exec(actionId) : null;
        if (name !== null && this.ended.get(name[1]!) !== "drop") this.ended.set(name[1]!, name[2]!);
      }
    }
  }

  /** What can be said now. Called when every robot is known or fenced, and again later: silent robots may come back. */
  settle(robots: FleetRobots): readonly Finding[] {
    if (this.lost.size === 0) return [];
    this.watch(robots);
    const carriers = new Map<string, number>();
    for (let robot = 0; robot < this.robotCount; robot += 1) {
      for (const { loadId } of robots.state(robot)?.loads ?? [])
        if (loadId !== undefined) carriers.set(loadId, robot);
    }
    return [...this.lost.values()].flatMap((lost) => this.judge(lost, carriers, robots) ?? []);
  }

  private judge(lost: Lost, carriers: ReadonlyMap<string, number>, robots: FleetRobots): Finding | undefined {
    const { entry } = lost;
    if (lost.neverActed)
      return {
        entry,
        verdict: "not-loaded",
        robot: -1,
        note: "begun before the restart, nothing had been done for it",
      };
    const carrier = carriers.get(entry.order.id);
    if (carrier !== undefined)
      return robots.isFree(carrier) ? { entry, verdict: "on-robot", robot: carrier, note: "" } : undefined;
    const end = this.ended.get(entry.order.id);
    if (end === "drop") return { entry, verdict: "done", robot: -1, note: "" };
    const { robot } = lost;
    const isKnown = robot >= 0 && robots.isFree(robot);
    if (end === undefined && isKnown && hadNotLoaded(robots.state(robot)))
      return { entry, verdict: "not-loaded", robot, note: "its robot had not loaded it" };
    lost.isHopeless = true;
    entry.note = "begun before the restart; no robot says that it carries its load";
    return undefined;
  }
}

/**
 * The robot still has what it was told last, no load, and no action of this order in it: it had not come to the pick. A load
 * without a loadId may be anybody's, also this order's.
 * What was told after the drop would be another order, begun only when the drop had been written down.
 */
function hadNotLoaded(state: RobotState | null): boolean {
  return state !== null && state.orderId !== "" && state.loads?.length === 0;
}
