// All that the phases and rules of one brain share. Phases change it through the functions in promises.ts and the
// state classes; rules only read it.
import { assert, Random, type RandomState } from "../../sim/kernel/index.ts";
import {
  climbSteps,
  type DispatchCommand,
  levelsOf,
  type Observation,
  StationKind,
} from "../../sim/model/index.ts";
import type { ControllerSetup } from "../controller-port.ts";
import type { Plan } from "../planning/plan.ts";
import type { DecisionNotes } from "./decision-notes.ts";
import { limits } from "./limits.ts";
import { type ChosenRules, chooseRules } from "./rules/registry.ts";
import { Dock } from "./state/dock.ts";
import { Geometry } from "./state/geometry.ts";
import { Missions } from "./state/missions.ts";
import { OrderPool } from "./state/order-pool.ts";
import { copyState } from "./state/plain-state.ts";
import { PodCandidates } from "./state/pod-candidates.ts";
import { SkuRates } from "./state/sku-rates.ts";
import { StationWork } from "./state/station-work.ts";
import { StockIndex } from "./state/stock-index.ts";
import { StorageMap } from "./state/storage-map.ts";

export class DispatchContext {
  readonly rules: ChosenRules;
  readonly geometry: Geometry;
  readonly orders: OrderPool;
  readonly stock: StockIndex;
  readonly storage: StorageMap;
  readonly stations: StationWork;
  readonly missions: Missions;
  readonly dock: Dock;
  readonly rates: SkuRates;
  readonly pickStations: Int32Array;
  readonly replenishStations: Int32Array;
  /** One stream per decision, so that another rule in one place never moves the draws of another. */
  readonly randomOrder: Random;
  readonly randomPod: Random;
  readonly randomPlace: Random;
  readonly randomStock: Random;
  readonly randomRobot: Random;
  /** Strongest robot of the fleet, kg. */
  readonly payloadKgMax: number;

  plan: Plan | null = null;
  /** Why rules chose or refused, while somebody asks; never part of the state. */
  notes: DecisionNotes | null = null;
  /** Dispatch commands of this step. */
  readonly commands: DispatchCommand[] = [];
  /** RobotAction that a robot is to take instead of a move, 0 = none. */
  readonly action: Uint8Array;
  /** Level of a tall rack at which a robot that is told to lift or set down does so. */
  readonly level: Uint8Array;

  /** Reusable work space; contents mean nothing between two uses. */
  readonly scratch: {
    readonly skuUnits: Int32Array;
    readonly touchedSkus: Int32Array;
    readonly freeRobots: Int32Array;
    readonly candidates: PodCandidates;
    readonly restTaken: Uint8Array;
    entrySeen: Int32Array;
    seenStamp: number;
    /** Pods under way to each station, counted once per step. */
    readonly ahead: Int32Array;
    readonly aheadStep: Int32Array;
    /** Robots in each tall rack that climb or have been told to, counted once per step. */
    readonly climbers: Int32Array;
    /** Robots left without a task in this step. */
    freeCount: number;
  };
  /** Scalars and small arrays of phases that remember something. */
  state: {
    /** 1 = the world has been taken in. */
    started: number;
    waveStep: number;
    turnoverStep: number;
    /** Robots that wanted a charger when they were last looked at and found none free. */
    waitingForCharger: number;
    /** Units wanted by assigned orders that no pod has been promised for, per SKU. */
    skuUnpromised: Int32Array;
    /** Pods in most demand and places of the cache; next step in which they are looked at. */
    hotPod: Uint8Array;
    cachePlace: Uint8Array;
    hotStep: number;
    /** The slotting plan's moves under way: plan, first move not yet done, and no look before this step. */
    movesPlanStep: number;
    movesNext: number;
    movesRestUntil: number;
    /** Upper bounds of the pods' turnover score per zone, set every `limits.turnoverSeconds`. */
    turnoverBounds: Float64Array;
  };

