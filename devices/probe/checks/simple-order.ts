// One order driven to its end, and what the states on the way say; then the same message again.
import { type Drive, patience, refusalFound } from "../bench.ts";
import { t } from "../model.ts";
import type { Check, Trial } from "../trial.ts";

const simple: Check = {
  id: "order.simple",
  clauses: ["order", "update"],
  title: t("an order is taken and driven", "接受并执行订单"),
  did: t("sent an order of two edges, all released, slowly", "发送两条边、全部放行的低速订单"),
  expected: t("shown in the state, driven to its last node", "在状态中显示，并行驶至最后节点"),
};
const lastNode: Check = {
  id: "order.last-node",
  clauses: ["traversal"],
  title: t("lastNodeId follows the robot", "lastNodeId 随机器人更新"),
  did: t(
    "compared lastNodeId and lastNodeSequenceId with the order",
    "将 lastNodeId 与 lastNodeSequenceId 同订单比较",
  ),
  expected: t("those of the last node, never backwards", "为最后节点的值，且从不倒退"),
};
const passed: Check = {
  id: "order.passed-nodes",
  clauses: ["traversal", "progress"],
  title: t("passed nodes leave nodeStates", "已通过节点从 nodeStates 中移除"),
  did: t("read nodeStates on the way", "行驶中读取 nodeStates"),
  expected: t("only what lies ahead", "仅包含前方节点"),
};
const nodes: Check = {
  id: "order.nodes-emptied",
  clauses: ["idle", "traversal"],
  title: t("nodeStates is empty in the end", "结束后 nodeStates 为空"),
  did: t("read nodeStates after the order", "订单结束后读取 nodeStates"),
  expected: t("empty", "为空"),
};
const edges: Check = {
  id: "order.edges-emptied",
  clauses: ["idle", "traversal"],
  title: t("edgeStates is empty in the end", "结束后 edgeStates 为空"),
  did: t("read edgeStates after the order", "订单结束后读取 edgeStates"),
  expected: t("empty", "为空"),
};
const cleared: Check = {
  id: "order.errors-cleared",
  clauses: ["malformed", "errors"],
  title: t("errors of refused orders end with the next order", "接受新订单后清除旧的拒绝错误"),
  did: t("looked for errors of orders refused before", "查找此前被拒绝订单的错误"),
  expected: t("none left", "无残留"),
};
const duplicate: Check = {
  id: "order.duplicate",
  clauses: ["duplicate"],
  title: t("the same order again is ignored", "重复的相同订单被忽略"),
  did: t("sent the same message once more after its end", "订单结束后再次发送同一消息"),
  expected: t("no error, no movement", "无错误，无动作"),
};

