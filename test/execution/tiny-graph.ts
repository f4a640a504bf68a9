// Order graphs on one-row and small floors, told in words: plans are strings of actions per robot.
import { NodeState, none, OrderGraph, PlanAppender } from "../../controller/execution/index.ts";
import { RobotAction } from "../../sim/model/index.ts";

const actionOf: Readonly<Record<string, number>> = {
  F: RobotAction.forward,
  R: RobotAction.turnRight,
  L: RobotAction.turnLeft,
  ".": RobotAction.wait,
};

export interface Start {
  readonly at: number;
  readonly heading?: number;
}

export class TinyGraph {
  readonly graph: OrderGraph;
  readonly appender: PlanAppender;

  constructor(width: number, height: number, robots: readonly Start[], horizon = 8) {
    this.graph = new OrderGraph({
      width,
      height,
      cell: Int32Array.from(robots.map((robot) => robot.at)),
      heading: Uint8Array.from(robots.map((robot) => robot.heading ?? 0)),
      horizon,
    });
    this.appender = new PlanAppender(this.graph, width, () => true);
  }

  /** One string per robot, one character per step: F, R, L or `.` to wait. */
  plan(...robots: readonly string[]) {
    const steps = Math.max(...robots.map((plan) => plan.length));
    const count = this.graph.robotCount;
    const actions = new Uint8Array(steps * count);
    robots.forEach((plan, robot) => {
      [...plan].forEach((action, step) => {
        actions[step * count + robot] = actionOf[action]!;
      });
    });
    return this.appender.append(actions, steps);
  }

  /** Robots whose next planned action may be released now. */
  ready(): number[] {
    const { graph } = this;
    return Array.from({ length: graph.robotCount }, (_, robot) => robot).filter(
      (robot) => graph.firstPlanned[robot] !== none && graph.isReady(graph.firstPlanned[robot]!),
    );
  }
  /** Releases and finishes the robot's next action. */
  does(robot: number): void {
    this.graph.release(robot);
    this.graph.finish(robot);
  }
  /** Everybody does what is ready, in the given order of preference, until nothing is. */
  playOut(pick: (ready: readonly number[]) => number = (ready) => ready[0]!): void {
    for (let ready = this.ready(); ready.length > 0; ready = this.ready()) this.does(pick(ready));
  }
  get cells(): number[] {
    return [...this.graph.cell];
  }
  get ends(): number[] {
    return [...this.graph.endCell];
  }
}

/** Throws unless links agree with each other and counts with the nodes. */
export function checkGraph(graph: OrderGraph): void {
  const must = (holds: boolean, what: string) => {
    if (!holds) throw new Error(`broken graph: ${what}`);
  };
  let live = 0;
  for (let node = 0; node < graph.state.length; node += 1) {
    if (graph.state[node] === NodeState.free) continue;
    live += 1;
    const after = graph.after[node]!;
    const before = graph.before[node]!;
    if (after !== none) must(graph.before[after] === node, `type 2 edge into ${node}`);
    if (before !== none) must(graph.after[before] === node, `type 2 edge out of ${node}`);
    if (after !== none) must(graph.from[after] === graph.to[node], `${node} enters what ${after} leaves`);
  }
  must(live === graph.nodeCount, `${graph.nodeCount} nodes counted, ${live} found`);
  for (let robot = 0; robot < graph.robotCount; robot += 1) {
    let count = 0;
    let released = 0;
    let at = graph.cell[robot]!;
    let last = graph.anchor[robot]!;
    must(graph.to[last] === at, `robot ${robot} stands where its anchor says`);
    for (let node = graph.head(robot); node !== none; node = graph.next[node]!) {
      must(graph.previous[node] === last && graph.robot[node] === robot, `list of robot ${robot}`);
      must(graph.from[node] === at, `robot ${robot} goes on from where it is`);
      if (graph.state[node] === NodeState.released) {
        must(released === count, `robot ${robot}: released actions come first`);
        released += 1;
      }
      at = graph.to[node]!;
      count += 1;
      last = node;
    }
    must(graph.tail[robot] === last && graph.endCell[robot] === at, `end of robot ${robot}`);
    must(graph.unfinished[robot] === count && graph.released[robot] === released, `counts of robot ${robot}`);
    must(graph.endsHere[at] === robot, `plan of robot ${robot} ends at ${at}`);
  }
  for (let cell = 0; cell < graph.cellCount; cell += 1) {
    let later = none;
    for (let visit = graph.lastVisit[cell]!; visit !== none; visit = graph.priorVisit[visit]!) {
      must(graph.to[visit] === cell && graph.nextVisit[visit] === later, `visits of cell ${cell}`);
      if (later !== none && graph.robot[visit] !== graph.robot[later]) {
        must(graph.after[later] === graph.leaveOf(visit), `order of ${visit} and ${later} in cell ${cell}`);
      }
      later = visit;
    }
    must(later === none || graph.after[later] === none, `the first user of cell ${cell} waits for nobody`);
  }
}
