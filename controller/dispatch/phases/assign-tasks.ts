// Gives free robots pods to fetch: which station is next, which pod for it, which robot. Pick and replenishment share
// the fleet by quota (the dispatch plan's, else 2 : 1); what one leaves unused the other may take.
import { StationKind } from "../../../sim/model/index.ts";
import type { DispatchContext } from "../context.ts";
import { limits } from "../limits.ts";
import { claimPod, promiseStow, promiseToStation } from "../promises.ts";
import { because } from "../rules/because.ts";
import { planPeriod } from "../rules/plan-period.ts";
import { unreachable } from "../state/geometry.ts";
import { Mission, unclaimed } from "../state/missions.ts";
import { explainIdle } from "./explain-idle.ts";
import { fillWithBundles } from "./replenish.ts";

/** Robots of the tasks, then free robots that may be swapped in. */
const taskRobot = new Int32Array(limits.tasksPerStepMax + limits.swapRobotsMax);
const taskPod = new Int32Array(limits.tasksPerStepMax);
const taskStation = new Int32Array(limits.tasksPerStepMax);

/** Robots bound for stations of each kind, and free robots left in this step. */
interface Fleet {
  picking: number;
  replenishing: number;
  free: number;
}

export function assignTasks(context: DispatchContext): void {
  shareOut(context);
  const fleet = countFleet(context);
  context.scratch.freeCount = fleet.free;
  if (fleet.free === 0) return;
  const pickShare = plannedPickShare(context);
  let tasks = 0;
  let pickOpen = true;
  let replenishOpen = true;
  while (fleet.free > 0 && tasks < limits.tasksPerStepMax && (pickOpen || replenishOpen)) {
    const due = fleet.replenishing < (1 - pickShare) * (fleet.picking + fleet.replenishing + 1);
    const replenishing = replenishOpen && (due || !pickOpen);
    const made = replenishing ? makeStowTask(context, fleet, tasks) : makePickTask(context, fleet, tasks);
    if (made) {
      tasks += 1;
      if (replenishing) fleet.replenishing += 1;
      else fleet.picking += 1;
    } else if (replenishing) replenishOpen = false;
    else pickOpen = false;
  }
  if (context.rules.robotTask.improve && tasks > 1) improveTasks(context, fleet, tasks);
  startTasks(context, tasks);
  context.scratch.freeCount = fleet.free;
  explainIdle(context, fleet.free, tasks);
}

/** Shares robots out anew now and then, where the rule does. */
function shareOut(context: DispatchContext): void {
  const { robotTask } = context.rules;
  if (robotTask.shareOut === undefined) return;
  if (context.step % context.steps(limits.shareOutSeconds) !== 1 && context.step > 1) return;
  robotTask.shareOut(context, context.stations.state.robotGoal);
}

/** Lists free, sound robots with enough energy in `scratch.freeRobots`, ids ascending. */
function countFleet(context: DispatchContext): Fleet {
  const { missions, observation, scratch, setup } = context;
  const { state } = missions;
  const { robots } = observation;
  const chargerFree = state.chargerRobot.includes(-1);
  const shareMin =
    setup.floor.chargers.length === 0 ? 0 : chargerFree ? limits.batteryLow : limits.batteryCritical;
  const fleet: Fleet = { picking: 0, replenishing: 0, free: 0 };
  for (let robot = 0; robot < robots.count; robot += 1) {
    const station = state.station[robot];
    if (station >= 0) {
      if (observation.stations.kind[station] === StationKind.pick) fleet.picking += 1;
      else fleet.replenishing += 1;
    }
    if (!missions.isFree(robot) || state.failedAt[robot] >= 0 || robots.busySteps[robot] > 0) continue;
    if (robots.pod[robot] >= 0) continue;
    const share = robots.energyWh[robot] / setup.robotTypes[robots.type[robot]].batteryWh;
    if (share < shareMin) {
      sayBatteryLow(context, robot, share);
      continue;
    }
    scratch.freeRobots[fleet.free++] = robot;
  }
  return fleet;
}

/** A robot that rests on too little charge; that no charger is free is said by the charging phase. */
function sayBatteryLow(context: DispatchContext, robot: number, share: number): void {
  const { missions } = context;
  if (missions.state.mission[robot] !== Mission.idle || missions.isBecause(robot, "idle-no-charger-free"))
    return;
  missions.because(robot, "idle-battery-low", Math.round(share * 100));
}

/** Share of the working robots that should pick. */
function plannedPickShare(context: DispatchContext): number {
  const plan = context.plan?.dispatch;
  const period = planPeriod(context);
  if (!plan || period < 0) return limits.pickShare;
  const both = plan.robotsPick[period] + plan.robotsReplenish[period];
  return both > 0 ? plan.robotsPick[period] / both : limits.pickShare;
}

