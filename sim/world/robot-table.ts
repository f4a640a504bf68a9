// The robots of the world: what a brain sees of them, what they are in the middle of, and their types as flat columns.
import {
  Activity,
  climbSteps,
  type Floor,
  levelsOf,
  type RobotStates,
  type RobotType,
  type WorldSetup,
} from "../model/index.ts";
import { restoreColumns, type SavedColumns, saveColumns } from "./columns.ts";

/** What a robot has begun and will have done when its busy steps are over. */
export const Pending = {
  nothing: 0,
  lift: 1,
  setDown: 2,
  drive: 3,
  turnRight: 4,
  turnLeft: 5,
  tip: 6,
} as const;

/** A robot in the yard is busy for as long as any run lasts. */
export const yardSteps = 1 << 30;

const columns = [
  "away",
  "leaving",
  "cell",
  "heading",
  "entering",
  "pod",
  "level",
  "activity",
  "busySteps",
  "debtMilliSteps",
  "energyWh",
  "cellsDriven",
  "pending",
  "busyActivity",
  "failedSteps",
  "delaySteps",
  "delayLeft",
  "legCells",
] as const;

export class RobotTable implements RobotStates {
  readonly count: number;
  readonly type: Uint8Array;
  readonly away: Uint8Array;
  /** 1 = leaves the floor as soon as it can. */
  readonly leaving: Uint8Array;
  readonly cell: Int32Array;
  readonly heading: Uint8Array;
  readonly entering: Int32Array;
  readonly pod: Int32Array;
  readonly level: Uint8Array;
  readonly activity: Uint8Array;
  readonly busySteps: Int32Array;
  readonly debtMilliSteps: Int32Array;
  readonly energyWh: Float64Array;
  readonly cellsDriven: Int32Array;
  readonly pending: Uint8Array;
  /** Activity of a busy robot while it has not failed. */
  readonly busyActivity: Uint8Array;
  /** Steps of `busySteps` that come first and are repair. */
  readonly failedSteps: Int32Array;
  /** Steps of `busySteps` that come next and are delay. */
  readonly delaySteps: Int32Array;
  /** Steps until the robot may be delayed again; runs on whatever else happens to it. */
  readonly delayLeft: Int32Array;
  /** Cells driven since the robot last stood still or turned. */
  readonly legCells: Int32Array;
  readonly types: RobotTypeColumns;

  constructor(setup: WorldSetup) {
    const { robots } = setup;
    this.count = robots.cell.length;
    this.type = robots.type.slice();
    this.away = robots.away?.slice() ?? new Uint8Array(this.count);
    this.leaving = new Uint8Array(this.count);
    this.cell = robots.cell.slice();
    this.heading = robots.heading.slice();
    this.entering = new Int32Array(this.count).fill(-1);
    this.pod = new Int32Array(this.count).fill(-1);
    this.level = new Uint8Array(this.count);
    this.activity = new Uint8Array(this.count).fill(Activity.waiting);
    this.busySteps = new Int32Array(this.count);
    this.debtMilliSteps = new Int32Array(this.count);
    this.energyWh = Float64Array.from(
      robots.charge,
      (share, robot) => share * setup.robotTypes[robots.type[robot]!]!.batteryWh,
    );
    this.cellsDriven = new Int32Array(this.count);
    this.pending = new Uint8Array(this.count);
    this.busyActivity = new Uint8Array(this.count);
    this.failedSteps = new Int32Array(this.count);
    this.delaySteps = new Int32Array(this.count);
    this.delayLeft = new Int32Array(this.count);
    this.legCells = new Int32Array(this.count);
    for (let robot = 0; robot < this.count; robot += 1) if (this.away[robot] === 1) this.rest(robot);
    this.types = typeColumns(setup.robotTypes, setup.stepSeconds, setup.floor);
  }

