// What states look like, and how often they come.
import { refusalText } from "../../vda5050/codec/index.ts";
import type { Heard } from "../ear.ts";
import { t } from "../model.ts";
import type { Check, Trial } from "../trial.ts";

const interval: Check = {
  id: "state.interval",
  clauses: ["state"],
  title: t("a state at least every 30 s", "至少每 30 秒一条状态"),
  did: t("said nothing and listened", "不发送任何消息，仅监听"),
  expected: t("two states at most 30 s apart", "两条状态间隔不超过 30 秒"),
};
const form: Check = {
  id: "state.form",
  clauses: ["stateMessage", "header"],
  title: t("states have the standard's form", "状态消息符合标准格式"),
  did: t("read every state field by field", "逐字段读取每条状态"),
  expected: t("all required fields, each of its kind", "必填字段齐全且类型正确"),
};
const power: Check = {
  id: "state.battery",
  clauses: ["stateMessage"],
  title: t("battery fields say something", "电池字段有值"),
  did: t("looked for null in the battery's fields", "检查电池字段是否为 null"),
  expected: t("numbers, or no field at all where it is optional", "数值；可选字段可省略"),
};
const scale: Check = {
  id: "state.charge-scale",
  clauses: ["stateMessage"],
  title: t("charge in percent", "电量以百分比表示"),
  did: t("read the state of charge", "读取电量"),
  expected: t("0 to 100", "0 至 100"),
};

const listenMs = 31_000;
const statesWanted = 4;

export const stateTrial: Trial = {
  checks: [interval, form, power, scale],
  kind: "ear",
  always: true,
  *run(bench) {
    const { ear } = bench;
    const sinceMs = bench.nowMs;
    const count = () => bench.statesSince(sinceMs).length;
    yield* bench.until(() => count() >= statesWanted, listenMs);
    const states = ear.of("state");
    const last = states.at(-1);
    const gap = largestGap(states.filter(({ retained }) => !retained));
    if (count() === 0)
      bench.decide(
        interval.id,
        "not-conformant",
        t(`no state in ${listenMs / 1000} s`, `${listenMs / 1000} 秒内无状态消息`),
        { cite: [last] },
      );
    else
      bench.decide(
        interval.id,
        "conformant",
        t(`at most ${(gap / 1000).toFixed(1)} s apart`, `最长间隔 ${(gap / 1000).toFixed(1)} 秒`),
        { cite: [last] },
      );
    const remarks = [...new Set(states.flatMap(ownRemarks))];
    const bad = states.filter(({ refusal }) => refusal !== null);
    const whys = [...new Set(bad.map(({ refusal }) => refusalText(refusal!)))];
    if (bad.length > 0)
      bench.decide(
        form.id,
        "not-conformant",
        t(`not understood: ${whys.join("; ")}`, `无法解析：${whys.join("；")}`),
        { cite: bad.slice(0, 2) },
      );
    else
      bench.decide(
        form.id,
        remarks.length === 0 ? "conformant" : "deviation",
        remarks.length === 0
          ? t(`${states.length} states without a remark`, `${states.length} 条状态均无异常`)
          : t(`understood all the same: ${remarks.join("; ")}`, `仍可解析：${remarks.join("；")}`),
        { cite: [states.find((heard) => ownRemarks(heard).length > 0) ?? last] },
      );
    const nulls = last === undefined ? [] : nullFields(powerOf(last));
    bench.decide(
      power.id,
      nulls.length === 0 ? "conformant" : "deviation",
      nulls.length === 0
        ? t("no null", "无 null")
        : t(`null: ${nulls.join(", ")}; taken as not known`, `null：${nulls.join("、")}；视为未知`),
      { cite: [last] },
    );
    const charge = bench.state.powerSupply.stateOfCharge;
    if (charge === null)
      bench.decide(scale.id, "not-decided", t("the robot does not say its charge", "机器人未上报电量"), {
        cite: [last],
      });
    else if (charge < 0 || charge > 100)
      bench.decide(scale.id, "not-conformant", t(`${charge}`, `${charge}`), { cite: [last] });
    else if (charge > 0 && charge <= 1)
      bench.decide(
        scale.id,
        "deviation",
        t(
          `${charge.toFixed(3)}: a fraction (a robot with at most 1 % would not be probed)`,
          `${charge.toFixed(3)}：为小数比例（电量不足 1% 的机器人不应接受探测）`,
        ),
        { cite: [last], profile: { chargeScale: "fraction" } },
      );
    else
      bench.decide(scale.id, "conformant", t(`${charge.toFixed(1)} %`, `${charge.toFixed(1)} %`), {
        cite: [last],
      });
  },
};

