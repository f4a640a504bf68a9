// Scenario and seed → everything a run starts from: the world's set-up, the source of arrivals, what the site knows.
// Pure and browser-safe; the same arguments give the same site in every engine.
import type { SiteKnowledge } from "../../controller/controller-port.ts";
import {
  createFestivalDemand,
  createOrderListDemand,
  createSaturatedDemand,
  type DemandContext,
  demandHistory,
  festivalCalendar,
  generateSkus,
  initialStock,
  knownOrdersCalendar,
  knownOrdersHistory,
  plannedPopularity,
  skuPopularity,
} from "../../sim/demand/index.ts";
import type {
  DemandSource,
  Floor,
  PlannedFault,
  SkuTable,
  SorterSetup,
  WorldSetup,
} from "../../sim/model/index.ts";
import type { OrderList } from "../orders/order-list.ts";
import { formatLocalSeconds, parseLocalSeconds } from "../schema/fields.ts";
import type { SorterFloorSpec } from "../schema/floor-schema.ts";
import type { Scenario } from "../schema/scenario-schema.ts";
import { buildFloor } from "./build-floor.ts";
import { chuteDestinations } from "./chute-destinations.ts";
import { festivalConfig, saturatedConfig } from "./demand-config.ts";
import { placeRobots, robotType, startCells } from "./fleet.ts";
import { knownOrders, orderedShare } from "./known-orders.ts";
import { type FieldMisfit, misfit } from "./misfit.ts";
import { motionSetup } from "./motion.ts";
import { checkPeople, peopleSetup, shiftPlan } from "./people.ts";
import { placePods } from "./place-pods.ts";
import { plannedFaults } from "./planned-faults.ts";
import { checkYard, withYard, withYardRobots, yardPlan } from "./yard.ts";

/** Files that a scenario names, already read. Plain data: it crosses workers. */
export interface ScenarioInputs {
  /** `demand.file` */
  readonly orders?: OrderList;
  /** `floor.file` */
  readonly map?: string;
}

export interface Site {
  readonly setup: WorldSetup;
  readonly knowledge: SiteKnowledge;
  /** A fresh source, at step 0. */
  createDemand(): DemandSource;
}

/** What can go wrong here is between the scenario's fields: each misfit names the field to change. */
export type BuiltSite =
  | { readonly ok: true; readonly value: Site }
  | { readonly ok: false; readonly misfits: readonly FieldMisfit[] };

/** Everything that must hold between fields and files before a site can be built, without building it. */
export function checkSite(scenario: Scenario, inputs: ScenarioInputs): readonly FieldMisfit[] {
  const frame = buildFrame(scenario, inputs);
  return frame.ok ? [] : frame.misfits;
}

