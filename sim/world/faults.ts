// Faults: robots that fail after a random time and come back repaired, and faults planned by the scenario or injected. They
// strike after the step's actions, so that a brain never has to answer for what befell it while it was deciding.
import { assert, type QueuedEvent, Random } from "../kernel/index.ts";
import { EventKind, OrderState, type PlannedFault, type WorldSetup } from "../model/index.ts";
import { cancelOrder } from "./cancelling.ts";
import { beginToLeave, changeFleet } from "./fleet-change.ts";
import {
  closeForFault,
  comeBack,
  drawPaces,
  endFaultClosing,
  goAway,
  slowDown,
  stopSlowing,
} from "./station-faults.ts";
import type { WorldState } from "./world-state.ts";

/** Kinds on the agenda: `a` is the index of the fault, the robot, station, cell or order. */
const Due = {
  planned: 0,
  robotFails: 1,
  stationReopens: 2,
  personComesBack: 3,
  stationSpeedsUp: 4,
  cellOpens: 5,
  orderCancels: 6,
} as const;

/** Within a step: what is planned or injected, then failures, then what ends, then customers. */
const Rank = { planned: 0, failure: 1, end: 2, customer: 3 } as const;

/** Puts the planned faults and each robot's first random failure on the agenda. */
export function scheduleFaults(state: WorldState): void {
  const { setup, faults, robots } = state;
  drawPaces(state);
  for (const [index, fault] of setup.faults.planned.entries())
    faults.push(fault.step, Rank.planned, Due.planned, index);
  if (setup.faults.robotMeanHoursBetweenFailures === 0) return;
  for (let robot = 0; robot < robots.count; robot += 1) scheduleFailure(state, robot, 0);
}

/** Puts one more fault on the agenda; it must lie in a step that has not been taken. */
export function injectFault(state: WorldState, fault: PlannedFault): void {
  assert(fault.step > state.step, `a fault is injected after step ${state.step}, not in ${fault.step}`);
  const index = state.setup.faults.planned.length + state.injected.length;
  state.injected.push(fault);
  state.faults.push(fault.step, Rank.planned, Due.planned, index);
}

const due: QueuedEvent = { time: 0, kind: 0, a: 0, b: 0 };

/** A customer asks for a cancellation: it strikes in the next step. */
export function wishCancellation(state: WorldState, order: number): void {
  state.faults.push(state.step + 1, Rank.customer, Due.orderCancels, order);
}

/** Lets everything happen that is due by this step. */
export function strikeFaults(state: WorldState): void {
  while (state.faults.nextTime <= state.step) {
    state.faults.pop(due);
    const { kind, a } = due;
    switch (kind) {
      case Due.planned:
        strike(state, faultAt(state, a), a);
        break;
      case Due.robotFails:
        failAtRandom(state, a);
        break;
      case Due.stationReopens:
        endFaultClosing(state, a);
        break;
      case Due.personComesBack:
        comeBack(state, a);
        break;
      case Due.stationSpeedsUp:
        stopSlowing(state, a);
        break;
      case Due.cellOpens:
        openCell(state, a);
        break;
      case Due.orderCancels:
        cancelOrder(state, a);
        break;
    }
  }
  changeFleet(state);
}

/** Draws whether and when somebody will want to cancel the order that has just come: two numbers for every order. */
export function foreseeCancellation(state: WorldState, order: number): void {
  const { cancellation } = state.setup.faults;
  if (cancellation === undefined) return;
  const wants = state.cancellations.uniform() < cancellation.share;
  const seconds = state.cancellations.between(cancellation.secondsMin, cancellation.secondsMax);
  const steps = Math.round(seconds / state.setup.stepSeconds);
  if (wants) state.faults.push(state.step + steps, Rank.customer, Due.orderCancels, order);
}

/** The robot stands still for `steps` further steps, with its pod, before it goes on with what it was doing. */
export function failRobot(state: WorldState, robot: number, steps: number): void {
  const { robots } = state;
  robots.busySteps[robot]! += steps;
  robots.failedSteps[robot]! += steps;
  state.events.add(EventKind.robotFailed, robot, steps);
}

/** Draws the length of a repair; at least one step. */
export function drawRepairSteps(setup: WorldSetup, random: Random): number {
  const { robotRepairSecondsMin, robotRepairSecondsMax } = setup.faults;
  const seconds = random.between(robotRepairSecondsMin, robotRepairSecondsMax);
  return Math.max(1, Math.round(seconds / setup.stepSeconds));
}

