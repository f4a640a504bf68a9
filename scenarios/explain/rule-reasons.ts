// Why rules chose or refused, in the users' languages: one sentence per reason, with its values in braces.
import type { RuleReasonCode } from "../../controller/index.ts";

export interface Sentence {
  readonly en: string;
  readonly zh: string;
}

const say = (en: string, zh: string): Sentence => ({ en, zh });

export const ruleReasonSentences: Readonly<Record<RuleReasonCode, Sentence>> = {
  // Any decision
  "drawn-at-random": say("drawn at random from {of}", "从 {of} 个中随机抽取"),
  "best-score": say("scores {score}, the best of {of}", "得分 {score}，{of} 个中最高"),
  "none-fits": say(
    "refused: no pod that may be fetched has a unit of what the station wants",
    "不选：可搬的货架都没有该工作站所需的商品",
  ),
  "no-plan": say(
    "no plan: the rule follows a plan and there is none yet",
    "规则依据计划行事，目前还没有计划",
  ),
  // Order release
  "released-on-arrival": say("{orders} orders released as they arrive", "{orders} 个订单到达即释放"),
  "wave-begins": say("a wave begins and releases {orders} orders", "波次开始，释放 {orders} 个订单"),
  "wave-not-due": say(
    "refused: the next wave begins in {seconds} s",
    "不释放：下一波次在 {seconds} 秒后开始",
  ),
  "plan-releases": say(
    "the plan releases {orders} orders in period {period}",
    "计划在第 {period} 时段释放 {orders} 个订单",
  ),
  "pool-as-planned": say(
    "refused: the pool already holds the {released} orders that are planned",
    "不释放：订单池已有计划中的 {released} 个订单",
  ),
  // Order → station
  "no-order-waits": say("refused: no order is released and waiting", "不选：没有已释放的等待订单"),
  "oldest-order": say(
    "order {order} has waited longest, {waitedSeconds} s",
    "订单 {order} 等待最久，已 {waitedSeconds} 秒",
  ),
  "due-first": say(
    "order {order} is due first, in {dueSeconds} s",
    "订单 {order} 最早到期，还有 {dueSeconds} 秒",
  ),
  "nearly-late": say(
    "order {order} is due in {dueSeconds} s and must not wait any longer",
    "订单 {order} 在 {dueSeconds} 秒后到期，不能再等",
  ),
  "pods-nearest": say(
    "the pods for order {order} stand nearest, {steps} steps in all",
    "订单 {order} 所需货架最近，共 {steps} 步",
  ),
  "lines-in-common": say(
    "order {order} has {lines} lines in common with the station's open orders",
    "订单 {order} 与该站未完成订单有 {lines} 行相同",
  ),
  "units-on-coming-pods": say(
    "coming pods have {units} of the {of} units of order {order}",
    "来站货架上有订单 {order} 的 {of} 件中的 {units} 件",
  ),
  "lines-on-coming-pods": say(
    "coming pods have {lines} of the {of} lines of order {order} in full; only these are taken",
    "来站货架备齐订单 {order} 的 {of} 行中的 {lines} 行；只取这几行",
  ),
  "pod-at-station-completes": say(
    "the pod at the work cell has all {units} units of order {order}",
    "正在站内的货架备齐订单 {order} 的全部 {units} 件",
  ),
  "slot-kept-for-fast-lane": say(
    "refused: the last slot is kept for orders that the pod at the work cell completes",
    "不选：最后一个订单位留给站内货架即可完成的订单",
  ),
  "first-in-queue": say(
    "order {order} comes first of the station's queue of {queued}; due in {dueSeconds} s",
    "订单 {order} 在该站 {queued} 单的队列中排第一；还有 {dueSeconds} 秒到期",
  ),
  "other-station-has-less-work": say(
    "refused: station {station} has less work open, {units} units",
    "不选：工作站 {station} 的待拣件数更少，为 {units} 件",
  ),
  "least-work": say(
    "no station has less work open than the {units} units here; order {order}",
    "没有工作站的待拣件数少于此处的 {units} 件；订单 {order}",
  ),
  "other-station-fits-better": say(
    "refused: the order has {lines} lines in common with station {station}",
    "不选：该订单与工作站 {station} 有 {lines} 行相同",
  ),
  "least-reduced-cost": say(
    "order {order} is the cheapest at the plan's prices, {cost} orders",
    "按计划价格订单 {order} 成本最低，为 {cost} 单",
  ),
  "most-net-of-person": say(
    "what coming pods have of order {order} brings most for the person's time, {net} orders net",
    "到站货架上订单 {order} 的部分对人工时间最划算，净值 {net} 单",
  ),
  // Pod choice
  "best-by-keys": say(
    "best of {of} by {decidedBy}: {units} units, completes {complete} orders, {distance} steps away",
    "按{decidedBy}为 {of} 个中最优：{units} 件，可完成 {complete} 单，距离 {distance} 步",
  ),
  "only-candidate": say(
    "the only pod that has what the station wants: {units} units, completes {complete} orders, {distance} steps away",
    "唯一有所需商品的货架：{units} 件，可完成 {complete} 单，距离 {distance} 步",
  ),
  "best-net-of-trip": say(
    "best of {of} net of the trip: {units} units, {distance} steps at {unitsPerStep} units each",
    "扣除行程后为 {of} 个中最优：{units} 件，{distance} 步，每步折 {unitsPerStep} 件",
  ),
  // After a visit
  "wanted-at-station": say(
    "the station's open orders want {units} units of it",
    "该站未完成订单需要其中 {units} 件",
  ),
  "wanted-nowhere": say(
    "refused: no other station wants it and has room",
    "不转站：没有其他站需要它且有空位",
  ),
  "always-stored": say("refused: the rule stores every pod", "不转站：该规则总是回存"),
  // Pod storage
  "nearest-free-place": say("the nearest free place, {steps} steps away", "最近的空位，{steps} 步"),
  "own-place": say("its own place is free", "自己的位置空着"),
  "own-place-taken": say(
    "its own place is taken: the nearest, {steps} steps away",
    "自己的位置被占：取最近的，{steps} 步",
  ),
  "near-pick-stations": say(
    "{freePercent} % free, full enough to be picked from next: {steps} steps from the pick stations",
    "空余 {freePercent} %，存量足以继续拣选：距拣选站 {steps} 步",
  ),
  "near-replenish-stations": say(
    "{freePercent} % free, empty enough to be filled next: {steps} steps from replenishment",
    "空余 {freePercent} %，宜先补货：距补货站 {steps} 步",
  ),
  "in-demand-in-cache": say("in demand: into the cache, {steps} steps away", "热门：放入缓存区，{steps} 步"),
  "outside-cache": say(
    "not in demand: outside the cache, {steps} steps away",
    "不热门：放在缓存区外，{steps} 步",
  ),
  "cache-is-full": say(
    "in demand, but the cache is full: {steps} steps away",
    "热门，但缓存区已满：{steps} 步外",
  ),
  "turnover-zone": say(
    "zone {zone}, that of pods of {unitsPerHour} units per hour",
    "{zone} 区，即每小时 {unitsPerHour} 件的货架所在区",
  ),
  "plan-wants-zone": say(
    "the slotting plan wants its stock in zone {zone}",
    "储位计划希望其存货在 {zone} 区",
  ),
  "no-free-place": say(
    "refused: none of the {free} free places can be reached",
    "不选：{free} 个空位都无法到达",
  ),
  // Stock → pod
  "most-free-volume": say(
    "no pod with room has more free volume: {freePercent} %",
    "空余容积最大：{freePercent} %",
  ),
  "nearest-with-room": say("the nearest pod with room, {steps} steps away", "最近且放得下的货架，{steps} 步"),
  "rank-by-demand": say(
    "{rankPercent} % of the assortment is in more demand; the pod's rank by distance fits, {steps} steps",
    "{rankPercent} % 的商品更热门；与货架的距离排名相称，{steps} 步",
  ),
  "least-wanted": say("waiting orders want only {units} units of it", "等待订单只需要其中 {units} 件"),
  "ordered-together": say(
    "{lines} lines that are ordered with the SKU are on it",
    "其上有 {lines} 行与该 SKU 常被一起订购",
  ),
  "no-pod-has-room": say(
    "refused: no stored pod has room for {units} units of SKU {sku}",
    "不选：没有货架放得下 SKU {sku} 的 {units} 件",
  ),
  // Bundle → replenishment station
  "fewest-pods-coming": say("only {pods} pods are coming to it", "只有 {pods} 个货架正驶向它"),
  "nearest-to-robot": say("a free robot is {steps} steps away", "空闲机器人距它 {steps} 步"),
  "pod-with-room-coming": say(
    "a pod with {freePercent} % of room is coming to it",
    "有空余 {freePercent} % 的货架正驶向它",
  ),
  // Robot → task
  "nearest-robot": say("the nearest robot, {steps} steps away", "最近的机器人，{steps} 步"),
  "free-longest": say("free for {seconds} s, longer than any other", "已空闲 {seconds} 秒，最久"),
  "least-total-way": say(
    "its {steps} steps are part of the least total way",
    "它的 {steps} 步属于总路程最短的分配",
  ),
  "nearest-pair-first": say("{steps} steps, matched nearest pairs first", "{steps} 步，按最近的配对先定"),
  "most-regret-first": say(
    "{steps} steps; the task with most to lose chose first",
    "{steps} 步；损失最大的任务先选",
  ),
  "no-robot-carries-it": say(
    "refused: no free robot can carry {kg} kg",
    "不派：没有空闲机器人能搬 {kg} 千克",
  ),
  // Robot → induction, parcel → chute
  "nearest-induction": say(
    "the nearest of {of} inductions with room, {steps} steps away",
    "{of} 个有空位的供件台中最近的，{steps} 步",
  ),
  "most-parcels-per-robot": say(
    "{parcels} parcels on the belt for {robots} robots bound for it",
    "皮带上 {parcels} 个包裹，{robots} 台机器人前往",
  ),
  "nearest-chute": say("the nearest of {of} chutes, {steps} steps away", "{of} 个格口中最近的，{steps} 步"),
  "fewest-parcels": say(
    "{parcels} parcels in it and on their way, the fewest of {of} chutes",
    "格口内与途中共 {parcels} 个包裹，{of} 个格口中最少",
  ),
  // Station activation
  "all-open": say("all stations are open", "全部工作站开放"),
  "backlog-needs": say(
    "{orders} open orders need {stations} pick stations",
    "{orders} 个未完成订单需要 {stations} 个拣选站",
  ),
  "plan-opens": say(
    "the plan has {stations} stations of its kind open in period {period}",
    "计划在第 {period} 时段开放 {stations} 个同类工作站",
  ),
  // Charging
  "below-threshold": say("the battery is low, {percent} %", "电量低，{percent} %"),
  "idle-and-charger-free": say(
    "nothing to do and a charger is free, battery at {percent} %",
    "无任务且有空闲充电位，电量 {percent} %",
  ),
  "window-of-plan": say(
    "the plan wants {planned} robots at chargers now, battery at {percent} %",
    "计划此时 {planned} 台机器人充电，电量 {percent} %",
  ),
  "enough-charge": say("refused: {percent} % is enough", "不充电：电量 {percent} % 足够"),
  // Repositioning
  "in-demand-towards-stations": say(
    "{unitsPerHour} units per hour are expected to be picked from it",
    "预计每小时从中拣选 {unitsPerHour} 件",
  ),
  "robots-as-planned": say(
    "refused: {robots} robots move pods already, as many as the plan wants",
    "不移动：已有 {robots} 台机器人在移动货架，与计划相符",
  ),
  "nothing-to-move": say(
    "refused: no pod would stand better, or no place is free",
    "不移动：没有货架会更合适，或没有空位",
  ),
  "pods-stay": say("the rule moves nothing", "该规则不移动货架"),
};

