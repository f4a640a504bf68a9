// Why a robot stands and what to do about it, for people: English and Chinese.
import type { LinkReason, LinkStatus } from "./link-port.ts";

export interface ReasonText {
  readonly why: string;
  /** Empty: nothing has to be done. */
  readonly todo: string;
}
export type ReasonLanguage = "en" | "zh";
/** An operator has the fleet side before them and can confirm there; an onlooker only sees robots. */
export type ReasonReader = "operator" | "onlooker";

const texts: Readonly<Record<LinkReason, Readonly<Record<ReasonLanguage, readonly [string, string]>>>> = {
  driving: { en: ["driving", ""], zh: ["行驶中", ""] },
  working: { en: ["carrying out an action", ""], zh: ["正在执行动作", ""] },
  idle: { en: ["has nothing to do", ""], zh: ["无任务", ""] },
  "waiting-for-release": {
    en: ["waits until the way ahead is free", ""],
    zh: ["等待前方道路空闲", ""],
  },
  "waiting-for-answer": {
    en: ["has not shown its order yet; it is repeated", ""],
    zh: ["尚未确认订单，正在重发", ""],
  },
  cancelling: { en: ["is ending its order", ""], zh: ["正在取消订单", ""] },
  "backing-off": {
    en: ["rejected its order; it is sent again soon", ""],
    zh: ["拒绝了订单，稍后重发", ""],
  },
  "no-state": {
    en: ["has never reported", "Check that it is on, and its name, broker and topic in the fleet file"],
    zh: ["从未上报状态", "检查是否开机，以及车队文件中的名称、代理和主题"],
  },
  offline: {
    en: [
      "has lost its connection; it keeps what it has been given",
      "Check its network if it does not come back",
    ],
    zh: ["连接中断；已分配的区域继续保留", "若未恢复，请检查其网络"],
  },
  stale: {
    en: ["has not reported for too long; it keeps what it has been given", "Check robot and network"],
    zh: ["过久未上报状态；已分配的区域继续保留", "检查机器人与网络"],
  },
  "emergency-stop": {
    en: ["emergency stop", "Go to the robot, remove the cause, release the stop there"],
    zh: ["急停", "前往机器人处，排除原因并在现场解除急停"],
  },
  "field-violation": {
    en: ["something is in its protective field", "Clear the way of the robot"],
    zh: ["防护区内有物体", "清理机器人周围"],
  },
  mode: {
    en: ["is in a mode in which it takes no orders", "Set it to automatic at the robot, then confirm here"],
    zh: ["所处模式不接受订单", "在机器人上切回自动模式，然后在此确认"],
  },
  intervened: {
    en: [
      "a person has intervened; it keeps its order",
      "Set it to automatic at the robot, then confirm here",
    ],
    zh: ["有人介入；订单保留", "在机器人上切回自动模式，然后在此确认"],
  },
  fatal: {
    en: ["reports a fault that needs a person", "Remove the fault at the robot, then confirm here"],
    zh: ["报告需要人工处理的故障", "在机器人处排除故障，然后在此确认"],
  },
  "not-localized": {
    en: ["does not know where it is", "Localize it at the robot, or send it its position"],
    zh: ["未定位", "在机器人上重新定位，或下发其位置"],
  },
  paused: {
    en: ["is paused", "End the pause at the robot or here"],
    zh: ["已暂停", "在机器人上或在此结束暂停"],
  },
  "needs-confirmation": {
    en: ["somebody has had it in hand; it does not start by itself", "Look at the robot, then confirm here"],
    zh: ["曾被人工操作，不会自行启动", "查看机器人，然后在此确认"],
  },
  distrusted: {
    en: [
      "reports what cannot be",
      "Find out where it is and whether another speaks in its name; then confirm here",
    ],
    zh: ["上报内容不可信", "确认其位置以及是否有他者冒用其名称，然后在此确认"],
  },
  "will-not-cancel": {
    en: ["does not end its order", "End the order at the robot, then confirm here"],
    zh: ["未能取消订单", "在机器人上结束订单，然后在此确认"],
  },
  "foreign-order": {
    en: [
      "has an order that is not ours",
      "Find out who gave it; confirm here to cancel it, or end it at the robot",
    ],
    zh: ["正在执行非本系统的订单", "查明来源；在此确认即取消，或在机器人上结束"],
  },
  refused: {
    en: [
      "has refused its order again and again",
      "Read what it says; change order, map or robot, then confirm here",
    ],
    zh: ["多次拒绝订单", "查看其说明；修改订单、地图或机器人，然后在此确认"],
  },
  hibernating: {
    en: ["is asleep; it is woken when there is something to do", ""],
    zh: ["休眠中；有任务时将被唤醒", ""],
  },
  waking: {
    en: ["is being woken", "Switch it on at the robot if it does not wake"],
    zh: ["正在唤醒", "若未唤醒，请在机器人上开机"],
  },
  preparing: {
    en: ["is getting its map or zones", ""],
    zh: ["正在准备地图或区域", ""],
  },
  "wrong-map": {
    en: [
      "does not have the map that its orders need",
      "Put that map in that version on the robot and enable it, or give the fleet file the version and its address; then confirm here",
    ],
    zh: [
      "缺少订单所需的地图",
      "将该版本地图装入机器人并启用，或在车队文件中给出版本及下载地址，然后在此确认",
    ],
  },
  "wrong-zones": {
    en: [
      "does not take the zone set that is in force",
      "Look at what it says of it; enable the zone set at the robot or make it smaller, then confirm here",
    ],
    zh: ["未启用当前有效的区域集", "查看机器人的说明；在机器人上启用该区域集或将其缩小，然后在此确认"],
  },
  "waiting-for-zone": {
    en: ["waits before a zone that another robot has", ""],
    zh: ["在区域前等待，该区域由其他机器人占用", ""],
  },
  "zone-blocked": {
    en: ["its way leads into a blocked zone", "Take another way, or open the zone; then confirm here"],
    zh: ["路线进入禁行区", "更换路线，或开放该区域，然后在此确认"],
  },
  "action-not-offered": {
    en: ["does not offer an action of its order there", "Give the order to another robot"],
    zh: ["不支持订单中的动作", "将订单交给其他机器人"],
  },
  "beyond-limits": {
    en: [
      "its order is beyond what its factsheet allows",
      "Give the order to another robot, or make it smaller; then confirm here",
    ],
    zh: ["订单超出其规格说明的限制", "将订单交给其他机器人，或缩小订单，然后在此确认"],
  },
  displaced: {
    en: ["is not on its way", "Bring it back to its way, or confirm where it stands"],
    zh: ["偏离其路线", "将其移回路线，或确认其当前位置"],
  },
};

