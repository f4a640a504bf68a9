// Local re-ordering: a robot that waits for a late one goes first along the whole chain of cells that both use, if that
// makes no cycle and the plans are expected to end earlier in sum. A local form of the switchable order graph (Berndt et
// al., arXiv 2010.05254), whose optimal form is an integer program.
import { RobotAction } from "../../sim/model/index.ts";
import type { FinishTimes } from "./finish-times.ts";
import { NodeState, none, type OrderGraph } from "./order-graph.ts";

/** Nodes looked at per try; beyond it the try is given up and the order stays. */
const windowNodesMax = 4096;
/** Ticks by which the sum of the ends of plans must fall. */
const gainTicksMin = 0.5;
const unseen = 0;
const open = 1;
const closed = 2;

export class Reordering {
  private readonly mark: Uint8Array;
  private readonly touched: number[] = [];
  private readonly before: number[] = [];
  private readonly pairs: number[] = [];
  private readonly roots: number[] = [];
  private readonly path: number[] = [];
  private readonly finished: number[] = [];

  constructor(
    private readonly graph: OrderGraph,
    private readonly times: FinishTimes,
  ) {
    this.mark = new Uint8Array(graph.state.length);
  }

  /**
   * Lets a waiting robot overtake the one it waits for, which must not have been released into the first shared cell. Times
   * must be up to date and are kept so. False: the order stays as it was.
   */
  tryOvertake(waiting: number): boolean {
    const { graph, times, pairs } = this;
    const visit = graph.firstPlanned[waiting]!;
    if (visit === none || graph.after[visit] === none) return false;
    const ahead = graph.priorVisit[visit]!;
    if (graph.state[ahead] !== NodeState.planned) return false;
    this.collectChain(ahead, waiting);
    for (const first of pairs) if (graph.leaveOf(graph.nextVisit[first]!) === none) return false;
    for (const first of pairs) graph.swapVisits(first);
    if (this.sort() && this.gain() > gainTicksMin) return true;
    for (let i = 0; i < this.touched.length; i += 1) times.ticks[this.touched[i]!] = this.before[i]!;
    for (const first of pairs) graph.swapVisits(graph.priorVisit[first]!);
    return false;
  }

  /** Planned visits of the robot ahead, around the given one, that the waiting robot's visits follow directly. */
  private collectChain(ahead: number, waiting: number): void {
    const { graph, pairs } = this;
    const shared = (node: number) =>
      graph.state[node] === NodeState.planned &&
      graph.nextVisit[node] !== none &&
      graph.robot[graph.nextVisit[node]!] === waiting;
    pairs.length = 0;
    for (let node = ahead; node !== none; node = graph.next[node]!) {
      if (graph.action[node] !== RobotAction.forward) continue;
      if (!shared(node)) break;
      pairs.push(node);
    }
    for (let node = graph.previous[ahead]!; node !== none; node = graph.previous[node]!) {
      if (graph.action[node] !== RobotAction.forward) continue;
      if (!shared(node)) break;
      pairs.push(node);
    }
  }

  /** Orders everything behind the swapped visits, last first, into `finished`. False: a cycle, or too much to look at. */
  private sort(): boolean {
    const { graph, mark, pairs, roots, path, finished, touched, before } = this;
    roots.length = 0;
    finished.length = 0;
    touched.length = 0;
    before.length = 0;
    for (const first of pairs) {
      roots.push(first, graph.priorVisit[first]!);
      if (graph.nextVisit[first] !== none) roots.push(graph.nextVisit[first]!);
    }
    let seen = 0;
    let sound = true;
    for (const root of roots) {
      if (mark[root] !== unseen) continue;
      path.push(root);
      while (path.length > 0 && sound) {
        const node = path[path.length - 1]!;
        if (mark[node] === unseen) {
          mark[node] = open;
          seen += 1;
          sound = seen <= windowNodesMax && this.push(graph.next[node]!) && this.push(graph.before[node]!);
          continue;
        }
        path.pop();
        if (mark[node] === open) {
          mark[node] = closed;
          finished.push(node);
        }
      }
    }
    for (const node of path) mark[node] = unseen;
    for (const node of finished) mark[node] = unseen;
    path.length = 0;
    return sound;
  }
  /** False if the node is on the path already, that is, below an open node. */
  private push(node: number): boolean {
    if (node === none || this.mark[node] === closed) return true;
    if (this.mark[node] === open) return false;
    this.path.push(node);
    return true;
  }

  /** Writes the new times of what `sort` found; ticks by which the plans of the robots concerned end earlier, in sum. */
  private gain(): number {
    const { graph, times, finished, touched, before } = this;
    let gain = 0;
    for (let i = finished.length - 1; i >= 0; i -= 1) {
      const node = finished[i]!;
      const old = times.ticks[node]!;
      touched.push(node);
      before.push(old);
      times.ticks[node] = times.of(node);
      if (graph.tail[graph.robot[node]!] === node) gain += old - times.ticks[node]!;
    }
    return gain;
  }
}