  constructor(
    readonly setup: ControllerSetup,
    public observation: Observation,
  ) {
    const { floor, robotCount, podCount, skus } = setup;
    assert(observation.robots.count === robotCount, "the observation has another fleet than the setup");
    assert(observation.pods.count === podCount, "the observation has other pods than the setup");
    this.rules = chooseRules(setup.strategy);
    this.geometry = new Geometry(floor, climbStepsOf(setup));
    this.orders = new OrderPool(skus.count);
    this.stock = new StockIndex(skus, observation.pods);
    this.storage = new StorageMap(this.geometry, observation.pods);
    const ordersMax = Math.max(setup.stations.pickSlots, setup.stations.replenishSlots, 1);
    this.stations = new StationWork(floor.stations.length, ordersMax, limits.podsPerStationMax);
    this.missions = new Missions(robotCount, podCount, floor.chargers.length);
    this.dock = new Dock(skus);
    this.rates = new SkuRates(setup.knowledge.history, skus.count);
    this.pickStations = stationsOfKind(setup, StationKind.pick);
    this.replenishStations = stationsOfKind(setup, StationKind.replenish);
    this.randomOrder = new Random(setup.seed, "dispatch/order-station");
    this.randomPod = new Random(setup.seed, "dispatch/pod-choice");
    this.randomPlace = new Random(setup.seed, "dispatch/pod-storage");
    this.randomStock = new Random(setup.seed, "dispatch/stock-pod");
    this.randomRobot = new Random(setup.seed, "dispatch/robot-task");
    this.payloadKgMax = setup.robotTypes.reduce((most, type) => Math.max(most, type.payloadKg), 0);
    this.action = new Uint8Array(robotCount);
    this.level = new Uint8Array(robotCount);
    this.scratch = {
      skuUnits: new Int32Array(skus.count),
      touchedSkus: new Int32Array(skus.count),
      freeRobots: new Int32Array(robotCount),
      candidates: new PodCandidates(podCount),
      restTaken: new Uint8Array(floor.podPlaces.length),
      entrySeen: new Int32Array(1024),
      seenStamp: 0,
      ahead: new Int32Array(floor.stations.length),
      aheadStep: new Int32Array(floor.stations.length).fill(-1),
      climbers: new Int32Array(floor.racks?.rackCount ?? 0),
      freeCount: 0,
    };
    this.state = {
      started: 0,
      waveStep: 0,
      turnoverStep: -1,
      waitingForCharger: 0,
      skuUnpromised: new Int32Array(skus.count),
      hotPod: new Uint8Array(podCount),
      cachePlace: new Uint8Array(floor.podPlaces.length),
      hotStep: -1,
      movesPlanStep: -1,
      movesNext: 0,
      movesRestUntil: 0,
      turnoverBounds: new Float64Array(Math.max(1, floor.zoneCount)),
    };
  }

  get step(): number {
    return this.observation.step;
  }
  /** Whole steps of a duration in seconds, at least one. */
  steps(seconds: number): number {
    return Math.max(1, Math.round(seconds / this.setup.stepSeconds));
  }
  /** Missions that may be bound for one station at a time. */
  robotsPerStationMax(): number {
    const perStation = this.setup.robotCount / Math.max(1, this.pickStations.length);
    return Math.min(
      limits.podsPerStationMax,
      Math.max(limits.robotsPerStationMin, Math.ceil(1.2 * perStation)),
    );
  }
  /** Open, and not told to close in this very step: a station that closes takes no more work. */
  takesWork(station: number): boolean {
    return this.observation.stations.open[station] === 1 && this.stations.state.wanted[station] === 1;
  }
  /** The pick station can take one more order: it works, has a free slot, and pods get through to it. */
  hasSlot(station: number): boolean {
    const { slotsFree, jammedBy } = this.stations.state;
    return slotsFree[station] > 0 && jammedBy[station] < 0 && this.takesWork(station);
  }
  /** Share of a full battery that the robot has left. */
  chargeShare(robot: number): number {
    const { robots } = this.observation;
    return robots.energyWh[robot] / this.setup.robotTypes[robots.type[robot]].batteryWh;
  }
  /** Units of a SKU on pods that neither a request nor an assigned order lays claim to. */
  spareUnits(sku: number): number {
    return this.stock.state.skuFree[sku] - this.state.skuUnpromised[sku];
  }

  private streams(): readonly Random[] {
    return [this.randomOrder, this.randomPod, this.randomPlace, this.randomStock, this.randomRobot];
  }
  snapshot() {
    return {
      orders: this.orders.snapshot(),
      stock: this.stock.snapshot(),
      storage: this.storage.snapshot(),
      stations: this.stations.snapshot(),
      missions: this.missions.snapshot(),
      dock: this.dock.snapshot(),
      random: this.streams().map((stream) => stream.snapshot()),
      state: copyState(this.state),
    };
  }
  restore(snapshot: ReturnType<DispatchContext["snapshot"]>): void {
    this.orders.restore(snapshot.orders);
    this.stock.restore(snapshot.stock);
    this.storage.restore(snapshot.storage);
    this.stations.restore(snapshot.stations);
    this.missions.restore(snapshot.missions);
    this.dock.restore(snapshot.dock);
    for (const [index, stream] of this.streams().entries()) {
      stream.restore(snapshot.random[index] as RandomState);
    }
    this.state = copyState(snapshot.state);
    this.scratch.aheadStep.fill(-1);
  }
}

function stationsOfKind(setup: ControllerSetup, kind: StationKind): Int32Array {
  return Int32Array.from(
    setup.floor.stations.flatMap((site, station) => (site.kind === kind ? [station] : [])),
  );
}

/** Steps up to each level of a tall rack and down again, by the fleet's fastest climber. */
function climbStepsOf({ floor, robotTypes, stepSeconds }: ControllerSetup): Int32Array {
  return Int32Array.from({ length: levelsOf(floor) }, (_, level) =>
    Math.min(...robotTypes.map((type) => climbSteps(floor, type, level, stepSeconds))),
  );
}