export function buildSite(scenario: Scenario, inputs: ScenarioInputs, seed: number): BuiltSite {
  const frame = buildFrame(scenario, inputs);
  if (!frame.ok) return frame;
  const { floor, planned } = frame.value;
  const context = demandContext(scenario);
  const skus = siteSkus(scenario, inputs.orders, seed);
  const demand = siteDemand(scenario, inputs.orders, context, skus, seed);
  const podCount = wantedPods(scenario, floor);
  const { slots, capacityLitres, emptyKg, stockShare, startStock } = scenario.pods;
  const stock = initialStock(
    {
      podCount,
      slotsPerPod: slots,
      capacityVolume: capacityLitres,
      spread: startStock,
      fillShare: stockShare,
    },
    skus,
    demand.popularity,
    seed,
  );
  const { late } = scenario.supply;
  const { cancellation } = scenario.faults;
  const people = peopleSetup(scenario, floor);
  const setup: WorldSetup = {
    seed,
    ...context,
    floor,
    skus,
    robotTypes: scenario.fleet.types.map((type) => robotType(type, scenario.stepSeconds, floor.cellMetres)),
    robots: withYardRobots(placeRobots(scenario.fleet, floor, seed), floor, yardPlan(scenario)),
    pods: {
      slotsPerPod: slots,
      capacityVolume: capacityLitres,
      emptyKg,
      ...placePods(floor, podCount, seed),
      slotSku: stock.slotSku,
      slotUnits: stock.slotUnits,
    },
    ...(scenario.floor.kind === "sorter" && {
      sorter: sorterSetup(scenario.floor, floor, demand.popularity, seed),
    }),
    stations: {
      pickSecondsPerUnit: scenario.stations.pick.secondsPerUnit,
      pickPodSecondsPerUnit: scenario.stations.pick.podSecondsPerUnit,
      stowSecondsPerBundle: scenario.stations.replenish.secondsPerBundle,
      pickSlots: scenario.stations.pick.slots,
      replenishSlots: scenario.stations.replenish.slots,
    },
    supply: {
      leadSecondsMin: scenario.supply.leadMinutes.min * 60,
      leadSecondsMax: scenario.supply.leadMinutes.max * 60,
      ...(late !== undefined && {
        late: { share: late.share, secondsMin: late.minutes.min * 60, secondsMax: late.minutes.max * 60 },
      }),
    },
    faults: {
      robotMeanHoursBetweenFailures: scenario.faults.robotMeanHoursBetweenFailures,
      robotRepairSecondsMin: scenario.faults.robotRepairMinutes.min * 60,
      robotRepairSecondsMax: scenario.faults.robotRepairMinutes.max * 60,
      planned,
      ...(cancellation !== undefined && {
        cancellation: {
          share: cancellation.share,
          secondsMin: cancellation.minutes.min * 60,
          secondsMax: cancellation.minutes.max * 60,
          until: cancellation.until,
        },
      }),
    },
    ...(people !== undefined && { people }),
    motion: motionSetup(scenario),
  };
  return { ok: true, value: { setup, knowledge: demand.knowledge, createDemand: demand.create } };
}

function sorterSetup(spec: SorterFloorSpec, floor: Floor, share: Float64Array, seed: number): SorterSetup {
  const { parcels, exchangeSeconds, placing } = spec.chutes;
  return { destination: chuteDestinations(floor, share, placing, seed), capacity: parcels, exchangeSeconds };
}

type Frame =
  | {
      readonly ok: true;
      readonly value: { readonly floor: Floor; readonly planned: readonly PlannedFault[] };
    }
  | { readonly ok: false; readonly misfits: readonly FieldMisfit[] };

/** What does not depend on the seed. */
function buildFrame(scenario: Scenario, inputs: ScenarioInputs): Frame {
  const built = buildFloor(scenario, inputs.map);
  if (!built.ok) return built;
  const misfits = [
    ...checkPlaces(scenario, built.value),
    ...checkOrderFile(scenario, inputs.orders),
    ...checkPeople(scenario, built.value),
    ...checkYard(scenario, built.value, fleetLimit(built.value).limit),
  ];
  const planned = plannedFaults(scenario, built.value, inputs.orders?.skuNames);
  if (!planned.ok) return { ok: false, misfits: [...misfits, ...planned.misfits] };
  if (misfits.length > 0) return { ok: false, misfits };
  // Injected faults come behind all others, so the scenario's own stay behind those of the shift plan.
  const all = [...shiftPlan(scenario, built.value), ...planned.value];
  return { ok: true, value: { floor: withYard(built.value, yardPlan(scenario)), planned: all } };
}

/** Time of a scenario as steps: `hours` and the start are exact to half a step. */
export function demandContext(scenario: Scenario): DemandContext {
  return {
    stepSeconds: scenario.stepSeconds,
    startLocalSeconds: parseLocalSeconds(scenario.start)!,
    horizonSteps: Math.max(1, Math.round((scenario.hours * 3600) / scenario.stepSeconds)),
  };
}

interface SiteDemand {
  readonly popularity: Float64Array;
  readonly knowledge: SiteKnowledge;
  readonly create: () => DemandSource;
}

