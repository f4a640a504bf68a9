// Instant actions: under which key they are understood, and what becomes of those that nobody knows.
import type { InstantActionsKey } from "../../vda5050/codec/index.ts";
import { errorText, patience } from "../bench.ts";
import { t } from "../model.ts";
import type { Check, Trial } from "../trial.ts";

const key: Check = {
  id: "instant.key",
  clauses: ["instantMessage", "predefined"],
  title: t("instant actions under `actions`", "即时动作使用键 `actions`"),
  did: t(
    "sent stateRequest under `actions`, then under `instantActions`, each twice at most",
    "以键 `actions` 发送 stateRequest，再以 `instantActions` 发送，各至多两次",
  ),
  expected: t("the action shows in the state", "动作出现在状态中"),
};

export const keyTrial: Trial = {
  checks: [key],
  kind: "ear",
  always: true,
  *run(bench) {
    for (const name of [
      "actions",
      "instantActions",
      "both",
    ] as const satisfies readonly InstantActionsKey[]) {
      for (let i = 0; i < 2; i += 1) {
        const actionId = bench.mouth.instruct("stateRequest", bench.nowMs, { key: name });
        if (!(yield* bench.until(() => bench.status(actionId) !== undefined, patience.answer / 2))) continue;
        bench.mouth.key = name;
        if (name === "actions")
          bench.decide(
            key.id,
            "conformant",
            t(`shown as ${bench.status(actionId)}`, `显示为 ${bench.status(actionId)}`),
          );
        else
          bench.decide(key.id, "deviation", t(`understood under \`${name}\` only`, `仅识别键 \`${name}\``), {
            profile: { instantActionsKey: name },
          });
        return;
      }
    }
    bench.decide(
      key.id,
      "not-conformant",
      t(
        "answered under no key: such a robot cannot be stopped by a message and is not driven",
        "任何键均无应答：无法通过消息停止此机器人，因此不让其行驶",
      ),
    );
  },
};

const unknown: Check = {
  id: "instant.unknown",
  clauses: ["instantActions", "actionStates"],
  title: t("an unknown instant action fails", "未知即时动作应失败"),
  did: t("sent the instant action probeUnknownAction", "发送即时动作 probeUnknownAction"),
  expected: t(
    "FAILED; from 3.0 with INVALID_INSTANT_ACTION and its actionId",
    "FAILED；3.0 起并报告 INVALID_INSTANT_ACTION 及 actionId",
  ),
};
const extra: Check = {
  id: "instant.unknown-fields",
  clauses: ["extension"],
  title: t("unknown fields do no harm", "未知字段无害"),
  did: t(
    "sent stateRequest in a message with a field that no release has",
    "在带有未知字段的消息中发送 stateRequest",
  ),
  expected: t("the action is carried out", "动作被执行"),
};
const idle: Check = {
  id: "cancel.idle",
  clauses: ["cancelIdle"],
  title: t("cancelOrder without an order fails", "无订单时 cancelOrder 应失败"),
  did: t("sent cancelOrder while the robot had no order", "在机器人无订单时发送 cancelOrder"),
  expected: t(
    "FAILED, and noOrderToCancel (3.0: NO_ORDER_TO_CANCEL) with the actionId",
    "FAILED，并报告 noOrderToCancel（3.0：NO_ORDER_TO_CANCEL）及 actionId",
  ),
};

export const instantTrial: Trial = {
  checks: [unknown, extra, idle],
  kind: "voice",
  *run(bench) {
    const bogus = yield* bench.instruct("probeUnknownAction");
    yield* bench.freshState();
    const complaint = errorAbout(bench, bogus);
    const status = bench.status(bogus) ?? "nothing";
    const said =
      complaint === undefined ? t("no error", "无错误") : t(errorText(complaint), errorText(complaint));
    const isRight = status === "FAILED" && (!bench.isThree || complaint !== undefined);
    bench.decide(
      unknown.id,
      isRight ? "conformant" : "deviation",
      t(`${status}, ${said.en}`, `${status === "nothing" ? "无状态" : status}，${said.zh}`),
    );

    bench.beginTrial();
    const actionId = bench.mouth.instruct("stateRequest", bench.nowMs, {
      more: { probeExtraField: { a: [1] } },
    });
    const answered = yield* bench.until(() => bench.status(actionId) !== undefined, patience.answer);
    bench.decide(
      extra.id,
      answered ? "conformant" : "deviation",
      answered
        ? t("carried out", "已执行")
        : t("no answer: messages with more fields are dropped", "无应答：带额外字段的消息被丢弃"),
    );

    bench.beginTrial();
    const cancel = yield* bench.instruct("cancelOrder");
    yield* bench.freshState();
    const error =
      errorAbout(bench, cancel) ??
      bench.state.errors.find(({ errorType }) => /noordertocancel/i.test(errorType.replaceAll("_", "")));
    const cancelStatus = bench.status(cancel) ?? "nothing";
    const text = error === undefined ? t("no error", "无错误") : t(errorText(error), errorText(error));
    bench.decide(
      idle.id,
      cancelStatus === "FAILED" && error !== undefined && error.references.length > 0
        ? "conformant"
        : "deviation",
      t(`${cancelStatus}, ${text.en}`, `${cancelStatus === "nothing" ? "无状态" : cancelStatus}，${text.zh}`),
    );
  },
};

function errorAbout(bench: Parameters<Trial["run"]>[0], actionId: string) {
  return bench.state.errors.find(({ references }) => references.some(({ value }) => value === actionId));
}
