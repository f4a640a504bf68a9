// The traffic engine: each step takes the fleet's states and goals and returns one safe action per robot.
// inherit last plan → rank → EPIBT pass → improve → first actions → check.
import { assert, Random, type RandomState } from "../../sim/kernel/index.ts";
import { CellKind, type Floor, quarterTurns, RobotAction } from "../../sim/model/index.ts";
import { Admission } from "./admission.ts";
import { Candidates } from "./candidates.ts";
import { type DistanceRow, DistanceRows } from "./distance-rows.ts";
import { unreached } from "./distance-search.ts";
import { Epibt } from "./epibt.ts";
import { guideByFlows } from "./guidance/flow-guidance.ts";
import { Inheritance } from "./inheritance.ts";
import { JointCheck } from "./joint-check.ts";
import { JointPlan } from "./joint-plan.ts";
import { autoLanes, chooseLaneMode } from "./lanes/auto-lanes.ts";
import { Congestion } from "./lanes/congestion.ts";
import { Obstructions } from "./obstructions.ts";
import { buildOperations } from "./operations.ts";
import { PathMode } from "./paths/path-mode.ts";
import { PathPlanner } from "./paths/path-planner.ts";
import { Patience } from "./patience.ts";
import { Ranking, Standing } from "./ranking.ts";
import { type RoadCosts, RoadGraph } from "./road-graph.ts";
import type {
  Traffic,
  TrafficInput,
  TrafficOptions,
  TrafficSnapshot,
  TrafficStatistics,
} from "./traffic-port.ts";

/** Memory for distance rows unless told otherwise. */
const rowBytesMaxDefault = 256 * 1024 * 1024;
/** Cost of a forward move for operations with tolls: a turn at half of that finishes more errands, and tolls are finer. */
const forwardWithTolls = 2;
/** States that `distance` may search between two steps; beyond that it estimates. */
const distanceStatesMax = 300_000;
/** On a floor as full as this every quarter is crowded, and nothing is gained by holding robots. */
const admissionFullnessMax = 0.75;
/** Beyond half full, the fuller the floor the more it pays to clear the way for the few that go first. */
const squaringsPerFullness = 7;
/** From within this many cells a waiting robot has its goal cleared. */
const clearWithinCells = 6;

/** Makes a traffic engine for one floor and fleet. */
export function createTraffic(options: TrafficOptions): Traffic {
  return new TrafficEngine(options);
}

class TrafficEngine implements Traffic {
  private readonly floor: Floor;
  private readonly robotCount: number;
  private readonly costs: RoadCosts;
  private readonly graph: RoadGraph;
  private readonly rows: DistanceRows;
  private readonly plan_: JointPlan;
  private readonly candidates: Candidates;
  private readonly epibt: Epibt;
  private readonly inheritance: Inheritance;
  private readonly check: JointCheck;
  private readonly patience: Patience;
  private readonly ranking: Ranking;
  private readonly random: Random;
  private readonly actions: Uint8Array;
  private readonly expectedCell: Int32Array;
  private readonly expectedHeading: Uint8Array;
  private readonly remaining: Uint16Array;
  private readonly robotAt: Int32Array;
  private readonly obstructions: Obstructions;
  private readonly admission: Admission | null;
  private readonly congestion: Congestion | null;
  private readonly pathMode: PathMode;
  private readonly paths: PathPlanner | null;
  private readonly pathRows: (DistanceRow | null)[];
  /** How often a robot's share of the order of rank is squared for its weight in the improvement. */
  private readonly squarings: number;
  /** 1 = there was no time to find its way: it keeps to what it had planned. */
  private readonly kept: Uint8Array;
  private readonly outOfTime: (() => boolean) | null;
  private steps = 0;
  private waitSteps = 0;
  private distanceStates = 0;

