// The factsheet: asked for, read, and whether the broker keeps it.

import { refusalText } from "../../vda5050/codec/index.ts";
import { patience } from "../bench.ts";
import { t } from "../model.ts";
import type { Check, Trial } from "../trial.ts";
import { ownRemarks } from "./state.ts";

const answer: Check = {
  id: "factsheet.answer",
  clauses: ["factsheet", "predefined"],
  title: t("factsheetRequest is answered", "factsheetRequest 有应答"),
  did: t("sent factsheetRequest", "发送 factsheetRequest"),
  expected: t("a factsheet", "一份规格表"),
};
const content: Check = {
  id: "factsheet.content",
  clauses: ["factsheetMessage"],
  title: t("the factsheet can be read", "规格表可解析"),
  did: t("read the factsheet field by field", "逐字段读取规格表"),
  expected: t("type, physical parameters, limits, features, timing", "类型、物理参数、限制、功能、时序"),
};
const retained: Check = {
  id: "factsheet.retained",
  clauses: ["factsheet"],
  title: t("the factsheet is retained", "规格表为保留消息"),
  did: t("looked at what the broker kept when the probe subscribed", "查看订阅时代理保留的消息"),
  expected: t("a factsheet, kept by the broker (from 2.1)", "代理保留的规格表（2.1 起）"),
};

export const factsheetTrial: Trial = {
  checks: [answer, content, retained],
  kind: "voice",
  *run(bench) {
    const kept = bench.ear.of("factsheet").find((heard) => heard.retained);
    if (bench.version === "2.0")
      bench.decide(retained.id, "not-applicable", t("not asked for by 2.0", "2.0 未要求"), { cite: [] });
    else
      bench.decide(
        retained.id,
        kept === undefined ? "deviation" : "conformant",
        kept === undefined ? t("none was kept", "无保留消息") : t("kept", "已保留"),
        { cite: [kept] },
      );
    const sinceMs = bench.nowMs;
    const newest = () => bench.ear.of("factsheet").findLast(({ atMs }) => atMs >= sinceMs);
    yield* bench.instruct("factsheetRequest");
    // One message may be lost on its way.
    if (!(yield* bench.until(() => newest() !== undefined, patience.answer / 2)))
      yield* bench.instruct("factsheetRequest");
    yield* bench.until(() => newest() !== undefined, patience.answer / 2);
    const heard = newest() ?? kept;
    if (newest() === undefined)
      bench.decide(answer.id, "deviation", t("no factsheet came", "未收到规格表"), { cite: [] });
    else bench.decide(answer.id, "conformant", t("came", "已收到"), { cite: [heard] });
    if (heard === undefined)
      bench.decide(content.id, "not-decided", t("there is none", "无规格表"), { cite: [] });
    else if (heard.refusal !== null)
      bench.decide(
        content.id,
        "deviation",
        t(
          `${refusalText(heard.refusal)}: limits of the robot are not known to the fleet side`,
          `${refusalText(heard.refusal)}：车队侧无法得知机器人的限制`,
        ),
        { cite: [heard] },
      );
    else
      bench.decide(
        content.id,
        ownRemarks(heard).length === 0 ? "conformant" : "deviation",
        ownRemarks(heard).length === 0
          ? t(
              `${bench.ear.factsheet!.actions.length} actions`,
              `${bench.ear.factsheet!.actions.length} 个动作`,
            )
          : t(ownRemarks(heard).join("; "), ownRemarks(heard).join("；")),
        { cite: [heard] },
      );
  },
};
