// Setting a robot's position: only when asked for, since it overrides what the robot has found out itself.
import { distance } from "../bench.ts";
import { t } from "../model.ts";
import type { Check, Trial } from "../trial.ts";

const initialize: Check = {
  id: "position.initialize",
  clauses: ["predefined"],
  title: t("initPosition (3.0: initializePosition)", "initPosition（3.0：initializePosition）"),
  did: t(
    "told the robot the position that it had just reported (--init-position)",
    "将机器人刚上报的位置下发给它（--init-position）",
  ),
  expected: t("FINISHED, and the same position as before", "FINISHED，位置不变"),
};

export const positionTrial: Trial = {
  checks: [initialize],
  kind: "voice",
  *run(bench) {
    if (!bench.options.mayInitialize) {
      bench.decide(
        initialize.id,
        "not-decided",
        t("not asked for: --init-position", "未要求：--init-position"),
        { cite: [] },
      );
      return;
    }
    const { x, y, theta, mapId } = bench.state.position!;
    const { lastNodeId } = bench.state;
    const parameters = Object.entries({ x, y, theta, mapId, lastNodeId }).map(([key, value]) => ({
      key,
      value,
    }));
    const actionId = bench.mouth.instruct(
      bench.isThree ? "initializePosition" : "initPosition",
      bench.nowMs,
      {
        parameters,
      },
    );
    yield* bench.until(() => bench.isOver(actionId), 20_000);
    yield* bench.freshState();
    const status = bench.status(actionId) ?? "nothing";
    const moved = distance({ x, y }, bench.state.position ?? { x: Infinity, y: 0 });
    const isRight = status === "FINISHED" && moved < 0.05 && bench.state.position?.localized === true;
    bench.decide(
      initialize.id,
      isRight ? "conformant" : "deviation",
      t(
        `${status}, ${moved.toFixed(2)} m from before`,
        `${status === "nothing" ? "无状态" : status}，与之前相差 ${moved.toFixed(2)} 米`,
      ),
    );
  },
};