/** What an onlooker can do, where it is not what an operator can. */
const onlookerTodos: Partial<Readonly<Record<LinkReason, Readonly<Record<ReasonLanguage, string>>>>> = {
  "no-state": {
    en: "Robots report at least every 30 s; check that it is on if it does not",
    zh: "机器人至少每 30 秒上报一次；若未上报，检查是否开机",
  },
  mode: { en: "Set it to automatic at the robot", zh: "在机器人上切回自动模式" },
  intervened: { en: "Set it to automatic at the robot", zh: "在机器人上切回自动模式" },
  fatal: { en: "Remove the fault at the robot", zh: "在机器人处排除故障" },
  "not-localized": { en: "Localize it at the robot", zh: "在机器人上重新定位" },
  paused: {
    en: "End the pause at the robot or in its fleet control",
    zh: "在机器人上或其车队控制系统中结束暂停",
  },
  distrusted: {
    en: "Find out where it is and whether another speaks in its name",
    zh: "确认其位置以及是否有他者冒用其名称",
  },
};

/** All reasons that there are. */
export const linkReasons = Object.keys(texts) as readonly LinkReason[];

const wordsMax = 200;

/** What a robot says of itself, fit for a line on a screen: no control characters, and not too long. */
export function plainWords(said: string): string {
  return said.replace(/\p{C}/gu, " ").slice(0, wordsMax);
}

/** The robot's own words, where it has said some, stand behind the why. */
export function reasonText(
  { reason, detail }: Pick<LinkStatus, "reason" | "detail">,
  language: ReasonLanguage,
  reader: ReasonReader = "operator",
): ReasonText {
  const [why, todo] = texts[reason][language];
  const words = plainWords(detail);
  return {
    why: words === "" ? why : language === "zh" ? `${why}（${words}）` : `${why} (${words})`,
    todo: (reader === "onlooker" ? onlookerTodos[reason]?.[language] : undefined) ?? todo,
  };
}