const minimum: Check = {
  id: "state.minimum-interval",
  clauses: ["factsheetMessage"],
  title: t("states not faster than the factsheet says", "状态不快于规格表所述"),
  did: t(
    "compared the times of all states with timing.minimumStateInterval (2.x: minStateInterval)",
    "将所有状态的时间与 timing.minimumStateInterval（2.x 为 minStateInterval）比较",
  ),
  expected: t("no two states nearer than that", "两条状态间隔不小于该值"),
};
const ids: Check = {
  id: "header.ids",
  clauses: ["header"],
  title: t("header ids count up by one", "headerId 逐一递增"),
  did: t("followed the header ids of all states", "跟踪所有状态的 headerId"),
  expected: t("each one more than the one before", "每条比前一条大 1"),
};
const times: Check = {
  id: "header.timestamp",
  clauses: ["header"],
  title: t("times in UTC with Z", "时间为带 Z 的 UTC"),
  did: t("read the timestamps of all messages", "读取所有消息的时间戳"),
  expected: t("YYYY-MM-DDTHH:mm:ss.ffZ", "YYYY-MM-DDTHH:mm:ss.ffZ"),
};
/** Clocks of networks are not exact. */
const intervalShare = 0.8;

/** At the end, over all that was heard. */
export const summaryTrial: Trial = {
  checks: [ids, times, minimum],
  kind: "ear",
  always: true,
  *run(bench) {
    const states = bench.ear.of("state").filter(({ retained }) => !retained);
    const numbers = states.map(({ raw }) => Number(raw?.headerId));
    const steps = numbers.slice(1).map((id, i) => id - numbers[i]!);
    const wrong = steps.findIndex((step) => !(step > 0));
    const missing = steps.reduce((sum, step) => sum + Math.max(0, step - 1), 0);
    if (wrong >= 0)
      bench.decide(
        ids.id,
        "deviation",
        t(`${numbers[wrong + 1]} after ${numbers[wrong]}`, `${numbers[wrong]} 之后为 ${numbers[wrong + 1]}`),
        { cite: [states[wrong], states[wrong + 1]] },
      );
    else
      bench.decide(
        ids.id,
        missing > states.length / 10 ? "deviation" : "conformant",
        missing === 0
          ? t(`${states.length} states without a gap`, `${states.length} 条状态无缺口`)
          : t(
              `${missing} missing among ${states.length}: lost on the way, or not counted by one`,
              `${states.length} 条中缺 ${missing} 条：途中丢失或未逐一计数`,
            ),
        { cite: [states.at(-1)] },
      );
    const bare = bench.ear.all.find(({ raw }) => !/Z$/i.test(String(raw?.timestamp ?? "")));
    bench.decide(
      times.id,
      bare === undefined ? "conformant" : "deviation",
      bare === undefined
        ? t("all with Z", "均带 Z")
        : t(`${String(bare.raw?.timestamp)}: taken as UTC`, `${String(bare.raw?.timestamp)}：视为 UTC`),
      { cite: [bare ?? states.at(-1)] },
    );
    decideMinimum(bench, states);
  },
};

function decideMinimum(bench: Parameters<Trial["run"]>[0], states: readonly Heard[]): void {
  const least = bench.ear.factsheet?.timing.minimumStateInterval ?? 0;
  if (least <= 0) {
    bench.decide(minimum.id, "not-applicable", t("no factsheet, or none said", "无规格表或未说明"), {
      cite: [],
    });
    return;
  }
  const fast = states.findIndex(
    (state, i) => i > 0 && gapMs(states[i - 1]!, state) < least * 1000 * intervalShare,
  );
  const found = fast < 0 ? least * 1000 : gapMs(states[fast - 1]!, states[fast]!);
  bench.decide(
    minimum.id,
    fast < 0 ? "conformant" : "deviation",
    fast < 0
      ? t(`none nearer than ${least} s`, `无小于 ${least} 秒的间隔`)
      : t(`${found} ms apart; the factsheet says ${least} s`, `间隔 ${found} 毫秒；规格表为 ${least} 秒`),
    { cite: fast < 0 ? [states.at(-1)] : [states[fast - 1], states[fast]] },
  );
}
/** By the robot's own clock: the way may bunch messages together. */
function gapMs(a: Heard, b: Heard): number {
  const [from, to] = [a.message?.header.timestampMs, b.message?.header.timestampMs];
  return typeof from === "number" && typeof to === "number" ? to - from : b.atMs - a.atMs;
}
function largestGap(states: readonly Heard[]): number {
  return states.slice(1).reduce((gap, { atMs }, i) => Math.max(gap, atMs - states[i]!.atMs), 0);
}
/** Times have a check of their own. */
export function ownRemarks({ remarks }: Heard): readonly string[] {
  return remarks.filter((remark) => !remark.startsWith("timestamp: without Z"));
}
function powerOf({ raw }: Heard): Readonly<Record<string, unknown>> {
  return (raw?.powerSupply ?? raw?.batteryState ?? {}) as Readonly<Record<string, unknown>>;
}
function nullFields(fields: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(fields).filter((key) => fields[key] === null);
}
