// What happens to an active order: a second one comes, it is cancelled, it is paused.
import { distance, errorText, patience, refusalFound } from "../bench.ts";
import { t } from "../model.ts";
import type { Check, Trial } from "../trial.ts";

const second: Check = {
  id: "order.second",
  clauses: ["otherOrder"],
  title: t("a second order is refused while one is active", "执行订单时拒绝另一订单"),
  did: t("sent another order while the robot drove", "机器人行驶时发送另一订单"),
  expected: t(
    "the first goes on; an error (3.0: OTHER_ORDER_ACTIVE)",
    "第一个继续；报告错误（3.0：OTHER_ORDER_ACTIVE）",
  ),
};

export const secondTrial: Trial = {
  checks: [second],
  kind: "drive",
  *run(bench) {
    if (!(yield* bench.goToEnd())) return;
    bench.beginTrial();
    const here = bench.here();
    const [middle, end] = bench.leg();
    const first = bench.makeOrder([here, middle, end]);
    if (!(yield* bench.sendAndSee(first))) return;
    // Wide enough that the distance is no reason to refuse it.
    const other = bench.makeOrder([here, middle], { deviation: 2 * distance(here, middle) });
    bench.send(other);
    const isAnswered = () => bench.isShown(other) || bench.answerTo(other) !== undefined;
    yield* bench.until(isAnswered, patience.answer);
    const error = bench.answerTo(other);
    const wasIdle = !bench.isBusy;
    const cite = [bench.ear.of("state").at(-1)];
    const isTaken = bench.isShown(other);
    if (isTaken)
      bench.decide(
        second.id,
        "deviation",
        t(
          "the second replaced the first: the fleet side sends none while one is active; no other may speak to this robot",
          "第二个取代了第一个：车队侧不会在执行中另发订单；不得有其他系统控制此机器人",
        ),
        { cite },
      );
    else if (wasIdle)
      bench.decide(second.id, "not-decided", t("the first was over too soon", "第一个订单过早结束"), {
        cite,
      });
    else
      bench.decide(second.id, error === undefined ? "deviation" : "conformant", refusalFound(error), {
        cite,
      });
    yield* bench.settle();
  },
};

const underWayMs = 1_200;
/** Standing so long after a cancellation, a robot is believed. */
const stillMs = 3_000;

const stops: Check = {
  id: "cancel.stops",
  clauses: ["cancel"],
  title: t("cancelOrder stops the robot", "cancelOrder 使机器人停下"),
  did: t("sent cancelOrder while the robot drove", "机器人行驶时发送 cancelOrder"),
  expected: t("stands, nothing left ahead, the order's id is kept", "停下，前方无剩余，保留订单号"),
};
const status: Check = {
  id: "cancel.status",
  clauses: ["cancel", "actionStates"],
  title: t("cancelOrder ends as FINISHED", "cancelOrder 以 FINISHED 结束"),
  did: t("followed the state of that action", "跟踪该动作的状态"),
  expected: t("FINISHED once the robot stands", "机器人停下后为 FINISHED"),
};
const late: Check = {
  id: "cancel.late-update",
  clauses: ["afterCancel", "update"],
  title: t("a cancelled order takes no update", "已取消订单不接受更新"),
  did: t("sent an update of the cancelled order", "发送已取消订单的更新"),
  expected: t(
    "not taken (3.0: ORDER_UPDATE_FOLLOWING_CANCEL)",
    "不接受（3.0：ORDER_UPDATE_FOLLOWING_CANCEL）",
  ),
};
const next: Check = {
  id: "cancel.next-order",
  clauses: ["afterCancel"],
  title: t("a new order from where it stands", "从当前位置开始新订单"),
  did: t(
    "sent a new order that begins with a temporary node at the robot's position; if it was refused, one that begins with its last node and a wide deviation",
    "发送以机器人当前位置为临时节点的新订单；若被拒绝，则从其最后节点以较大偏差开始",
  ),
  expected: t("taken and driven", "接受并执行"),
};

