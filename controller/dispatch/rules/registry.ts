// Every rule by decision and name: one line per rule.
import { type Decision, decisions, defaultRules, type Strategy } from "../../controller-port.ts";
import { plannerRules } from "../../planning/index.ts";
import { otherStation } from "./after-visit/other-station.ts";
import { store } from "./after-visit/store.ts";
import { lpWindows } from "./charging/lp-windows.ts";
import { opportunity } from "./charging/opportunity.ts";
import { threshold } from "./charging/threshold.ts";
import { leastFull } from "./chute-choice/least-full.ts";
import { nearest as chuteNearest } from "./chute-choice/nearest.ts";
import { random as chuteRandom } from "./chute-choice/random.ts";
import { continuous } from "./order-release/continuous.ts";
import { lp as releaseLp } from "./order-release/lp.ts";
import { waves } from "./order-release/waves.ts";
import { earliestDue } from "./order-station/earliest-due.ts";
import { fcfs as orderFcfs } from "./order-station/fcfs.ts";
import { linesInCommon } from "./order-station/lines-in-common.ts";
import { lpPrice as orderLpPrice } from "./order-station/lp-price.ts";
import { nearest as orderNearest } from "./order-station/nearest.ts";
import { podMatch } from "./order-station/pod-match.ts";
import { podMatchFastLane } from "./order-station/pod-match-fast-lane.ts";
import { podMatchUrgent } from "./order-station/pod-match-urgent.ts";
import { queue } from "./order-station/queue.ts";
import { random as orderRandom } from "./order-station/random.ts";
import { related } from "./order-station/related.ts";
import { split } from "./order-station/split.ts";
import { splitPrice } from "./order-station/split-price.ts";
import { workload } from "./order-station/workload.ts";
import { age } from "./pod-choice/age.ts";
import { composed } from "./pod-choice/by-keys.ts";
import { completeable } from "./pod-choice/completeable.ts";
import { demand } from "./pod-choice/demand.ts";
import { lateness } from "./pod-choice/lateness.ts";
import { lpPrice } from "./pod-choice/lp-price.ts";
import { nearest as podNearest } from "./pod-choice/nearest.ts";
import { picks } from "./pod-choice/picks.ts";
import { random as podRandom } from "./pod-choice/random.ts";
import { workAmount } from "./pod-choice/work-amount.ts";
import { cache as placeCache } from "./pod-storage/cache.ts";
import { fixed } from "./pod-storage/fixed.ts";
import { lpSlotting } from "./pod-storage/lp-slotting.ts";
import { nearest as placeNearest } from "./pod-storage/nearest.ts";
import { random as placeRandom } from "./pod-storage/random.ts";
import { stationBased } from "./pod-storage/station-based.ts";
import { turnoverZones } from "./pod-storage/turnover-zones.ts";
import { leastBusy } from "./replenish-station/least-busy.ts";
import { nearest as replenishNearest } from "./replenish-station/nearest.ts";
import { random as replenishRandom } from "./replenish-station/random.ts";
import { samePod } from "./replenish-station/same-pod.ts";
import { cache as moveCache } from "./repositioning/cache.ts";
import { lpMoves } from "./repositioning/lp-moves.ts";
import { none as moveNone } from "./repositioning/none.ts";
import { nearest as inductionNearest } from "./robot-induction/nearest.ts";
import { neediest } from "./robot-induction/neediest.ts";
import { random as inductionRandom } from "./robot-induction/random.ts";
import { auction } from "./robot-task/auction.ts";
import { balanced } from "./robot-task/balanced.ts";
import { fcfs as robotFcfs } from "./robot-task/fcfs.ts";
import { greedy } from "./robot-task/greedy.ts";
import { nearest as robotNearest } from "./robot-task/nearest.ts";
import { optimal } from "./robot-task/optimal.ts";
import { random as robotRandom } from "./robot-task/random.ts";
import { regret } from "./robot-task/regret.ts";
import type {
  AfterVisitRule,
  ChargingRule,
  ChuteChoiceRule,
  OrderReleaseRule,
  OrderStationRule,
  PodChoiceRule,
  PodStorageRule,
  ReplenishStationRule,
  RepositioningRule,
  RobotInductionRule,
  RobotTaskRule,
  StationActivationRule,
  StockPodRule,
} from "./rule.ts";
import { all } from "./station-activation/all.ts";
import { backlogThreshold } from "./station-activation/backlog-threshold.ts";
import { lp as activationLp } from "./station-activation/lp.ts";
import { correlative } from "./stock-pod/correlative.ts";
import { emptiest } from "./stock-pod/emptiest.ts";
import { leastDemand } from "./stock-pod/least-demand.ts";
import { nearest as stockNearest } from "./stock-pod/nearest.ts";
import { random as stockRandom } from "./stock-pod/random.ts";
import { turnover } from "./stock-pod/turnover.ts";

type Named<Rule> = Readonly<Record<string, Rule>>;