  constructor(private readonly options: TrafficOptions) {
    const { floor, robotCount, depth = 4 } = options;
    assert(robotCount >= 0 && Number.isInteger(robotCount), `robotCount is ${robotCount}`);
    this.floor = floor;
    this.robotCount = robotCount;
    const wanted = options.lanes ?? "auto";
    const lanes = wanted === "auto" ? chooseLaneMode(floor, robotCount) : wanted;
    const tolls = options.congestion === "tolls" || (options.congestion !== "none" && lanes === "shape");
    let openCells = 1;
    for (const kind of floor.kind) if (kind !== CellKind.blocked) openCells += 1;
    const byPaths = options.iterations > 0 && options.paths !== "never";
    this.pathMode = new PathMode(byPaths ? robotCount : 0, openCells, options.iterations);
    const forward = options.costs?.forward ?? (tolls && !this.pathMode.byPaths ? forwardWithTolls : 1);
    this.costs = {
      forward,
      turn: 1,
      againstLaneFactor: 10,
      queueEntry: 8 * forward,
      obstruction: 30 * forward,
      ...options.costs,
    };
    const pool = buildOperations(depth, floor.width);
    this.graph = new RoadGraph(floor, this.costs, lanes === "shape" ? autoLanes(floor) : floor.lanes, tolls);
    if (lanes === "flows") guideByFlows(this.graph, new Random(options.seed, "traffic/guidance"));
    const roomy = robotCount < openCells * admissionFullnessMax;
    this.admission = lanes === "flows" && roomy ? new Admission(this.graph, robotCount) : null;
    this.congestion = tolls ? new Congestion(this.graph) : null;
    this.rows = new DistanceRows(this.graph, options.rowBytesMax ?? rowBytesMaxDefault, depth);
    this.plan_ = new JointPlan(pool, this.graph.cellCount, robotCount);
    this.candidates = new Candidates(pool, this.graph, this.rows.format, robotCount);
    this.epibt = new Epibt(this.plan_, this.candidates, robotCount);
    this.inheritance = new Inheritance(this.plan_, this.graph, robotCount);
    this.check = new JointCheck(this.graph, robotCount);
    this.patience = new Patience(robotCount, openCells);
    this.ranking = new Ranking(robotCount);
    this.random = new Random(options.seed, "traffic/improvement");
    this.actions = new Uint8Array(robotCount);
    this.expectedCell = new Int32Array(robotCount).fill(-1);
    this.expectedHeading = new Uint8Array(robotCount);
    this.remaining = new Uint16Array(robotCount);
    this.robotAt = new Int32Array(this.graph.cellCount).fill(-1);
    this.obstructions = new Obstructions(floor, this.graph, robotCount);
    const fullness = robotCount / openCells;
    this.squarings = 1 + Math.max(0, Math.floor((fullness - 0.5) * squaringsPerFullness));
    this.kept = new Uint8Array(robotCount);
    this.outOfTime = options.outOfTime ?? null;
    this.paths = this.pathMode.byPaths ? new PathPlanner(this.graph, this.rows, robotCount) : null;
    this.pathRows = new Array<DistanceRow | null>(robotCount).fill(null);
  }

  plan(input: TrafficInput): Uint8Array {
    const { candidates, ranking, robotCount } = this;
    this.steps += 1;
    this.distanceStates = 0;
    this.check.checkStates(input);
    this.rows.beginStep(this.steps);
    this.obstructions.note(input, () => this.rows.graphChanged());
    candidates.beginStep(this.steps);
    this.noteErrands(input);
    this.clearGoals(input);
    ranking.sort(input.priority, this.patience.standing, this.remaining);
    if (this.pathMode.byPaths) this.planPaths(input);
    else this.planOperations(input);
    this.check.checkActions(input, this.actions);
    this.noteCongestion(input);
    this.countMoving(input);
    for (let robot = 0; robot < robotCount; robot += 1)
      this.expect(robot, input.cell[robot]!, input.heading[robot]!);
    return this.actions;
  }

  private noteCongestion(input: TrafficInput): void {
    if (this.congestion === null || !this.congestion.observe(input.cell, input.goal, input.frozen)) return;
    this.graph.setTolls(this.congestion.settle());
    this.rows.tollsChanged();
  }

