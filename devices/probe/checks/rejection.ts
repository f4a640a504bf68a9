// Orders that must not be taken: one that begins elsewhere, one that is misbuilt.
import { errorText, patience, refusalFound } from "../bench.ts";
import { t } from "../model.ts";
import type { Check, Trial } from "../trial.ts";
import { farPlaces } from "./version.ts";

const far: Check = {
  id: "order.far-start",
  clauses: ["farStart", "order"],
  title: t("an order that begins elsewhere is refused", "拒绝起点不在机器人处的订单"),
  did: t(
    "sent an order whose first node is another place of the free space, with a deviation of 0.1 m",
    "发送首节点位于空闲区域另一处、允许偏差 0.1 米的订单",
  ),
  expected: t("not taken, not driven", "不接受，也不行驶"),
};
const errors: Check = {
  id: "order.rejection-errors",
  clauses: ["rejection", "errors", "errorReferences"],
  title: t("a refusal is an error with references", "拒绝时报告带引用的错误"),
  did: t("looked for the error that answers that order", "查找对应该订单的错误"),
  expected: t(
    "an error of level WARNING that names the orderId (3.0: START_NODE_OUT_OF_RANGE)",
    "WARNING 级错误，引用 orderId（3.0：START_NODE_OUT_OF_RANGE）",
  ),
};
const misbuilt: Check = {
  id: "order.misbuilt",
  clauses: ["malformed", "order"],
  title: t("a misbuilt order is refused", "拒绝结构错误的订单"),
  did: t("sent an order of two nodes and no edge", "发送有两个节点而无边的订单"),
  expected: t(
    "not taken; validationError (3.0: VALIDATION_FAILURE), WARNING",
    "不接受；validationError（3.0：VALIDATION_FAILURE），WARNING",
  ),
};

export const rejectionTrial: Trial = {
  checks: [far, errors, misbuilt],
  kind: "voice",
  *run(bench) {
    const order = bench.makeOrder(farPlaces(bench), { deviation: 0.1 });
    bench.send(order);
    yield* bench.until(() => bench.isShown(order) || bench.answerTo(order) !== undefined, patience.answer);
    yield* bench.freshState();
    if (bench.isShown(order)) {
      bench.decide(
        far.id,
        "deviation",
        t(
          "taken: the fleet side never sends such an order knowingly, but a robot moved by hand would be sent on blindly",
          "已接受：车队侧不会有意发送此类订单，但人工移动过的机器人会被盲目派出",
        ),
      );
      bench.undecided([errors.id], t("nothing was refused", "未发生拒绝"));
      yield* bench.settle();
    } else {
      const error = bench.answerTo(order);
      bench.decide(
        far.id,
        "conformant",
        error === undefined ? t("not taken, without an error", "未接受，无错误") : refusalFound(error),
      );
      const named = error?.references.some(({ key }) => key === "orderId") === true;
      bench.decide(
        errors.id,
        named ? "conformant" : "deviation",
        error === undefined
          ? t(
              "no error: the fleet side sends the order again, then gives it up after a time",
              "无错误：车队侧会重发，一段时间后放弃",
            )
          : named
            ? t(errorText(error), errorText(error))
            : t(`${errorText(error)}: without orderId`, `${errorText(error)}：未引用 orderId`),
      );
    }

    bench.beginTrial();
    const [next] = bench.leg();
    const bad = { ...bench.makeOrder([bench.here(), next]), edges: [] };
    bench.send(bad);
    yield* bench.until(() => bench.isShown(bad) || bench.answerTo(bad) !== undefined, patience.answer);
    yield* bench.freshState();
    const isTaken = bench.isShown(bad);
    const answer = bench.answerTo(bad);
    bench.decide(
      misbuilt.id,
      isTaken || answer === undefined ? "deviation" : "conformant",
      isTaken ? t("taken", "已接受") : refusalFound(answer),
    );
    yield* bench.settle();
  },
};

const text: Check = {
  id: "order.not-json",
  clauses: ["malformed"],
  title: t("what is not JSON is a warning", "非 JSON 内容应报告警告"),
  did: t("sent `{` under the order topic", "在 order 主题发送 `{`"),
  expected: t(
    "validationError (3.0: VALIDATION_FAILURE), WARNING; the robot goes on working",
    "validationError（3.0：VALIDATION_FAILURE），WARNING；机器人继续工作",
  ),
};
/** So long a robot may go on complaining. */
const fatalMs = 30_000;

export const notJsonTrial: Trial = {
  checks: [text],
  kind: "voice",
  *run(bench) {
    bench.tolerated.add("fatal");
    const before = new Set(bench.state.errors.map((error) => JSON.stringify(error)));
    const fresh = () => bench.state.errors.find((error) => !before.has(JSON.stringify(error)));
    bench.mouth.sayText("order", "{", bench.nowMs);
    yield* bench.until(() => fresh() !== undefined, patience.silence);
    yield* bench.freshState();
    const error = fresh();
    if (error === undefined)
      bench.decide(text.id, "deviation", t("dropped without an error", "被丢弃且无错误"));
    else if (error.level !== "FATAL")
      bench.decide(text.id, "conformant", t(errorText(error), errorText(error)));
    else {
      const cite = [bench.ear.of("state").at(-1)];
      const over = yield* bench.until(
        () => bench.state.errors.every(({ level }) => level !== "FATAL"),
        fatalMs,
      );
      bench.decide(
        text.id,
        over ? "deviation" : "not-conformant",
        over
          ? t(
              `${errorText(error)}: one bad message stops the robot for a time`,
              `${errorText(error)}：一条错误消息会使机器人暂停一段时间`,
            )
          : t(
              `${errorText(error)}, and it stays: one bad message needs a person`,
              `${errorText(error)}，且不消失：一条错误消息即需人工处理`,
            ),
        { cite },
      );
    }
    bench.tolerated.delete("fatal");
  },
};