const orderRelease: Named<OrderReleaseRule> = { continuous, waves, lp: releaseLp };
const orderStation: Named<OrderStationRule> = {
  fcfs: orderFcfs,
  random: orderRandom,
  "earliest-due": earliestDue,
  nearest: orderNearest,
  "lines-in-common": linesInCommon,
  "pod-match": podMatch,
  "pod-match-fast-lane": podMatchFastLane,
  "pod-match-urgent": podMatchUrgent,
  queue,
  related,
  workload,
  "lp-price": orderLpPrice,
  split,
  "split-price": splitPrice,
};
const podChoice: Named<PodChoiceRule> = {
  random: podRandom,
  nearest: podNearest,
  completeable,
  picks,
  "work-amount": workAmount,
  demand,
  age,
  lateness,
  "lp-price": lpPrice,
};
const afterVisit: Named<AfterVisitRule> = { "other-station": otherStation, store };
const podStorage: Named<PodStorageRule> = {
  random: placeRandom,
  nearest: placeNearest,
  fixed,
  "station-based": stationBased,
  cache: placeCache,
  "turnover-zones": turnoverZones,
  "lp-slotting": lpSlotting,
};
const stockPod: Named<StockPodRule> = {
  random: stockRandom,
  nearest: stockNearest,
  emptiest,
  turnover,
  "least-demand": leastDemand,
  correlative,
};
const replenishStation: Named<ReplenishStationRule> = {
  "least-busy": leastBusy,
  random: replenishRandom,
  nearest: replenishNearest,
  "same-pod": samePod,
};
const repositioning: Named<RepositioningRule> = { none: moveNone, cache: moveCache, "lp-moves": lpMoves };
const robotTask: Named<RobotTaskRule> = {
  random: robotRandom,
  fcfs: robotFcfs,
  nearest: robotNearest,
  balanced,
  greedy,
  regret,
  auction,
  optimal,
};
const robotInduction: Named<RobotInductionRule> = {
  neediest,
  nearest: inductionNearest,
  random: inductionRandom,
};
const chuteChoice: Named<ChuteChoiceRule> = {
  nearest: chuteNearest,
  "least-full": leastFull,
  random: chuteRandom,
};
const stationActivation: Named<StationActivationRule> = {
  all,
  "backlog-threshold": backlogThreshold,
  lp: activationLp,
};
const charging: Named<ChargingRule> = { threshold, opportunity, "lp-windows": lpWindows };

/** The names of all rules that can make each decision. */
export const ruleNames: Readonly<Record<Decision, readonly string[]>> = {
  "order-release": Object.keys(orderRelease),
  "order-station": Object.keys(orderStation),
  "pod-choice": Object.keys(podChoice),
  "after-visit": Object.keys(afterVisit),
  "pod-storage": Object.keys(podStorage),
  "stock-pod": Object.keys(stockPod),
  "replenish-station": Object.keys(replenishStation),
  "robot-task": Object.keys(robotTask),
  "station-activation": Object.keys(stationActivation),
  charging: Object.keys(charging),
  repositioning: Object.keys(repositioning),
  "robot-induction": Object.keys(robotInduction),
  "chute-choice": Object.keys(chuteChoice),
  // Planning has its own; dispatch only follows what comes of it.
  ...plannerRules,
};

/** The rule objects of a strategy. */
export interface ChosenRules {
  readonly orderRelease: OrderReleaseRule;
  readonly orderStation: OrderStationRule;
  readonly podChoice: PodChoiceRule;
  readonly afterVisit: AfterVisitRule;
  readonly podStorage: PodStorageRule;
  readonly stockPod: StockPodRule;
  readonly robotTask: RobotTaskRule;
  readonly stationActivation: StationActivationRule;
  readonly charging: ChargingRule;
  readonly replenishStation: ReplenishStationRule;
  readonly repositioning: RepositioningRule;
  readonly robotInduction: RobotInductionRule;
  readonly chuteChoice: ChuteChoiceRule;
}

/** Whether a decision has such a rule: a named one, or names joined by "+" where rules can break each other's ties. */
export function isRule(decision: Decision, name: string): boolean {
  return ruleNames[decision].includes(name) || (decision === "pod-choice" && composed(name) !== null);
}

/** One sentence per decision whose rule is missing or unknown; empty when the strategy is sound. */
export function strategyProblems(strategy: Strategy): readonly string[] {
  return decisions.flatMap((decision) => {
    const found = strategy.rules[decision] ?? defaultRules[decision];
    if (found !== undefined && isRule(decision, found)) return [];
    return [
      `strategy "${strategy.name}", decision "${decision}": expected one of ${ruleNames[decision].join(", ")}, found ${
        found === undefined ? "nothing" : `"${found}"`
      }; name one of these rules`,
    ];
  });
}

/** Looks the rules of a strategy up; throws an Error naming every unknown rule. */
export function chooseRules(strategy: Strategy): ChosenRules {
  const problems = strategyProblems(strategy);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const rules = { ...defaultRules, ...strategy.rules } as Readonly<Record<Decision, string>>;
  return {
    orderRelease: orderRelease[rules["order-release"]],
    orderStation: orderStation[rules["order-station"]],
    podChoice: podChoice[rules["pod-choice"]] ?? composed(rules["pod-choice"])!,
    afterVisit: afterVisit[rules["after-visit"]],
    podStorage: podStorage[rules["pod-storage"]],
    stockPod: stockPod[rules["stock-pod"]],
    robotTask: robotTask[rules["robot-task"]],
    stationActivation: stationActivation[rules["station-activation"]],
    charging: charging[rules.charging],
    replenishStation: replenishStation[rules["replenish-station"]],
    repositioning: repositioning[rules.repositioning],
    robotInduction: robotInduction[rules["robot-induction"]],
    chuteChoice: chuteChoice[rules["chute-choice"]],
  };
}