function payloadOf(context: DispatchContext, robot: number): number {
  return context.setup.robotTypes[context.observation.robots.type[robot]].payloadKg;
}
function strongestFree(context: DispatchContext, fleet: Fleet): number {
  let most = 0;
  for (let i = 0; i < fleet.free; i += 1) {
    most = Math.max(most, payloadOf(context, context.scratch.freeRobots[i]));
  }
  return most;
}

/** Takes the rule's robot for the pod off the free list; false when no free robot can carry it. */
function takeRobot(
  context: DispatchContext,
  fleet: Fleet,
  task: number,
  pod: number,
  station: number,
): boolean {
  const { freeRobots } = context.scratch;
  const kg = context.stock.state.podKg[pod];
  const at = context.rules.robotTask.choose(
    context,
    pod,
    freeRobots,
    fleet.free,
    (robot) => payloadOf(context, robot) >= kg,
  );
  if (at < 0) {
    context.notes?.add(context.step, "robot-task", { pod }, null, because("no-robot-carries-it", kg));
    return false;
  }
  taskRobot[task] = freeRobots[at];
  taskPod[task] = pod;
  taskStation[task] = station;
  freeRobots.copyWithin(at, at + 1, fleet.free);
  fleet.free -= 1;
  claimPod(context, taskRobot[task], pod, station);
  return true;
}

function makePickTask(context: DispatchContext, fleet: Fleet, task: number): boolean {
  const { stations, scratch } = context;
  const kgMax = strongestFree(context, fleet);
  for (;;) {
    const station = neediestPickStation(context);
    if (station < 0) return false;
    scratch.candidates.fill(context, station, kgMax);
    if (scratch.candidates.count > 0) {
      if (context.rules.podChoice.looksAtWaiting) scratch.candidates.countWaiting(context);
      if (context.rules.podChoice.looksAtWork) {
        scratch.freeCount = fleet.free;
        scratch.candidates.countWork(context);
      }
      const { podChoice } = context.rules;
      const chosen = podChoice.choose(context, scratch.candidates, station);
      const pod = scratch.candidates.pod[chosen];
      context.notes?.add(
        context.step,
        "pod-choice",
        { station },
        pod,
        podChoice.explain(context, scratch.candidates, station, chosen),
      );
      if (!takeRobot(context, fleet, task, pod, station)) return false;
      promiseToStation(context, station, pod);
      return true;
    }
    context.notes?.add(context.step, "pod-choice", { station }, null, because("none-fits"));
    stations.state.retryStep[station] = context.step + context.steps(limits.noPodRetrySeconds);
  }
}

/** The pick station with unmet units and fewest pods on their way; ties by most unmet units, then id. */
function neediestPickStation(context: DispatchContext): number {
  const { unmet, podCount, retryStep, jammedBy, robotGoal } = context.stations.state;
  const cap = context.robotsPerStationMax();
  let best = -1;
  for (const station of context.pickStations) {
    const most = Math.min(cap, robotGoal[station]);
    if (unmet[station] === 0 || podCount[station] >= most || jammedBy[station] >= 0) continue;
    if (retryStep[station] > context.step) continue;
    if (
      best < 0 ||
      podCount[station] < podCount[best] ||
      (podCount[station] === podCount[best] && unmet[station] > unmet[best])
    ) {
      best = station;
    }
  }
  return best;
}

function makeStowTask(context: DispatchContext, fleet: Fleet, task: number): boolean {
  const { dock, stations, stock, missions, observation, geometry } = context;
  if (dock.state.count === 0) return false;
  const open: number[] = [];
  for (const other of context.replenishStations) {
    const { podCount, slotsFree, retryStep, jammedBy } = stations.state;
    if (jammedBy[other] >= 0) continue;
    if (!context.takesWork(other) || slotsFree[other] <= 0) continue;
    const most = Math.min(context.robotsPerStationMax(), stations.state.robotGoal[other]);
    if (podCount[other] >= most || retryStep[other] > context.step) continue;
    open.push(other);
  }
  if (open.length === 0) return false;
  context.scratch.freeCount = fleet.free;
  const { replenishStation, stockPod } = context.rules;
  const station = replenishStation.choose(context, open);
  const k = mostWantedBundle(context);
  const bundle = dock.state.bundle[k];
  const sku = observation.bundles.sku[bundle];
  const units = observation.bundles.units[bundle];
  const kgMax = strongestFree(context, fleet);
  const steps = geometry.toStation(station);
  const accepts = (pod: number) =>
    observation.pods.cell[pod] >= 0 &&
    missions.state.claim[pod] === unclaimed &&
    steps[geometry.placeOfPod(observation.pods, pod)] !== unreachable &&
    stock.hasRoom(pod, sku, units, kgMax);
  const pod = stockPod.choose(context, station, sku, units, accepts);
  if (context.notes !== null) {
    const { notes, step } = context;
    notes.add(step, "replenish-station", { sku }, station, replenishStation.explain(context, open, station));
    const reason = stockPod.explain(context, station, sku, units, pod);
    notes.add(step, "stock-pod", { station, sku }, pod < 0 ? null : pod, reason);
  }
  if (pod < 0 || !takeRobot(context, fleet, task, pod, station)) {
    stations.state.retryStep[station] = context.step + context.steps(limits.noPodRetrySeconds);
    return false;
  }
  promiseStow(context, k, station, pod);
  fillWithBundles(context, station, pod);
  return true;
}

