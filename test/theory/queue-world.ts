// A warehouse in which nothing is left but a queue: at each of c pick stations stands a robot with a pod that never runs
// out, orders of one unit arrive as a Poisson stream, and the oldest goes to the first free person. An order is in the
// system from the step after its arrival, the first in which anybody can act on it.
import { createFestivalDemand } from "../../sim/demand/index.ts";
import { type DispatchCommand, OrderState, RobotAction, type ServiceTime } from "../../sim/model/index.ts";
import { World } from "../../sim/world/index.ts";
import { festival } from "../demand/example-festival.ts";
import { pictureFloor, tinySetup } from "../sim/tiny-world.ts";

export interface QueueCase {
  readonly servers: number;
  /** Share of the time that a person works. */
  readonly use: number;
  readonly service: ServiceTime;
}

export interface QueueRun {
  /** Mean seconds that an order is in the system, over the orders after the warm-up. */
  readonly secondsInSystem: number;
  /** Mean number of orders in the system, over the same time. */
  readonly ordersInSystem: number;
  /** Orders per second that came in that time. */
  readonly arrivalRate: number;
}

export const serviceSeconds = 60;
const stepSeconds = 1;
const stock = 10_000_000;
const flatDay = Array.from({ length: 24 }, () => 1);

/** Orders per second of a case. */
export function arrivalRate({ servers, use }: QueueCase): number {
  return (servers * use) / serviceSeconds;
}

/** One replication: `orders` arrivals after `warmupOrders`, on average. */
export function runQueue(input: QueueCase, seed: number, orders: number, warmupOrders: number): QueueRun {
  const rate = arrivalRate(input);
  const horizonSteps = Math.ceil((warmupOrders + orders) / rate);
  const world = queueWorld(input, rate, seed, horizonSteps);
  const see = world.observation;
  const { stations } = see;
  const actions = new Uint8Array(input.servers);
  const commands: DispatchCommand[] = [];
  const warmupSteps = Math.ceil(warmupOrders / rate);
  let oldest = 0;
  let inSystem = 0;
  let firstCounted = 0;
  let unitsBefore = 0;
  const take = () => world.step({ actions, dispatch: commands });
  // Everybody lifts the pod and brings it next door; orders of these few steps wait.
  actions.fill(RobotAction.lift);
  take();
  actions.fill(RobotAction.wait);
  while (see.robots.pod.includes(-1)) take();
  actions.fill(RobotAction.forward);
  take();
  actions.fill(RobotAction.wait);
  while (see.step < horizonSteps) {
    commands.length = 0;
    for (let station = 0; station < input.servers && oldest < see.orders.count; station += 1) {
      // Free now, or in the very step in which the command is carried out.
      const holds = stations.slotsUsed[station]!;
      if (holds > 1 || (holds === 1 && stations.busySteps[station]! > 1)) continue;
      commands.push({ kind: "assign-order", order: oldest, station });
      commands.push({ kind: "pick", station, pod: station, line: oldest, units: 1 });
      oldest += 1;
    }
    const known = see.orders.count;
    take();
    if (see.step === warmupSteps) {
      firstCounted = see.orders.count;
      unitsBefore = stations.unitsDone.reduce((sum, units) => sum + units, 0);
    }
    if (see.step > warmupSteps) {
      const done = stations.unitsDone.reduce((sum, units) => sum + units, 0);
      inSystem += known - done;
    }
  }
  if (unitsBefore === 0) throw new Error("the warm-up served nobody");
  let seconds = 0;
  let counted = 0;
  for (let order = firstCounted; order < see.orders.count; order += 1) {
    if (see.orders.state[order] !== OrderState.done) continue;
    seconds += (see.orders.doneStep[order]! - see.orders.arrivalStep[order]! - 1) * stepSeconds;
    counted += 1;
  }
  const measured = (horizonSteps - warmupSteps) * stepSeconds;
  return {
    secondsInSystem: seconds / counted,
    ordersInSystem: (inSystem * stepSeconds) / measured,
    arrivalRate: (see.orders.count - firstCounted) / measured,
  };
}

function queueWorld(
  { servers, service }: QueueCase,
  rate: number,
  seed: number,
  horizonSteps: number,
): World {
  const tiny = tinySetup({
    floor: pictureFloor("pP".repeat(servers)),
    seed,
    robots: Array.from({ length: servers }, (_, k) => ({ at: 2 * k })),
    pods: Array.from({ length: servers }, (_, k) => ({ at: 2 * k, stock: [[0, stock]] as const })),
    stations: { pickSecondsPerUnit: serviceSeconds, pickPodSecondsPerUnit: serviceSeconds, pickSlots: 2 },
    people: { service, paceDeviation: 0, paceMin: 1, paceMax: 1, pace: new Float64Array() },
  });
  const skus = {
    ...tiny.skus,
    count: 1,
    names: ["any"],
    category: new Uint8Array(1),
    unitVolume: new Float64Array(1),
    unitKg: new Float64Array(1),
  };
  const context = { stepSeconds, startLocalSeconds: 0, horizonSteps };
  const one = { mean: 1, deviation: 0, min: 1, max: 1 };
  const demand = createFestivalDemand(
    {
      ...festival,
      ordinaryOrdersPerDay: rate * 86_400,
      hourShape: [flatDay],
      categoryShare: [1],
      waves: [],
      overdispersion: 0,
      releaseLagSeconds: 0,
      peakFactor: null,
      order: { ...festival.order, lines: one, units: one },
    },
    seed,
    context,
    skus,
  );
  return new World({ ...tiny, ...context, skus }, demand);
}