/** Measures that told a pod from the next best. */
const measures: Readonly<Record<string, Sentence>> = {
  units: say("units", "件数"),
  complete: say("orders completed", "可完成订单数"),
  oldest: say("the age of its oldest order", "最老订单的等待时间"),
  due: say("the order due first", "最早到期的订单"),
  waiting: say("units that any order waits for", "所有等待订单所需件数"),
  distance: say("distance", "距离"),
  work: say("work net of the trip", "扣除行程后的工作量"),
  id: say("its id alone", "编号"),
};

/** The reason as a sentence; a reason unknown here, e.g. of a rule of one's own, as its code with its values. */
export function reasonSentence(
  reason: { readonly code: string; readonly values: Readonly<Record<string, number | string>> },
  language: keyof Sentence,
): string {
  const sentence = (ruleReasonSentences as Readonly<Record<string, Sentence>>)[reason.code];
  if (sentence === undefined) {
    const values = Object.entries(reason.values).map(
      ([name, value]) => `${name} ${valueText(value, language)}`,
    );
    return [reason.code, ...values].join(", ");
  }
  return sentence[language].replace(/\{(\w+)\}/g, (_, name: string) =>
    valueText(reason.values[name] ?? "–", language),
  );
}

/** Whole numbers as they are, others with three digits that count; measures by their name. */
function valueText(value: number | string, language: keyof Sentence): string {
  if (typeof value === "string") return measures[value]?.[language] ?? value;
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
}
