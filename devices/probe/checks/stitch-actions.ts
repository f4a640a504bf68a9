// The stitching node of an update with and without the actions that it had before: robots of 2.x differ, and some break.

import type { Action } from "../../vda5050/model/index.ts";
import { type Drive, patience, refusalFound } from "../bench.ts";
import { type Bilingual, t } from "../model.ts";
import type { Script } from "../script.ts";
import type { Check, Trial } from "../trial.ts";

const withActions: Check = {
  id: "stitch.with-actions",
  clauses: ["update"],
  title: t("stitching node with its finished action", "拼接节点带已完成动作"),
  did: t(
    "ended a piece of an order with a harmless action, then sent the next piece with that action on its stitching node again",
    "以无害动作结束一段订单，再发送拼接节点上带同一动作的下一段",
  ),
  expected: t(
    "the action is not carried out again, and the order ends (3.0 asks for it; up to 2.1 the first version of the node counts)",
    "动作不再执行，订单结束（3.0 要求；2.1 及以前以节点首次内容为准）",
  ),
};
const without: Check = {
  id: "stitch.without-actions",
  clauses: ["update"],
  title: t("stitching node without its finished action", "拼接节点不带已完成动作"),
  did: t("the same, without the action on the stitching node", "同上，但拼接节点不带动作"),
  expected: t("the order ends", "订单结束"),
};

/** Actions that a robot can carry out where it stands and that change nothing there; in this order. */
const harmless = ["detectObject", "noop", "stopCharging"] as const;

export const stitchActionsTrial: Trial = {
  checks: [withActions, without],
  kind: "drive",
  *run(bench) {
    const types = actionTypes(bench);
    for (const actionType of types) {
      const first = yield* piece(bench, actionType, "with");
      if (first === null) continue;
      const isRight = first.problem === null;
      bench.decide(
        withActions.id,
        isRight ? "conformant" : "deviation",
        isRight ? t(`${actionType}: not carried out again`, `${actionType}：未再次执行`) : first.problem!,
        isRight ? {} : { profile: { stitchingActions: "without" } },
      );
      yield* bench.settle();
      const bare = yield* piece(bench, actionType, "without");
      if (bare === null) {
        // A robot that hangs after the first try takes no order any more.
        bench.undecided([without.id], t("the robot took no further order", "机器人不再接受订单"));
        return;
      }
      const isStitched = bare.problem === null;
      const profile = isRight ? { stitchingActions: "with" as const } : { updates: "new-order" as const };
      bench.decide(
        without.id,
        isStitched ? "conformant" : bench.isThree ? "not-applicable" : "deviation",
        isStitched ? t("driven to its end", "已执行到终点") : bare.problem!,
        isStitched || (bench.isThree && isRight) ? {} : { profile },
      );
      yield* bench.settle();
      return;
    }
    bench.undecided(
      [withActions.id, without.id],
      types.length === 0
        ? t(
            "the factsheet names no harmless action for nodes: name one with --action",
            "规格表中无可用于节点的无害动作：请用 --action 指定",
          )
        : t(
            `the robot carried out none of ${types.join(", ")} on a node: name another with --action`,
            `机器人未能在节点执行 ${types.join("、")}：请用 --action 指定其他动作`,
          ),
    );
  },
};

function actionTypes(bench: Parameters<Trial["run"]>[0]): readonly string[] {
  const { action } = bench.options;
  if (action !== undefined) return [action];
  const { factsheet } = bench.ear;
  if (factsheet === null || factsheet.actions.length === 0) return harmless;
  return harmless.filter((type) =>
    factsheet.actions.some(({ actionType, scopes }) => actionType === type && scopes.includes("NODE")),
  );
}

/** One order in two pieces. Null: it did not come so far that anything could be said. */
function* piece(
  bench: Parameters<Trial["run"]>[0],
  actionType: string,
  stitch: "with" | "without",
): Script<{ readonly problem: Bilingual | null } | null> {
  if (!(yield* bench.goToEnd())) return null;
  bench.beginTrial();
  const [middle, end] = bench.leg();
  const actionId = bench.mouth.nextId("a");
  const actions: readonly Action[] = [{ actionType, actionId, blockingType: "HARD", parameters: [] }];
  const first = bench.makeOrder([bench.here(), middle], { actions: { 1: actions } });
  const drive = yield* bench.drive(first);
  if (!drive.done || bench.status(actionId) !== "FINISHED") {
    yield* bench.settle();
    return null;
  }
  const update = bench.makeOrder([middle, end], {
    ...{ orderId: first.orderId, updateId: 1, first: 2 },
    actions: stitch === "with" ? { 0: actions } : {},
  });
  const second = yield* bench.drive(update);
  yield* bench.freshState();
  return { problem: problemOf(second, actionId) };
}

function problemOf(drive: Drive, actionId: string): Bilingual | null {
  if (!drive.accepted) return refusalFound(drive.error);
  const again = drive.states
    .filter(({ state }) => state.orderId === drive.orderId && state.orderUpdateId === 1)
    .flatMap(({ state }) => state.actionStates.filter((entry) => entry.actionId === actionId))
    .find(({ status }) => status !== "FINISHED" && status !== "FAILED");
  if (again !== undefined)
    return t(
      `the action shows as ${again.status} again${drive.done ? "" : " and the order never ends"}`,
      `动作再次显示为 ${again.status}${drive.done ? "" : "，订单无法结束"}`,
    );
  return drive.done
    ? null
    : t(`not driven to its end in ${patience.drive / 1000} s`, `${patience.drive / 1000} 秒内未行驶到终点`);
}