/** The oldest bundle of a SKU that blocked orders wait for, else the oldest bundle. */
function mostWantedBundle(context: DispatchContext): number {
  const { dock, orders, observation } = context;
  for (let k = 0; k < Math.min(dock.state.count, limits.dockWindowMax); k += 1) {
    if (orders.state.blockedOfSku[observation.bundles.sku[dock.state.bundle[k]]] > 0) return k;
  }
  return 0;
}

/** Lets the rule match the tasks of this step and all free robots anew. */
function improveTasks(context: DispatchContext, fleet: Fleet, taskCount: number): void {
  const { missions, scratch, rules } = context;
  const { state } = missions;
  const spare = gatherSpare(context, fleet, taskCount);
  const robotCount = taskCount + spare;
  for (let task = 0; task < taskCount; task += 1) {
    state.pod[taskRobot[task]] = -1;
    state.station[taskRobot[task]] = -1;
  }
  rules.robotTask.improve!(context, { robots: taskRobot, robotCount, pods: taskPod, taskCount });
  for (let task = 0; task < taskCount; task += 1) {
    const robot = taskRobot[task];
    state.claim[taskPod[task]] = robot;
    state.pod[robot] = taskPod[task];
    state.station[robot] = taskStation[task];
  }
  if (spare === 0) return;
  let free = fleet.free - spare;
  for (let k = taskCount; k < robotCount; k += 1) scratch.freeRobots[free++] = taskRobot[k];
  scratch.freeRobots.subarray(0, free).sort();
}

/** Moves free robots from the free list behind the tasks' robots, those nearest to the tasks' pods if there are many. */
function gatherSpare(context: DispatchContext, fleet: Fleet, taskCount: number): number {
  const { geometry, observation, scratch } = context;
  const spare = Math.min(fleet.free, limits.swapRobotsMax);
  if (fleet.free > spare) {
    const stepsOf = new Map<number, number>();
    for (let k = 0; k < fleet.free; k += 1) {
      const robot = scratch.freeRobots[k];
      let steps = Number.POSITIVE_INFINITY;
      for (let task = 0; task < taskCount; task += 1) {
        const cell = observation.pods.cell[taskPod[task]];
        steps = Math.min(steps, geometry.manhattan(observation.robots.cell[robot], cell));
      }
      stepsOf.set(robot, steps);
    }
    scratch.freeRobots.subarray(0, fleet.free).sort((a, b) => stepsOf.get(b)! - stepsOf.get(a)! || b - a);
  }
  const from = fleet.free - spare;
  for (let k = 0; k < spare; k += 1) taskRobot[taskCount + k] = scratch.freeRobots[from + k];
  return spare;
}

function startTasks(context: DispatchContext, tasks: number): void {
  const { missions, observation, rules } = context;
  const { state } = missions;
  for (let task = 0; task < tasks; task += 1) {
    const robot = taskRobot[task];
    context.notes?.add(
      context.step,
      "robot-task",
      { pod: taskPod[task], station: taskStation[task] },
      robot,
      rules.robotTask.explain(context, taskPod[task], robot),
    );
    state.goal[robot] = observation.pods.cell[taskPod[task]];
    missions.enter(robot, Mission.toPod, context.step);
    sayFetching(context, robot);
  }
}

/** Says which pod the robot fetches, for which station and how many requests. */
export function sayFetching(context: DispatchContext, robot: number): void {
  const { missions, observation } = context;
  const pod = missions.state.pod[robot];
  const station = missions.state.station[robot];
  const picks = observation.stations.kind[station] === StationKind.pick;
  const code = picks ? "fetching-pod-for-picks" : "fetching-pod-for-stow";
  missions.because(robot, code, pod, station, missions.state.pending[pod]);
}
