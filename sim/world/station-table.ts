// Stations of the world: what a brain sees of them, and which robot and unit each is serving.
import { StationKind, type StationStates, type WorldSetup } from "../model/index.ts";
import { restoreColumns, type SavedColumns, saveColumns } from "./columns.ts";

const columns = [
  "open",
  "slotsUsed",
  "busySteps",
  "pendingRequests",
  "unitsDone",
  "podVisits",
  "dockedRobot",
  "announced",
  "inService",
  "finishing",
  "personDebtMilliSteps",
  "podDebtMilliSteps",
  "closedUntilStep",
  "reopens",
  "away",
  "awayUntilStep",
  "slowUntilStep",
  "slowFactor",
  "pace",
] as const;

export class StationTable implements StationStates {
  readonly count: number;
  readonly kind: Uint8Array;
  readonly workCell: Int32Array;
  readonly open: Uint8Array;
  readonly slots: Int32Array;
  readonly slotsUsed: Int32Array;
  readonly busySteps: Int32Array;
  readonly pendingRequests: Int32Array;
  readonly unitsDone: Int32Array;
  readonly podVisits: Int32Array;
  /** Laden robot whose arrival at the work cell has been noted, or −1. */
  readonly dockedRobot: Int32Array;
  /** 1 = `podServed` has been said for the docked pod and no request has come since. */
  readonly announced: Uint8Array;
  /** 1 = a unit or bundle of the docked pod is in the person's hands. */
  readonly inService: Uint8Array;
  /** Line of the order, or of the part of it, whose last unit the person is putting away; −1 = none. It keeps its slot so long. */
  readonly finishing: Int32Array;
  /** Fractions of a step that services so far were short of, thousandths of a step. */
  readonly personDebtMilliSteps: Int32Array;
  readonly podDebtMilliSteps: Int32Array;
  readonly closedUntilStep: Int32Array;
  /** 1 = the station opens again when the fault ends. */
  readonly reopens: Uint8Array;
  readonly away: Uint8Array;
  readonly awayUntilStep: Int32Array;
  /** Until this step every unit begun takes `slowFactor` times as long. */
  readonly slowUntilStep: Int32Array;
  readonly slowFactor: Float64Array;
  /** Time of the present person over the station's seconds. */
  readonly pace: Float64Array;
  /** Time per unit or bundle: of the person, and of the pod, thousandths of a step. */
  readonly personMilliSteps: Int32Array;
  readonly podMilliSteps: Int32Array;

  constructor(setup: WorldSetup) {
    const sites = setup.floor.stations;
    const { stations, stepSeconds } = setup;
    const isPick = (station: number) => sites[station]!.kind === StationKind.pick;
    const perStation = (pick: number, replenish: number) =>
      Int32Array.from(sites, (_, station) => (isPick(station) ? pick : replenish));
    const milliSteps = (seconds: number) => Math.round((seconds / stepSeconds) * 1000);
    this.count = sites.length;
    this.kind = Uint8Array.from(sites, (site) => site.kind);
    this.workCell = Int32Array.from(sites, (site) => site.workCell);
    this.open = new Uint8Array(this.count).fill(1);
    this.slots = perStation(stations.pickSlots, stations.replenishSlots);
    this.slotsUsed = new Int32Array(this.count);
    this.busySteps = new Int32Array(this.count);
    this.pendingRequests = new Int32Array(this.count);
    this.unitsDone = new Int32Array(this.count);
    this.podVisits = new Int32Array(this.count);
    this.dockedRobot = new Int32Array(this.count).fill(-1);
    this.announced = new Uint8Array(this.count);
    this.inService = new Uint8Array(this.count);
    this.finishing = new Int32Array(this.count).fill(-1);
    this.personDebtMilliSteps = new Int32Array(this.count);
    this.podDebtMilliSteps = new Int32Array(this.count);
    this.closedUntilStep = new Int32Array(this.count);
    this.reopens = new Uint8Array(this.count);
    this.away = new Uint8Array(this.count);
    this.awayUntilStep = new Int32Array(this.count);
    this.slowUntilStep = new Int32Array(this.count);
    this.slowFactor = new Float64Array(this.count).fill(1);
    this.pace = new Float64Array(this.count).fill(1);
    const stow = milliSteps(stations.stowSecondsPerBundle);
    this.personMilliSteps = perStation(milliSteps(stations.pickSecondsPerUnit), stow);
    this.podMilliSteps = perStation(milliSteps(stations.pickPodSecondsPerUnit), stow);
  }

  snapshot(): SavedColumns {
    return saveColumns(this, columns);
  }
  restore(saved: SavedColumns): void {
    restoreColumns(this, columns, saved);
  }
}
