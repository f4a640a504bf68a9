// What must hold in every world after every step, whatever it was told. Plain checks rather than `expect`, which is far
// too slow for millions of them.
import {
  Activity,
  BundleState,
  CellKind,
  EventKind,
  headingOffsets,
  levelsOf,
  type Observation,
  OrderState,
  StationKind,
} from "../../sim/model/index.ts";

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`broken: ${what}`);
}

function sum(values: ArrayLike<number>, count = values.length): number {
  let total = 0;
  for (let i = 0; i < count; i += 1) total += values[i]!;
  return total;
}

/** Units per SKU on the pods. */
export function unitsOnPods(see: Observation): number[] {
  const units = new Array<number>(see.skus.count).fill(0);
  const { slotSku, slotUnits } = see.pods;
  for (let slot = 0; slot < slotSku.length; slot += 1) {
    if (slotSku[slot]! >= 0) units[slotSku[slot]!]! += slotUnits[slot]!;
  }
  return units;
}

/** Robots are apart, moved by at most one cell through an exit, did not swap, and no laden one stands on a stored pod. */
export function checkRobots(see: Observation, before: { cell: Int32Array; heading: Uint8Array }): void {
  const { robots, floor, pods } = see;
  const robotAt = new Map<number, number>();
  for (let robot = 0; robot < robots.count; robot += 1) {
    const cell = robots.cell[robot]!;
    must(!robotAt.has(cell), `robots ${robotAt.get(cell)} and ${robot} share cell ${cell}`);
    robotAt.set(cell, robot);
    // In the yard robots stand in blocked cells, on the floor never.
    const isAway = robots.away?.[robot] === 1;
    must(
      (floor.kind[cell] === CellKind.blocked) === isAway,
      `robot ${robot} in cell ${cell}, away: ${isAway}`,
    );
  }
  for (let robot = 0; robot < robots.count; robot += 1) {
    const cell = robots.cell[robot]!;
    const from = before.cell[robot]!;
    const activity = robots.activity[robot]!;
    // Nobody drives between the yard and the floor.
    const changesFleet = [cell, from].some((at) => floor.kind[at] === CellKind.blocked);
    if (changesFleet) continue;
    if (cell !== from) {
      const heading = before.heading[robot]!;
      must(
        cell - from === headingOffsets(floor.width)[heading],
        `robot ${robot} jumped from ${from} to ${cell}`,
      );
      must((floor.exits[from]! & (1 << heading)) !== 0, `robot ${robot} left ${from} where there is no exit`);
      const wasHere = before.cell.indexOf(cell);
      must(wasHere < 0 || robots.cell[wasHere] !== from, `robots ${robot} and ${wasHere} swapped`);
    }
    // A step of a robot goes to exactly one activity, and it is the one that shows.
    must((cell !== from) === (activity === Activity.driving), `robot ${robot} drives`);
    must(
      (robots.heading[robot] !== before.heading[robot]) === (activity === Activity.turning),
      `robot ${robot} turns`,
    );
    must(activity <= Activity.failed, `robot ${robot} has activity ${activity}`);
    const pod = robots.pod[robot]!;
    if (pod < 0) continue;
    must(pods.robot[pod] === robot, `robot ${robot} carries pod ${pod} and the pod knows`);
    must(!pods.cell.includes(cell), `laden robot ${robot} on a stored pod`);
  }
}

/** Every pod is stored or carried; promises fit the stock and the requests; slots of stations fit what they hold. */
export function checkBooks(see: Observation): void {
  checkPods(see);
  checkStations(see);
  checkOrders(see);
}

function checkPods(see: Observation): void {
  const { pods, robots, orders, skus } = see;
  const places = new Set<number>();
  for (let pod = 0; pod < pods.count; pod += 1) {
    const cell = pods.cell[pod]!;
    const robot = pods.robot[pod]!;
    must(cell >= 0 === robot < 0, `pod ${pod} is stored or carried`);
    if (robot >= 0) must(robots.pod[robot] === pod, `pod ${pod} is carried by ${robot}`);
    const shelf = cell * levelsOf(see.floor) + pods.level[pod]!;
    if (robot < 0)
      must(see.floor.kind[cell] === CellKind.podPlace && !places.has(shelf), `pod ${pod} has its own place`);
    places.add(shelf);
    let volume = 0;
    for (let slot = pod * pods.slotsPerPod; slot < (pod + 1) * pods.slotsPerPod; slot += 1) {
      const units = pods.slotUnits[slot]!;
      const sku = pods.slotSku[slot]!;
      must(
        pods.slotReserved[slot]! >= 0 && pods.slotReserved[slot]! <= units,
        `slot ${slot} promises what it has`,
      );
      must(sku >= 0 || units === 0, `empty slot ${slot} has no units`);
      if (sku >= 0) volume += units * skus.unitVolume[sku]!;
    }
    must(Math.abs(pods.usedVolume[pod]! - volume) < 1e-9, `pod ${pod} knows its volume`);
    must(volume + pods.promisedVolume[pod]! <= pods.capacityVolume + 1e-6, `pod ${pod} is not overfilled`);
  }
  must(
    sum(pods.slotReserved) === sum(orders.lineReserved, orders.lineTotal),
    "slots and lines agree on promises",
  );
}