export const cancelTrial: Trial = {
  checks: [stops, status, late, next],
  kind: "drive",
  *run(bench) {
    if (!(yield* bench.goToEnd())) return;
    bench.beginTrial();
    const here = bench.here();
    const [middle, end] = bench.leg();
    const order = bench.makeOrder([here, middle, end]);
    if (!(yield* bench.sendAndSee(order))) return;
    if (!(yield* bench.until(() => bench.state.driving, patience.drive))) return;
    // Some robots report nothing on the way; by now they are somewhere between two nodes.
    yield* bench.wait(underWayMs);
    if (!bench.isBusy) return;
    const actionId = yield* bench.cancel();
    yield* bench.until(() => bench.status(actionId) === "FINISHED", patience.answer);
    yield* bench.freshState();
    const from = bench.state.position!;
    yield* bench.wait(stillMs);
    yield* bench.freshState();
    const ahead = bench.state.nodeStates.filter(
      ({ sequenceId }) => sequenceId > bench.state.lastNodeSequenceId,
    );
    const stands = !bench.state.driving && distance(from, bench.state.position!) < 0.05;
    const isKept = bench.state.orderId === order.orderId;
    bench.decide(
      stops.id,
      stands ? (isKept && ahead.length === 0 ? "conformant" : "deviation") : "not-conformant",
      !stands
        ? t("still moving", "仍在移动")
        : ahead.length > 0
          ? t(
              `stands, and still lists ${ahead.length} nodes ahead: the fleet side goes by its standing still`,
              `已停下，但仍列出 ${ahead.length} 个前方节点：车队侧以其停下为准`,
            )
          : isKept
            ? t("stands, the id is kept", "已停下，保留订单号")
            : t(
                `stands; its orderId is "${bench.state.orderId}" now`,
                `已停下；orderId 变为 "${bench.state.orderId}"`,
              ),
    );
    const shown = bench.status(actionId) ?? "nothing";
    bench.decide(
      status.id,
      shown === "FINISHED" ? "conformant" : "deviation",
      shown === "FINISHED"
        ? t(shown, shown)
        : t(
            `${shown}: the fleet side goes by the robot's standing still`,
            `${shown === "nothing" ? "无状态" : shown}：车队侧以机器人停下为准`,
          ),
    );
    if (!stands) return;

    bench.beginTrial();
    const update = bench.makeOrder([end, middle], { orderId: order.orderId, updateId: 1, first: 4 });
    bench.send(update);
    yield* bench.until(() => bench.isShown(update) || bench.answerTo(update) !== undefined, patience.silence);
    yield* bench.freshState();
    const isTaken = bench.isShown(update) || bench.state.driving;
    const error = bench.answerTo(update);
    bench.decide(
      late.id,
      isTaken || error === undefined ? "deviation" : "conformant",
      isTaken ? t("taken: the fleet side sends none", "已接受：车队侧不会发送") : refusalFound(error),
    );
    yield* bench.settle();

    bench.beginTrial();
    const home = bench.places[0]!;
    const fresh = yield* bench.drive(bench.makeOrder([bench.here(), home]));
    if (fresh.done) {
      bench.decide(next.id, "conformant", t("taken and driven", "已接受并执行"));
      return;
    }
    yield* bench.settle();
    const last = { ...bench.here(), nodeId: bench.state.lastNodeId };
    const wide = yield* bench.drive(bench.makeOrder([last, home], { deviation: 2 }));
    bench.decide(
      next.id,
      wide.done ? "deviation" : "not-conformant",
      wide.done
        ? t("only from its last node with a wide deviation", "仅接受从最后节点以较大偏差开始")
        : refusalFound(wide.error),
    );
    yield* bench.settle();
  },
};

const pause: Check = {
  id: "pause",
  clauses: ["predefined"],
  title: t("startPause and stopPause", "startPause 与 stopPause"),
  did: t("paused the robot while it drove, waited, and ended the pause", "行驶中暂停，等待，再结束暂停"),
  expected: t("stands with paused = true, then drives on to the end", "停下且 paused = true，随后行驶到终点"),
};
const pausedMs = 4_000;

export const pauseTrial: Trial = {
  checks: [pause],
  kind: "drive",
  *run(bench) {
    const { factsheet } = bench.ear;
    const isListed = factsheet?.actions.some(({ actionType }) => actionType === "startPause") ?? true;
    if (!isListed && !bench.isThree) {
      bench.decide(
        pause.id,
        "not-applicable",
        t("not in its factsheet; optional up to 2.1", "规格表未列出；2.1 及以前为可选"),
        { cite: [] },
      );
      return;
    }
    if (!(yield* bench.goToEnd())) return;
    bench.beginTrial();
    bench.tolerated.add("paused");
    const order = bench.makeOrder([bench.here(), ...bench.leg()]);
    if (!(yield* bench.sendAndSee(order))) return;
    yield* bench.until(() => bench.state.driving, patience.drive);
    const start = bench.mouth.instruct("startPause", bench.nowMs);
    const stood = yield* bench.until(
      () => bench.state.paused === true && !bench.state.driving,
      patience.stop,
    );
    const from = bench.state.position!;
    yield* bench.wait(pausedMs);
    yield* bench.freshState();
    const moved = distance(from, bench.state.position!);
    const cite = [bench.ear.of("state").at(-1)];
    const startStatus = bench.status(start) ?? "nothing";
    yield* bench.instruct("stopPause");
    const done = yield* bench.until(() => bench.isShown(order) && bench.isAt(4), patience.drive);
    const isGood = stood && moved < 0.05 && done;
    bench.decide(
      pause.id,
      isGood ? "conformant" : "deviation",
      isGood
        ? t("stood, then drove on", "停下，随后继续")
        : !stood
          ? t(
              `did not stand paused (${startStatus}${bench.state.errors[0] ? `, ${errorText(bench.state.errors[0])}` : ""})`,
              `未进入暂停（${startStatus === "nothing" ? "无状态" : startStatus}）`,
            )
          : done
            ? t(`moved ${moved.toFixed(2)} m while paused`, `暂停期间移动 ${moved.toFixed(2)} 米`)
            : t("did not drive on after stopPause", "stopPause 后未继续行驶"),
      { cite },
    );
    bench.tolerated.delete("paused");
    yield* bench.settle();
  },
};
