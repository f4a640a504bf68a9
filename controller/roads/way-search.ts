// The fastest way of one robot through the gaps that the others' plans leave: safe interval path planning (Phillips and
// Likhachev, ICRA 2011) over edges, so that turns and their permissions count.
import { EventQueue, type QueuedEvent } from "../../sim/kernel/index.ts";
import { passes } from "./road-distances.ts";
import type { RoadNetwork } from "./road-network.ts";
import type { TimedEdge, Timetable } from "./timetable.ts";

export interface WayRequest {
  readonly robot: number;
  readonly type: number;
  readonly laden: boolean;
  /** Where and when the way begins, and the edge that the robot comes by; −1 = it stands there. */
  readonly node: number;
  readonly seconds: number;
  readonly arrivingEdge: number;
  /** Nodes at which the way may end; the robot rests there. */
  readonly isGoal: (node: number) => boolean;
  /** Seconds from the end of an edge to a goal, never too many. */
  readonly remaining: (edge: number) => number;
}

/** Labels looked at before a search is given up. */
const labelsMax = 60_000;

interface Label {
  readonly edge: number;
  readonly node: number;
  readonly start: number;
  readonly arrival: number;
  readonly lastsSeconds: number;
  /** End of the time in which the robot may stay at the node. */
  readonly until: number;
  readonly from: Label | null;
}

export class WaySearch {
  private readonly queue = new EventQueue(256);
  private readonly event: QueuedEvent = { time: 0, kind: 0, a: 0, b: 0 };

  constructor(
    private readonly network: RoadNetwork,
    private readonly timetable: Timetable,
  ) {}

  /** The way, or null. */
  find(request: WayRequest): TimedEdge[] | null {
    const { network, queue, event } = this;
    const { type, robot, laden } = request;
    const spans = new Map<number, number[]>();
    const busy = (place: number) => {
      let list = spans.get(place);
      if (list === undefined) {
        list = this.timetable.busy(place, robot);
        spans.set(place, list);
      }
      return list;
    };
    const labels: Label[] = [];
    const best = new Map<number, number>();
    const add = (label: Label, gap: number) => {
      const rest = label.edge < 0 ? 0 : request.remaining(label.edge);
      if (rest === Infinity || labels.length >= labelsMax) return;
      const key = label.edge * 64 + Math.min(gap, 63);
      const known = best.get(key);
      if (known !== undefined && known <= label.arrival) return;
      best.set(key, label.arrival);
      labels.push(label);
      queue.push(label.arrival + rest, -label.arrival, labels.length - 1, key);
    };
    const here = busy(network.nodePlace(type, request.node));
    const until = here.find((_, i) => i % 2 === 0 && here[i]! >= request.seconds) ?? Infinity;
    const { node, seconds, arrivingEdge } = request;
    queue.push(seconds, 0, 0, -1);
    labels.push({
      edge: arrivingEdge,
      node,
      start: seconds,
      arrival: seconds,
      lastsSeconds: 0,
      until,
      from: null,
    });
    let found: Label | null = null;
    while (queue.pop(event)) {
      const label = labels[event.kind]!;
      if (event.a >= 0 && best.get(event.a)! < label.arrival) continue;
      if (label.from !== null && label.until === Infinity && request.isGoal(label.node)) {
        found = label;
        break;
      }
      for (let i = network.outStart[label.node]!; i < network.outStart[label.node + 1]!; i += 1) {
        const edge = network.outEdges[i]!;
        if (!passes(network, type, edge, laden)) continue;
        const turn = label.edge < 0 ? 0 : network.turnSeconds(type, label.edge, edge);
        if (turn === Infinity) continue;
        const lasts = turn + network.seconds[type * network.edgeCount + edge]!;
        const next = network.to[edge]!;
        const nodeSpans = busy(network.nodePlace(type, next));
        const edgeSpans = busy(network.edgePlace(type, edge));
        for (let gap = 0; gap <= nodeSpans.length; gap += 2) {
          const opens = gap === 0 ? -Infinity : nodeSpans[gap - 1]!;
          const closes = nodeSpans[gap] ?? Infinity;
          const last = Math.min(label.until, closes);
          const start = firstStart(edgeSpans, Math.max(label.arrival, opens), lasts);
          if (start === Infinity || !(start + lasts <= last)) {
            if (opens > label.until) break;
            continue;
          }
          const arrival = start + lasts;
          add({ edge, node: next, start, arrival, lastsSeconds: lasts, until: closes, from: label }, gap / 2);
        }
      }
    }
    while (queue.pop(event));
    if (found === null) return null;
    const way: TimedEdge[] = [];
    for (let label: Label = found; label.from !== null; label = label.from)
      way.unshift({
        edge: label.edge,
        lastsSeconds: label.lastsSeconds,
        start: label.start,
        end: label.arrival,
      });
    return way;
  }
}

/** The first time from `earliest` on at which `lasts` seconds fit between the spans. */
function firstStart(spans: readonly number[], earliest: number, lasts: number): number {
  let start = earliest;
  for (let i = 0; i < spans.length; i += 2) {
    if (spans[i]! >= start + lasts) break;
    if (spans[i + 1]! > start) start = spans[i + 1]!;
  }
  return start;
}