  private planOperations(input: TrafficInput): void {
    const { ranking, epibt, robotCount } = this;
    this.inheritance.begin(input, this.expectedCell, this.expectedHeading);
    const { frozen } = input;
    const { standing } = this.patience;
    epibt.pass(ranking.order, ranking.rank, { frozen, standing, kept: this.kept, stop: this.outOfTime });
    if (this.options.iterations > 0) {
      for (let robot = 0; robot < robotCount; robot += 1) {
        let share = (robotCount - ranking.rank[robot]!) / robotCount;
        for (let i = 0; i < this.squarings; i += 1) share *= share;
        epibt.weight[robot] = share;
      }
      epibt.improve(this.random, this.options.iterations, this.options.stopImproving ?? null);
    }
    for (let robot = 0; robot < robotCount; robot += 1) this.act(robot, input);
  }
  private planPaths(input: TrafficInput): void {
    const { candidates, pathRows, actions, robotCount, options } = this;
    const paths = this.paths!;
    for (let robot = 0; robot < robotCount; robot += 1)
      pathRows[robot] = candidates.evicted[robot] === 1 ? null : candidates.rows[robot]!;
    const { iterations, stopImproving = null } = options;
    paths.step(input, pathRows, this.ranking, this.patience, this.random, iterations, stopImproving);
    for (let robot = 0; robot < robotCount; robot += 1) actions[robot] = paths.action(robot);
  }
  /** Who had somewhere to go and went; a change of planner leaves its paths or operations behind. */
  private countMoving(input: TrafficInput): void {
    const { candidates, actions } = this;
    let wanting = 0;
    let moving = 0;
    for (let robot = 0; robot < this.robotCount; robot += 1) {
      const free = input.frozen[robot] === 0 && candidates.rows[robot] !== null;
      const wants = free && input.goal[robot]! >= 0 && input.goal[robot] !== input.cell[robot];
      const stays = wants && actions[robot] !== RobotAction.forward;
      const far = stays && this.cellsBetween(input.cell[robot]!, input.goal[robot]!) > clearWithinCells;
      this.pathMode.note(robot, far);
      if (!wants) continue;
      wanting += 1;
      if (actions[robot] !== RobotAction.wait) moving += 1;
    }
    this.waitSteps += wanting - moving;
    const byPaths = this.pathMode.byPaths;
    this.pathMode.observe(wanting, moving);
    if (byPaths === this.pathMode.byPaths) return;
    if (byPaths) {
      this.plan_.clear();
      this.plan_.operation.fill(0);
    } else this.paths!.forget();
  }

  distance(cell: number, heading: number, goal: number, laden: boolean): number {
    if (cell === goal) return 0;
    let row = this.rows.peek(goal, laden, cell);
    if (row === null) {
      if (this.distanceStates >= distanceStatesMax) return this.estimate(cell, heading, goal);
      const before = this.rows.statesSearched;
      row = this.rows.requireFresh(goal, laden, cell);
      this.distanceStates += this.rows.statesSearched - before;
    }
    const cost = this.rows.cost(row, cell, heading);
    return cost === unreached ? Infinity : cost / this.costs.forward;
  }

  distanceIfKnown(cell: number, heading: number, goal: number, laden: boolean): number {
    if (cell === goal) return 0;
    const row = this.rows.peek(goal, laden, cell);
    if (row === null) return -1;
    const cost = this.rows.cost(row, cell, heading);
    return cost === unreached ? Infinity : cost / this.costs.forward;
  }

  setBlocked(cell: number, blocked: boolean): void {
    assert(cell >= 0 && cell < this.graph.cellCount, `cell ${cell} is off the floor`);
    if (this.graph.setClosed(cell, blocked)) this.rows.graphChanged();
  }

  get statistics(): TrafficStatistics {
    const { rowsBuilt, rowBytes } = this.rows;
    return { steps: this.steps, waitSteps: this.waitSteps, rowsBuilt, rowBytes };
  }

