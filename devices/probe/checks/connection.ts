// What can be seen of a robot's connection without touching it.
import { t } from "../model.ts";
import type { Check, Trial } from "../trial.ts";

const retained: Check = {
  id: "connection.retained",
  clauses: ["connection"],
  title: t("ONLINE is retained", "ONLINE 为保留消息"),
  did: t(
    "subscribed to the connection topic and looked at what the broker kept",
    "订阅 connection 主题，查看代理保留的消息",
  ),
  expected: t("ONLINE, kept by the broker", "代理保留的 ONLINE"),
};
const qos: Check = {
  id: "connection.qos",
  clauses: ["qos"],
  title: t("connection has QoS 1", "connection 使用 QoS 1"),
  did: t("subscribed with QoS 1 and looked at the QoS of what came", "以 QoS 1 订阅并查看收到消息的 QoS"),
  expected: t("QoS 1", "QoS 1"),
};

export const connectionTrial: Trial = {
  checks: [retained, qos],
  kind: "ear",
  always: true,
  *run(bench) {
    const heard = bench.ear.of("connection");
    const kept = heard.find((entry) => entry.retained);
    const first = heard[0];
    if (kept !== undefined && bench.ear.connection === "ONLINE")
      bench.decide(retained.id, "conformant", t("ONLINE, retained", "ONLINE，已保留"), { cite: [kept] });
    else
      bench.decide(
        retained.id,
        "deviation",
        first === undefined
          ? t(
              "nothing retained: only its states show that it is there",
              "无保留消息：只能通过状态消息得知其在线",
            )
          : t("connection messages come, but none was retained", "有 connection 消息，但均未保留"),
        { cite: [first] },
      );
    if (first === undefined)
      bench.decide(qos.id, "not-decided", t("no connection message was heard", "未收到 connection 消息"), {
        cite: [],
      });
    else {
      const low = heard.find((entry) => entry.qos === 0);
      bench.decide(
        qos.id,
        low === undefined ? "conformant" : "deviation",
        t(`QoS ${low?.qos ?? first.qos}`, `QoS ${low?.qos ?? first.qos}`),
        { cite: [low ?? first] },
      );
    }
  },
};

const will: Check = {
  id: "connection.will",
  clauses: ["connection", "qos"],
  title: t("last will", "遗嘱消息"),
  did: t(
    "asked a person to cut the robot's line while it stood idle (--will); a probe cuts nobody's line itself",
    "请人员在机器人空闲静止时切断其网络（--will）；探测程序自身不会切断任何连接",
  ),
  expected: t(
    "the broker says CONNECTION_BROKEN (2.x: CONNECTIONBROKEN), retained; ONLINE when the robot is back",
    "代理发布 CONNECTION_BROKEN（2.x 为 CONNECTIONBROKEN）并保留；恢复后为 ONLINE",
  ),
};
/** A broker waits for one and a half keep-alives. */
const brokenMs = 150_000;
const backMs = 240_000;

export const willTrial: Trial = {
  checks: [will],
  kind: "voice",
  *run(bench) {
    if (!bench.options.mayDisconnect) {
      bench.decide(
        will.id,
        "not-decided",
        t("not asked for: --will, with somebody at the robot", "未要求：需 --will 且有人在机器人旁"),
        { cite: [] },
      );
      return;
    }
    bench.tolerated.add("offline");
    const sinceMs = bench.nowMs;
    bench.options.ask(
      t(
        "Cut the robot's network now (not its power switch, and no orderly shut-down). Restore it when the probe says so.",
        "请现在切断机器人的网络（不要关电源，也不要正常关机）。看到提示后再恢复。",
      ),
    );
    const { ear } = bench;
    const broken = yield* bench.until(() => ear.connection === "CONNECTION_BROKEN", brokenMs);
    const sign = ear.of("connection").findLast(({ atMs }) => atMs >= sinceMs);
    bench.options.ask(t("Restore the robot's network now.", "请现在恢复机器人的网络。"));
    const back = yield* bench.until(
      () => ear.connection !== "CONNECTION_BROKEN" && ear.stateMs > bench.nowMs - 1_000,
      backMs,
    );
    bench.decide(
      will.id,
      broken ? (back ? "conformant" : "not-conformant") : "deviation",
      broken
        ? back
          ? t("the will came, then ONLINE again", "收到遗嘱消息，随后恢复 ONLINE")
          : t("the will came; the robot did not come back", "收到遗嘱消息；机器人未恢复在线")
        : t(
            `no will within ${brokenMs / 1000} s: the fleet side notices by the age of states`,
            `${brokenMs / 1000} 秒内无遗嘱消息：车队侧通过状态时效发现`,
          ),
      { cite: [sign] },
    );
    bench.tolerated.delete("offline");
  },
};