function checkStations(see: Observation): void {
  const { pods, orders, bundles, stations, requests } = see;
  const { assigned } = OrderState;
  for (let station = 0; station < stations.count; station += 1) {
    let requested = 0;
    for (let pod = 0; pod < pods.count; pod += 1) requested += requests.count(station, pod);
    must(stations.pendingRequests[station] === requested, `station ${station} counts its requests`);
    let held = 0;
    if (stations.kind[station] === StationKind.pick) {
      for (let order = 0; order < orders.count; order += 1) {
        if (orders.state[order] === assigned) held += openParts(see, order, station);
      }
      // A part of which nothing is left keeps its slot while the person puts the last unit away.
      const putsAway = stations.busySteps[station]! > 0 && stations.slotsUsed[station] === held + 1;
      if (putsAway) held += 1;
    } else {
      for (let bundle = 0; bundle < bundles.count; bundle += 1) {
        if (bundles.state[bundle] === BundleState.assigned && bundles.station[bundle] === station) held += 1;
      }
    }
    must(stations.slotsUsed[station] === held, `station ${station} counts what it holds`);
    must(held <= stations.slots[station]!, `station ${station} holds no more than it can`);
  }
}

/** Parts of an order at a station of which units are left. */
function openParts({ orders }: Observation, order: number, station: number): number {
  const parts = new Set<number>();
  const first = orders.firstLine[order]!;
  for (let line = first; line < first + orders.lineCount[order]!; line += 1) {
    must(
      orders.lineStation[line]! >= 0 === orders.linePart[line]! >= 0,
      `line ${line} is in a part or in none`,
    );
    const isOpen = orders.lineUnits[line]! > orders.linePicked[line]!;
    if (isOpen && orders.lineStation[line] === station) parts.add(orders.linePart[line]!);
  }
  return parts.size;
}

function checkOrders(see: Observation): void {
  const { orders } = see;
  for (let order = 0; order < orders.count; order += 1) {
    let left = 0;
    const first = orders.firstLine[order]!;
    for (let line = first; line < first + orders.lineCount[order]!; line += 1) {
      const open = orders.lineUnits[line]! - orders.linePicked[line]!;
      must(
        orders.lineReserved[line]! >= 0 && orders.lineReserved[line]! <= open,
        `line ${line} is promised what it needs`,
      );
      left += open;
    }
    if (orders.state[order] === OrderState.cancelled) {
      must(left > 0, `order ${order} was cancelled before its last unit`);
      continue;
    }
    const isDone = orders.state[order] === OrderState.done;
    // A person who is still busy may be putting the last unit away.
    let mayFinish = false;
    for (let line = first; line < first + orders.lineCount[order]!; line += 1) {
      const station = orders.lineStation[line]!;
      mayFinish ||= station >= 0 && see.stations.busySteps[station]! > 0;
    }
    must(isDone ? left === 0 : left > 0 || mayFinish, `order ${order}: done ${isDone}, ${left} units left`);
  }
}

/** Counts what leaves the ordinary flow of stock, per SKU. */
export class StockLeaks {
  readonly lost: number[];
  readonly returned: number[];

  constructor(private readonly see: Observation) {
    this.lost = new Array<number>(see.skus.count).fill(0);
    this.returned = new Array<number>(see.skus.count).fill(0);
  }
  /** Reads the events of the step just taken. */
  look(): void {
    const { events, bundles } = this.see;
    for (let i = 0; i < events.count; i += 1) {
      if (events.kind(i) === EventKind.stockLost) this.lost[events.a(i)]! += events.b(i);
      if (events.kind(i) !== EventKind.unitsReturned) continue;
      this.returned[bundles.sku[events.a(i)]!]! += bundles.units[events.a(i)]!;
    }
  }
}

/** Units at the start + stowed = on pods + picked + lost; what was picked for cancelled orders is back as bundles. */
export function checkStock(see: Observation, atStart: readonly number[], leaks: StockLeaks): void {
  const { orders, bundles, skus } = see;
  const onPods = unitsOnPods(see);
  for (let sku = 0; sku < skus.count; sku += 1) {
    let picked = 0;
    let inVain = 0;
    for (let line = 0; line < orders.lineTotal; line += 1) {
      if (orders.lineSku[line] !== sku) continue;
      picked += orders.linePicked[line]!;
      const order = orders.lineOrder[line]!;
      if (orders.state[order] === OrderState.cancelled) inVain += orders.linePicked[line]!;
    }
    let stowed = 0;
    for (let bundle = 0; bundle < bundles.count; bundle += 1) {
      const here = bundles.sku[bundle] === sku && bundles.state[bundle] === BundleState.stowed;
      if (here) stowed += bundles.units[bundle]!;
    }
    const balance = onPods[sku]! + picked + leaks.lost[sku]!;
    must(balance === atStart[sku]! + stowed, `stock of SKU ${sku} is conserved`);
    must(inVain === leaks.returned[sku], `what was picked in vain of SKU ${sku} is back at the dock`);
  }
}
