// Whether `released` is respected, how updates are stitched on, and updates that come too late.
import { distance, patience, refusalFound } from "../bench.ts";
import { t } from "../model.ts";
import type { Check, Trial } from "../trial.ts";

const horizon: Check = {
  id: "order.horizon",
  clauses: ["order", "update"],
  title: t("stops at the last released node", "停在最后一个已放行节点"),
  did: t(
    "sent an order of two edges of which the second was not released, and waited; then released it",
    "发送两条边的订单，第二条未放行，等待后再放行",
  ),
  expected: t(
    "stands at the end of its base, keeps the horizon, goes on when it is released",
    "停在基线末端，保留预告段，放行后继续",
  ),
};
const request: Check = {
  id: "order.base-request",
  clauses: ["baseRequest"],
  title: t("asks for more base", "请求更多基线"),
  did: t("read newBaseRequest at the end of the base", "在基线末端读取 newBaseRequest"),
  expected: t("true (the robot may, it need not)", "true（可选，非必须）"),
};
/** Standing so long at the end of the base, a robot is believed. */
const dwellMs = 6_000;

export const horizonTrial: Trial = {
  checks: [horizon, request],
  kind: "drive",
  *run(bench) {
    if (!(yield* bench.goToEnd())) return;
    bench.beginTrial();
    const here = bench.here();
    const [middle, end] = bench.leg();
    const order = bench.makeOrder([here, middle, end], { released: 2 });
    if (!(yield* bench.sendAndSee(order))) {
      bench.decide(
        horizon.id,
        "deviation",
        t(
          `${refusalFound(bench.answerTo(order)).en}: orders of the fleet side have no horizon`,
          `${refusalFound(bench.answerTo(order)).zh}：车队侧的订单不含预告段`,
        ),
      );
      yield* bench.settle();
      return;
    }
    const isBeyond = () =>
      bench.state.lastNodeSequenceId > 2 ||
      (bench.state.lastNodeSequenceId === 2 && distance(bench.state.position!, middle) > 0.4);
    yield* bench.until(
      () => isBeyond() || (bench.state.lastNodeSequenceId === 2 && !bench.state.driving),
      patience.drive,
    );
    yield* bench.until(isBeyond, dwellMs);
    yield* bench.freshState();
    const asked = bench.state.newBaseRequest;
    if (isBeyond()) {
      bench.decide(
        horizon.id,
        "deviation",
        t(
          "driven on over a node that was not released: the fleet side never relies on it and sends no horizon",
          "驶过未放行节点：车队侧从不依赖放行标志，也不发送预告段",
        ),
      );
      yield* bench.until(() => !bench.isBusy, patience.drive);
      yield* bench.settle();
      return;
    }
    const stood = bench.ear.of("state").at(-1);
    const keeps = bench.state.nodeStates.some(({ sequenceId, released }) => sequenceId === 4 && !released);
    bench.decide(request.id, "conformant", asked === true ? t("true", "true") : t("not asked", "未请求"), {
      cite: [stood],
    });
    const release = bench.makeOrder([middle, end], { orderId: order.orderId, updateId: 1, first: 2 });
    const { accepted, done, error } = yield* bench.drive(release);
    bench.decide(
      horizon.id,
      keeps && done ? "conformant" : "deviation",
      !keeps
        ? t("stood, but no longer lists what was not released", "已停下，但未列出未放行部分")
        : done
          ? t("stood, then went on", "停下，放行后继续")
          : accepted
            ? t("stood, and did not go on when released", "停下，放行后未继续")
            : refusalFound(error),
      { cite: [stood, bench.ear.of("state").at(-1)] },
    );
    yield* bench.settle();
  },
};

const stitch: Check = {
  id: "order.stitch",
  clauses: ["update"],
  title: t("an update is stitched on in motion", "行驶中拼接订单更新"),
  did: t(
    "sent an order of one edge, and its next edge as an update that begins with the last node",
    "发送一条边的订单，再以从末节点开始的更新发送下一条边",
  ),
  expected: t("the update is shown, both edges are driven", "更新被显示，两条边均被执行"),
};
const stale: Check = {
  id: "order.stale-update",
  clauses: ["outdated"],
  title: t("an older update is refused", "拒绝较旧的更新"),
  did: t("sent the first message of that order again, after its update", "更新之后再次发送该订单的首条消息"),
  expected: t(
    "not taken; orderUpdateError (3.0: OUTDATED_ORDER_UPDATE)",
    "不接受；orderUpdateError（3.0：OUTDATED_ORDER_UPDATE）",
  ),
};

export const stitchTrial: Trial = {
  checks: [stitch, stale],
  kind: "drive",
  *run(bench) {
    if (!(yield* bench.goToEnd())) return;
    bench.beginTrial();
    const here = bench.here();
    const [middle, end] = bench.leg();
    const first = bench.makeOrder([here, middle]);
    if (!(yield* bench.sendAndSee(first))) return;
    const update = bench.makeOrder([middle, end], { orderId: first.orderId, updateId: 1, first: 2 });
    const drive = yield* bench.drive(update);
    if (!drive.done) {
      bench.decide(
        stitch.id,
        "deviation",
        drive.accepted
          ? t("shown, but not driven to its end", "已显示，但未行驶到终点")
          : refusalFound(drive.error),
        { profile: { updates: "new-order" } },
      );
      yield* bench.settle();
      return;
    }
    bench.decide(stitch.id, "conformant", t("stitched and driven", "已拼接并执行"));

    bench.beginTrial();
    yield* bench.freshState();
    const sinceMs = bench.nowMs;
    bench.send(first);
    yield* bench.until(() => bench.answerTo(first) !== undefined, patience.silence);
    yield* bench.freshState();
    const error = bench.answerTo(first);
    const moved = bench
      .statesSince(sinceMs + patience.grace)
      .find(({ state }) => state.driving || (state.orderId === first.orderId && state.orderUpdateId === 0));
    bench.decide(
      stale.id,
      moved === undefined && error !== undefined ? "conformant" : "deviation",
      moved !== undefined
        ? t("taken: the fleet side sends no older update", "已接受：车队侧不会发送较旧的更新")
        : refusalFound(error),
      { cite: [moved?.heard ?? bench.ear.of("state").at(-1)] },
    );
    yield* bench.settle();
  },
};