  snapshot(): TrafficSnapshot {
    return {
      version: 1,
      state: {
        steps: this.steps,
        waitSteps: this.waitSteps,
        distanceStates: this.distanceStates,
        operation: this.plan_.operation.slice(),
        expectedCell: this.expectedCell.slice(),
        expectedHeading: this.expectedHeading.slice(),
        obstructions: this.obstructions.snapshot(),
        random: this.random.snapshot(),
        patience: this.patience.snapshot(),
        pathMode: this.pathMode.snapshot(),
        paths: this.paths?.snapshot() ?? null,
        congestion: this.congestion?.snapshot() ?? null,
        graph: this.graph.snapshot(),
        rows: this.rows.snapshot(),
      },
    };
  }
  restore(snapshot: TrafficSnapshot): void {
    const { state, version } = snapshot;
    assert(version === 1, `traffic snapshot has version ${version}, expected 1`);
    this.plan_.clear();
    this.plan_.operation.set(state.operation as Uint8Array);
    this.steps = state.steps as number;
    this.waitSteps = state.waitSteps as number;
    this.distanceStates = state.distanceStates as number;
    this.expectedCell.set(state.expectedCell as Int32Array);
    this.expectedHeading.set(state.expectedHeading as Uint8Array);
    this.obstructions.restore(state.obstructions as Readonly<Record<string, unknown>>);
    this.random.restore(state.random as RandomState);
    this.patience.restore(state.patience as Readonly<Record<string, unknown>>);
    this.pathMode.restore(state.pathMode as Readonly<Record<string, unknown>>);
    this.paths?.restore(state.paths as Int32Array);
    this.congestion?.restore(state.congestion as Readonly<Record<string, unknown>>);
    this.graph.restore(state.graph as Readonly<Record<string, unknown>>);
    this.rows.restore(state.rows as Readonly<Record<string, unknown>>);
    this.candidates.forgetAll();
  }

  /** Rows, remaining costs and standing of every robot. */
  private noteErrands(input: TrafficInput): void {
    const { candidates, patience, rows, remaining } = this;
    patience.beginStep();
    this.admission?.begin(input.cell);
    const searchedMax = rows.statesSearched + (this.options.searchStatesMax ?? Infinity);
    for (let robot = 0; robot < this.robotCount; robot += 1) {
      const goal = input.goal[robot]!;
      const cell = input.cell[robot]!;
      const laden = input.laden[robot] === 1;
      this.robotAt[cell] = robot;
      candidates.goal[robot] = goal;
      candidates.laden[robot] = input.laden[robot]!;
      candidates.evicted[robot] = 0;
      this.kept[robot] = 0;
      candidates.rows[robot] = null;
      if (input.frozen[robot] === 1) {
        patience.standing[robot] = Standing.noErrand;
        continue;
      }
      if (goal >= 0 && this.admission?.admits(cell, goal) === false) {
        patience.standing[robot] = Standing.noErrand;
        remaining[robot] = unreached;
        continue;
      }
      let row: DistanceRow | null = null;
      let cost: number = unreached;
      if (goal >= 0) {
        assert(goal < this.graph.cellCount, `robot ${robot} has goal ${goal}, which is off the floor`);
        // Without time for a search the robot goes on with what it had planned, and gives way.
        if (rows.statesSearched >= searchedMax || this.outOfTime?.() === true)
          row = rows.peek(goal, laden, cell);
        else row = rows.require(goal, laden, cell);
        if (row === null) this.kept[robot] = 1;
        else cost = rows.cost(row, cell, input.heading[robot]!);
        if (cost === unreached) row = null;
      }
      candidates.rows[robot] = row;
      patience.observe(robot, this.steps, row === null ? -1 : goal * 2 + (laden ? 1 : 0), cost);
      remaining[robot] = patience.rankingCost(robot, this.steps, cost, this.costs.forward);
      patience.tick(robot, row !== null && cost > 0);
      if (patience.clearCell[robot]! >= 0) this.sendAway(robot, cell, laden);
    }
  }