  /** Thousandths of a step that driving one more cell takes beyond the step in which it happens; counts the cell. */
  driveExtra(robot: number): number {
    const type = this.type[robot]!;
    const { startMilliSteps, driveExtraMilliSteps } = this.types;
    const start = startMilliSteps[type]!;
    const cell = this.legCells[robot]!++;
    return driveExtraMilliSteps[type]! + (cell < start.length ? start[cell]! : 0);
  }

  /** Keeps the robot busy for `steps` further steps. */
  occupy(robot: number, steps: number, activity: Activity): void {
    if (steps <= 0) return;
    this.busySteps[robot]! += steps;
    this.busyActivity[robot] = activity;
  }

  /** In the yard a robot is out of order for as long as it is there. */
  rest(robot: number): void {
    this.away[robot] = 1;
    this.leaving[robot] = 0;
    this.activity[robot] = Activity.failed;
    this.busySteps[robot] = this.failedSteps[robot] = yardSteps;
    this.delaySteps[robot] = 0;
  }
  /** Back on the floor, where it can be told what to do from the next step on. */
  wake(robot: number): void {
    this.away[robot] = 0;
    this.busySteps[robot] = this.failedSteps[robot] = 0;
    this.activity[robot] = Activity.waiting;
    this.legCells[robot] = 0;
  }

  snapshot(): SavedColumns {
    return saveColumns(this, columns);
  }
  restore(saved: SavedColumns): void {
    restoreColumns(this, columns, saved);
  }
}

/** Per type: steps of actions, and energy per step, cell and lift. */
export interface RobotTypeColumns {
  /** Thousandths of a step that a drive or turn takes beyond the step in which it happens; never negative. */
  readonly driveExtraMilliSteps: Int32Array;
  readonly turnExtraMilliSteps: Int32Array;
  /** What the first cells of a drive take more, by cell. */
  readonly startMilliSteps: readonly Int32Array[];
  readonly liftSteps: Int32Array;
  readonly setDownSteps: Int32Array;
  readonly payloadKg: Float64Array;
  readonly batteryWh: Float64Array;
  readonly idleWhPerStep: Float64Array;
  readonly chargeWhPerStep: Float64Array;
  readonly driveWhPerCell: Float64Array;
  readonly liftWh: Float64Array;
  /** What going up to each level and down again adds. */
  readonly climbSteps: readonly Int32Array[];
  readonly climbWh: readonly Float64Array[];
}

function typeColumns(types: readonly RobotType[], stepSeconds: number, floor: Floor): RobotTypeColumns {
  const { cellMetres } = floor;
  const stepHours = stepSeconds / 3600;
  const ints = (value: (type: RobotType) => number) => Int32Array.from(types, value);
  const floats = (value: (type: RobotType) => number) => Float64Array.from(types, value);
  return {
    driveExtraMilliSteps: ints((type) => Math.max(0, Math.round(type.driveMilliSteps) - 1000)),
    turnExtraMilliSteps: ints((type) => Math.max(0, Math.round(type.quarterTurnMilliSteps) - 1000)),
    startMilliSteps: types.map((type) => Int32Array.from(type.startMilliSteps)),
    liftSteps: ints((type) => Math.max(1, type.liftSteps)),
    setDownSteps: ints((type) => Math.max(1, type.setDownSteps)),
    payloadKg: floats((type) => type.payloadKg),
    batteryWh: floats((type) => type.batteryWh),
    idleWhPerStep: floats((type) => type.idleWatts * stepHours),
    chargeWhPerStep: floats((type) => type.chargeWatts * stepHours),
    driveWhPerCell: floats((type) => type.driveWattHoursPerMetre * cellMetres),
    liftWh: floats((type) => type.liftWattHours),
    climbSteps: types.map((type) =>
      Int32Array.from({ length: levelsOf(floor) }, (_, level) => climbSteps(floor, type, level, stepSeconds)),
    ),
    climbWh: types.map((type) =>
      Float64Array.from({ length: levelsOf(floor) }, (_, level) => {
        return (floor.racks?.levelMetres[level] ?? 0) * (type.climb?.wattHoursPerMetre ?? 0);
      }),
    ),
  };
}