function siteDemand(
  scenario: Scenario,
  orderList: OrderList | undefined,
  context: DemandContext,
  skus: SkuTable,
  seed: number,
): SiteDemand {
  const { demand } = scenario;
  const categories = scenario.skus.categories;
  switch (demand.kind) {
    case "festival": {
      const config = festivalConfig(demand, categories);
      return {
        // Planners place stock for what they expect to sell, promoted items included.
        popularity: plannedPopularity(config, seed, context, skus),
        knowledge: {
          calendar: festivalCalendar(config, seed, context, skus),
          history: demandHistory(config, seed, context, skus),
        },
        create: () => createFestivalDemand(config, seed, context, skus),
      };
    }
    case "saturated": {
      const config = saturatedConfig(demand, categories);
      const popularity = skuPopularity(config.popularity, config.categoryShare, skus, seed);
      const history = knownOrdersHistory([], { context, skus });
      const calendar = knownOrdersCalendar(scenario.name, history, { context, skus });
      return {
        popularity,
        knowledge: { calendar, history: { ...history, skuUnits: popularity.map((share) => share * 1e6) } },
        create: () => createSaturatedDemand(config, seed, context, skus),
      };
    }
    case "orders": {
      const orders = knownOrders(orderList!, {
        stepSeconds: context.stepSeconds,
        horizonSteps: context.horizonSteps,
        fromLocalSeconds: parseLocalSeconds(demand.from ?? scenario.start)!,
        promiseSeconds: demand.promiseHours * 3600,
      });
      const history = knownOrdersHistory(orders, { context, skus });
      return {
        popularity: orderedShare(orders, skus),
        knowledge: { calendar: knownOrdersCalendar(scenario.name, history, { context, skus }), history },
        create: () => createOrderListDemand(orders.filter((order) => order.arrivalStep > 0)),
      };
    }
  }
}

/** SKUs drawn by category; with an order file its SKUs, in order of first appearance. */
function siteSkus(scenario: Scenario, orders: OrderList | undefined, seed: number): SkuTable {
  const { categories, count } = scenario.skus;
  if (orders === undefined) return generateSkus({ count: count!, categories }, seed);
  return { ...generateSkus({ count: orders.skuNames.length, categories }, seed), names: orders.skuNames };
}

function wantedPods(scenario: Scenario, floor: Floor): number {
  if (floor.chutes !== undefined) return 0;
  const { count, fillShare } = scenario.pods;
  return count ?? Math.max(1, Math.round(floor.podPlaces.length * (fillShare ?? 0.85)));
}

interface FleetLimit {
  readonly limit: number;
  readonly why: string;
  readonly advice: string;
}

function fleetLimit(floor: Floor): FleetLimit {
  const cells = startCells(floor).length;
  if (floor.chutes !== undefined) {
    const advice = "Lower it, or give the floor more chutes";
    return { limit: Math.floor(cells / 2), why: "half of the floor's aisle cells", advice };
  }
  const place = floor.racks === undefined ? "place" : "cell";
  const advice = "Lower it, or give the floor more pod blocks";
  return { limit: cells, why: `one robot for each pod ${place} of the floor`, advice };
}

function checkPlaces(scenario: Scenario, floor: Floor): FieldMisfit[] {
  const places = floor.podPlaces.length;
  const misfits: FieldMisfit[] = [];
  const robots = fleetLimit(floor);
  if (scenario.fleet.count > robots.limit) {
    misfits.push(
      misfit(
        ["fleet", "count"],
        `at most ${robots.limit}, ${robots.why}`,
        scenario.fleet.count,
        robots.advice,
      ),
    );
  }
  if (floor.chutes === undefined && (scenario.pods.count ?? 0) > places) {
    misfits.push(
      misfit(
        ["pods", "count"],
        `at most ${places}, the pod places of the floor`,
        scenario.pods.count!,
        "Lower it, or give the floor more pod blocks",
      ),
    );
  }
  return misfits;
}

function checkOrderFile(scenario: Scenario, list: OrderList | undefined): FieldMisfit[] {
  const { demand } = scenario;
  if (demand.kind !== "orders") return [];
  if (list === undefined) {
    return [misfit(["demand", "file"], "an order file that has been read", demand.file)];
  }
  const from = parseLocalSeconds(demand.from ?? scenario.start)!;
  const until = from + scenario.hours * 3600;
  const times = list.timeLocalSeconds;
  if (times.some((time) => time >= from && time <= until)) return [];
  const range = (a: number, b: number) => `${formatLocalSeconds(a)} to ${formatLocalSeconds(b)}`;
  return [
    misfit(
      ["demand", "from"],
      `orders from ${range(from, until)}`,
      `orders from ${range(times[0]!, times[times.length - 1]!)}`,
      "Set demand.from to a time of the file that falls on the start of the run",
    ),
  ];
}