/**
 * Failures and repairs of a robot follow simulated time and its own random stream alone: whatever the strategy, the same
 * robot fails at the same steps.
 */
function failAtRandom(state: WorldState, robot: number): void {
  const steps = drawRepairSteps(state.setup, state.failures[robot]!);
  if (state.robots.away[robot] === 0) failRobot(state, robot, steps);
  scheduleFailure(state, robot, state.step + steps);
}

function scheduleFailure(state: WorldState, robot: number, fromStep: number): void {
  const { setup } = state;
  const meanSteps = (setup.faults.robotMeanHoursBetweenFailures * 3600) / setup.stepSeconds;
  const gap = Math.ceil(state.failures[robot]!.exponential(meanSteps));
  state.faults.push(fromStep + Math.max(1, gap), Rank.failure, Due.robotFails, robot);
}

function faultAt({ setup, injected }: WorldState, index: number): PlannedFault {
  const { planned } = setup.faults;
  return index < planned.length ? planned[index]! : injected[index - planned.length]!;
}

/** `index` names the fault's own random stream, where it needs one. */
function strike(state: WorldState, fault: PlannedFault, index: number): void {
  switch (fault.kind) {
    case "robot-fails":
      if (state.robots.away[fault.robot] === 0) failRobot(state, fault.robot, Math.max(1, fault.steps));
      return;
    case "robots-join":
      state.robotsToJoin += fault.robots;
      return;
    case "robots-leave":
      beginToLeave(state, fault.robots);
      return;
    case "station-closes": {
      const { station, orders = "finish" } = fault;
      const until = closeForFault(state, station, fault.steps, orders);
      state.faults.push(until, Rank.end, Due.stationReopens, station);
      if (orders !== "finish") sendAway(state, station, fault.steps);
      return;
    }
    case "person-away":
      sendAway(state, fault.station, fault.steps);
      return;
    case "station-slows": {
      const until = slowDown(state, fault.station, fault.steps, fault.timeFactor);
      state.faults.push(until, Rank.end, Due.stationSpeedsUp, fault.station);
      return;
    }
    case "shift-changes":
      drawPaces(state);
      return;
    case "cell-closes":
      closeCell(state, fault.cell, fault.steps);
      return;
    case "stock-lost":
      loseStock(state, fault.sku, fault.units);
      return;
    case "supplier-stops":
      state.supplyStoppedUntil = Math.max(state.supplyStoppedUntil, state.step + Math.max(1, fault.steps));
      return;
    case "orders-surge":
      state.surgeUntil = state.step + Math.max(1, fault.steps);
      state.surgeFactor = fault.factor;
      return;
    case "orders-cancelled":
      cancelMany(state, fault.share, new Random(state.setup.seed, `world/orders cancelled ${index}`));
      return;
  }
}

function sendAway(state: WorldState, station: number, steps: number): void {
  state.faults.push(goAway(state, station, steps), Rank.end, Due.personComesBack, station);
}

function closeCell(state: WorldState, cell: number, steps: number): void {
  const { cellClosedUntil } = state;
  const before = cellClosedUntil[cell]!;
  const until = Math.max(before, state.step + Math.max(1, steps));
  cellClosedUntil[cell] = until;
  if (before === 0) state.events.add(EventKind.cellClosed, cell, until - state.step);
  state.faults.push(until, Rank.end, Due.cellOpens, cell);
}

function openCell(state: WorldState, cell: number): void {
  const { cellClosedUntil } = state;
  if (cellClosedUntil[cell] === 0 || state.step < cellClosedUntil[cell]!) return;
  cellClosedUntil[cell] = 0;
  state.events.add(EventKind.cellOpened, cell);
}

/** Takes units that nobody has been promised off the pods, lowest pod first. */
function loseStock(state: WorldState, sku: number, units: number): void {
  const { pods } = state;
  let left = units;
  for (let pod = 0; pod < pods.count && left > 0; pod += 1) {
    const lost = pods.loseUnits(pod, sku, left);
    if (lost > 0) state.events.add(EventKind.stockLost, sku, lost, pod);
    left -= lost;
  }
}

/** One draw for every order that ever came, so that an order's fate does not depend on which others are still open. */
function cancelMany(state: WorldState, share: number, random: Random): void {
  const { orders } = state;
  for (let order = 0; order < orders.count; order += 1) {
    const isDrawn = random.uniform() < share;
    const isOpen = orders.state[order] === OrderState.waiting || orders.state[order] === OrderState.assigned;
    if (isDrawn && isOpen) cancelOrder(state, order);
  }
}