  /** Who rests on the goal of a robot that waits nearby is sent away; who has to leave it by its only exit goes first. */
  private clearGoals(input: TrafficInput): void {
    const { patience, robotAt } = this;
    for (let robot = 0; robot < this.robotCount; robot += 1) {
      if (input.frozen[robot] === 1 || !patience.wantsGoalCleared(robot)) continue;
      const goal = input.goal[robot]!;
      if (this.cellsBetween(input.cell[robot]!, goal) > clearWithinCells) continue;
      const resting = robotAt[goal]!;
      if (resting < 0 || resting === robot || input.frozen[resting] === 1) continue;
      if (patience.clearCell[resting]! >= 0) continue;
      if (patience.standing[resting]! > Standing.atGoal) {
        const exits = (input.laden[resting] === 1 ? this.graph.ladenExits : this.graph.exits)[goal]!;
        if ((exits & (exits - 1)) === 0) patience.raise(resting);
        continue;
      }
      patience.askToClear(resting, goal);
      this.sendAway(resting, goal, input.laden[resting] === 1);
    }
    for (let robot = 0; robot < this.robotCount; robot += 1) robotAt[input.cell[robot]!] = -1;
  }
  private sendAway(robot: number, cell: number, laden: boolean): void {
    const clear = this.patience.clearCell[robot]!;
    this.candidates.rows[robot] = this.rows.require(clear, laden, cell);
    this.candidates.evicted[robot] = 1;
    this.patience.standing[robot] = Standing.evicted;
  }

  /** The first action of the chosen operation; who waits throughout may as well turn towards its way. */
  private act(robot: number, input: TrafficInput): void {
    const { plan_, candidates, rows } = this;
    const operation = plan_.operation[robot]!;
    let action: number = plan_.pool.actions[operation * plan_.pool.depth]!;
    const row = candidates.rows[robot]!;
    if (operation === 0 && row !== null && candidates.evicted[robot] === 0 && input.frozen[robot] === 0) {
      const cell = plan_.cell[robot]!;
      const heading = plan_.heading[robot]!;
      let least = rows.cost(row, cell, heading);
      const right = rows.cost(row, cell, (heading + 1) & 3);
      const left = rows.cost(row, cell, (heading + 3) & 3);
      if (right < least) {
        action = RobotAction.turnRight;
        least = right;
      }
      if (left < least) action = RobotAction.turnLeft;
    }
    this.actions[robot] = action;
  }
  private expect(robot: number, cell: number, heading: number): void {
    const action = this.actions[robot]!;
    this.expectedCell[robot] = action === RobotAction.forward ? cell + this.graph.offsets[heading]! : cell;
    const turn = action === RobotAction.turnRight ? 1 : action === RobotAction.turnLeft ? 3 : 0;
    this.expectedHeading[robot] = (heading + turn) & 3;
  }

  private cellsBetween(a: number, b: number): number {
    const { width } = this.floor;
    return Math.abs((a % width) - (b % width)) + Math.abs(((a / width) | 0) - ((b / width) | 0));
  }

  /** Straight-line steps with the turns they need: a lower bound where no row is at hand. */
  private estimate(cell: number, heading: number, goal: number): number {
    const { width } = this.floor;
    const { turn, forward } = this.costs;
    const columns = (goal % width) - (cell % width);
    const lines = ((goal / width) | 0) - ((cell / width) | 0);
    const along = columns > 0 ? 0 : 2;
    const across = lines > 0 ? 1 : 3;
    let turns = 0;
    if (columns === 0) turns = quarterTurns(heading, across);
    else if (lines === 0) turns = quarterTurns(heading, along);
    else turns = 1 + Math.min(quarterTurns(heading, along), quarterTurns(heading, across));
    return Math.abs(columns) + Math.abs(lines) + (turns * turn) / forward;
  }
}
