// How literally a robot takes the version in headers.
import { patience } from "../bench.ts";
import type { ProfileEntries } from "../model.ts";
import { t } from "../model.ts";
import type { Check, Trial } from "../trial.ts";

const literal: Check = {
  id: "header.other-patch",
  clauses: ["header"],
  title: t("messages of another patch version are taken", "接受其他补丁版本的消息"),
  did: t("sent stateRequest under another patch version", "以另一补丁版本发送 stateRequest"),
  expected: t("carried out: within a major version messages are compatible", "被执行：同一主版本内消息兼容"),
};
const own: Check = {
  id: "header.version",
  clauses: ["header"],
  title: t("the robot's version is its own", "机器人的版本为其自身版本"),
  did: t(
    "sent an order of another patch version that begins where the robot is not, and read the headers that followed",
    "发送另一补丁版本且起点不在机器人处的订单，并读取随后的消息头",
  ),
  expected: t("the same version as before", "版本与之前相同"),
};

export const versionTrial: Trial = {
  checks: [literal, own],
  kind: "voice",
  *run(bench) {
    const { mouth, ear } = bench;
    const other = otherPatch(mouth.versionText);
    const actionId = mouth.instruct("stateRequest", bench.nowMs, { versionText: other });
    const taken = yield* bench.until(() => bench.status(actionId) !== undefined, patience.answer);
    const profile: ProfileEntries = { versionText: mouth.versionText };
    if (taken) bench.decide(literal.id, "conformant", t(`${other} taken`, `接受 ${other}`));
    else
      bench.decide(
        literal.id,
        "deviation",
        t(`${other} dropped: takes ${mouth.versionText} only`, `丢弃 ${other}：只接受 ${mouth.versionText}`),
        { profile },
      );

    bench.beginTrial();
    const sinceMs = bench.nowMs + patience.grace;
    bench.send(bench.makeOrder(farPlaces(bench), { deviation: 0.1 }), other);
    yield* bench.wait(patience.silence / 2);
    yield* bench.freshState();
    const headers = bench.statesSince(sinceMs).map(({ heard }) => heard);
    const strange = headers.find(({ message }) => message?.header.version !== mouth.versionText);
    bench.decide(
      own.id,
      strange === undefined ? "conformant" : "deviation",
      strange === undefined
        ? t(mouth.versionText, mouth.versionText)
        : t(
            `${strange.message?.header.version} after an order of that version`,
            `收到该版本的订单后变为 ${strange.message?.header.version}`,
          ),
      { cite: [strange ?? headers.at(-1) ?? ear.of("state").at(-1)] },
    );
    yield* bench.settle();
  },
};

/** An order from the far end of the row to the near one: all of it lies in the free space. */
export function farPlaces(bench: Parameters<Trial["run"]>[0]) {
  const here = bench.here();
  const [, end] = bench.leg();
  const far = end === here ? bench.places[1]! : end;
  return [far, here];
}
/** 2.1.0 → 2.1.7 */
function otherPatch(versionText: string): string {
  const [major, minor = "0", patch = "0"] = versionText.split(".");
  return `${major}.${minor}.${(Number.parseInt(patch, 10) || 0) + 7}`;
}