export const simpleTrial: Trial = {
  checks: [simple, lastNode, passed, nodes, edges, cleared, duplicate],
  kind: "drive",
  always: true,
  *run(bench) {
    if (!(yield* bench.goToEnd())) return;
    bench.beginTrial();
    const refusedBefore = bench.state.errors.filter(({ references }) =>
      references.some(({ key }) => key === "orderId"),
    );
    const drive = yield* bench.drive(bench.makeOrder([bench.here(), ...bench.leg()]));
    const cite = [drive.states.find(({ state }) => state.driving)?.heard, bench.ear.of("state").at(-1)];
    if (!drive.done) {
      bench.decide(
        simple.id,
        "not-conformant",
        drive.accepted
          ? t(
              `taken, but not driven to its end in ${patience.drive / 1000} s`,
              `已接受，但 ${patience.drive / 1000} 秒内未行驶到终点`,
            )
          : refusalFound(drive.error),
      );
      yield* bench.settle();
      return;
    }
    yield* bench.freshState();
    const seconds = ((drive.states.at(-1)!.heard.atMs - drive.states[0]!.heard.atMs) / 1000).toFixed(1);
    bench.decide(simple.id, "conformant", t(`driven in ${seconds} s`, `用时 ${seconds} 秒`), { cite });
    judgeProgress(bench, drive);
    const now = bench.state;
    bench.decide(
      nodes.id,
      now.nodeStates.length === 0 ? "conformant" : "deviation",
      now.nodeStates.length === 0
        ? t("empty", "为空")
        : t(
            `${now.nodeStates.length} left: the fleet side goes by lastNodeSequenceId`,
            `残留 ${now.nodeStates.length} 个：车队侧以 lastNodeSequenceId 为准`,
          ),
    );
    bench.decide(
      edges.id,
      now.edgeStates.length === 0 ? "conformant" : "deviation",
      now.edgeStates.length === 0
        ? t("empty", "为空")
        : t(`${now.edgeStates.length} left`, `残留 ${now.edgeStates.length} 条`),
    );
    const left = now.errors.filter(({ references }) => {
      const named = references.find(({ key }) => key === "orderId")?.value;
      return named !== undefined && named !== drive.orderId;
    });
    if (refusedBefore.length === 0)
      bench.decide(cleared.id, "not-applicable", t("no such error was there", "此前无此类错误"), {
        cite: [],
      });
    else
      bench.decide(
        cleared.id,
        left.length === 0 ? "conformant" : "deviation",
        left.length === 0
          ? t(`${refusedBefore.length} before, none now`, `此前 ${refusedBefore.length} 个，现无`)
          : t(`${left.length} still there`, `仍有 ${left.length} 个`),
      );

    bench.beginTrial();
    const sinceMs = bench.nowMs;
    bench.send(drive.message);
    yield* bench.wait(patience.silence);
    yield* bench.freshState();
    const error = bench.answerTo(drive.message);
    const moved = bench
      .statesSince(sinceMs)
      .find(
        ({ state }) => state.driving || state.lastNodeSequenceId < drive.message.nodes.at(-1)!.sequenceId,
      );
    bench.decide(
      duplicate.id,
      moved === undefined && error === undefined ? "conformant" : "deviation",
      moved !== undefined
        ? t(
            "driven once more: the fleet side repeats an order only when a newer state does not show it",
            "再次执行：仅当更新的状态未显示该订单时车队侧才会重发",
          )
        : error !== undefined
          ? refusalFound(error)
          : t("ignored", "已忽略"),
      { cite: [moved?.heard ?? bench.ear.of("state").at(-1)] },
    );
    yield* bench.until(() => !bench.isBusy, patience.drive);
    yield* bench.settle();
  },
};

function judgeProgress(bench: Parameters<Trial["run"]>[0], { message, orderId, states }: Drive): void {
  const own = states.filter(({ state }) => state.orderId === orderId);
  const end = message.nodes.at(-1)!;
  const back = own.find(
    ({ state }, i) => i > 0 && state.lastNodeSequenceId < own[i - 1]!.state.lastNodeSequenceId,
  );
  const { lastNodeId, lastNodeSequenceId } = bench.state;
  const isRight = back === undefined && lastNodeId === end.nodeId && lastNodeSequenceId === end.sequenceId;
  bench.decide(
    lastNode.id,
    isRight ? "conformant" : "not-conformant",
    t(`${lastNodeId} (${lastNodeSequenceId})`, `${lastNodeId}（${lastNodeSequenceId}）`),
    { cite: [back?.heard ?? bench.ear.of("state").at(-1)] },
  );
  // Up to 2.1 the first node may be listed until it counts as traversed.
  const from = bench.isThree ? 0 : 1;
  const behind = own.find(
    ({ state }) =>
      state.lastNodeSequenceId >= from &&
      state.lastNodeSequenceId < end.sequenceId &&
      state.nodeStates.some(({ sequenceId }) => sequenceId <= state.lastNodeSequenceId),
  );
  bench.decide(
    passed.id,
    behind === undefined ? "conformant" : "deviation",
    behind === undefined
      ? t("only what lay ahead", "仅前方节点")
      : t(
          `at ${behind.state.lastNodeSequenceId} still listed: ${behind.state.nodeStates.map(({ sequenceId }) => sequenceId).join(", ")}`,
          `在 ${behind.state.lastNodeSequenceId} 处仍列出：${behind.state.nodeStates.map(({ sequenceId }) => sequenceId).join("、")}`,
        ),
    { cite: [behind?.heard ?? own.at(-1)?.heard] },
  );
}
