// 真实与虚拟机器人的命令所说的话，中文。
import type { FleetText } from "./fleet-en.ts";

export const fleetZh: FleetText = {
  broker: "运行用于演示的小型 MQTT 代理，或生成 Mosquitto 配置",
  brokerPort: "监听端口（默认 1883；mosquitto 为 8883）",
  brokerHost: "监听地址；0.0.0.0 允许其他机器无密码接入",
  brokerFor: "不运行代理，而是为此代理生成配置",
  brokerOut: "存放 mosquitto.conf、acl 和 README.md 的文件夹",
  brokerRobots: "需要密码的机器人，格式为 制造商/序列号，用逗号分隔",
  webSocket: "MQTT over WebSocket 端口；0 表示不用",
  brokerRuns: (url) => `代理运行于 ${url}。按 Ctrl-C 停止。`,
  brokerLimits: (connections, rate, kilobytes) =>
    `仅用于演示和测试：${connections} 个连接，每秒 ${rate} 条消息，每条 ${kilobytes} KB，MQTT 3.1.1，无密码。生产环境请用：peakfleet broker --for mosquitto --out broker`,
  brokerCounts: (connections, messages, slowed, refused) =>
    `${connections} 个连接，${messages} 条消息，${slowed} 条被减速，${refused} 个连接被拒绝`,
  brokerFailed: (port, why) => `无法监听端口 ${port}：${why}。请用 --port 指定其他端口`,
  outMissing: "缺少必需选项 '--out <folder>'",
  robots: "代理上的虚拟机器人：符合标准，或带有真实机器人的怪癖",
  count: "机器人数量",
  vda: "VDA 5050 版本",
  brokerUrl: "代理地址：mqtt://host、mqtts://host、ws://host、wss://host",
  user: "代理用户名；密码取自 PEAKFLEET_MQTT_PASSWORD",
  ca: "签发代理证书的机构文件",
  quirk: "机器人与标准不同的行为（可重复；见 docs/vda5050.md）",
  quirkNames: (names) => `可用的有：${names}`,
  speedUp: "每秒对应的虚拟秒数",
  interfaceName: "主题的前几级（默认 uagv，3.0 起为 vda5050）",
  manufacturer: "机器人名称中的制造商",
  robotsRun: (count, version, url) => `${count} 台 VDA 5050 ${version} 机器人接入 ${url}。按 Ctrl-C 停止。`,
  robotsConnected: (connected, count, driven) =>
    `${count} 台机器人中 ${connected} 台已连接，共行驶 ${driven} 米`,
  robotError: (robot, message) => `${robot}：${message}`,
  noSuchQuirk: (found) => `没有这种怪癖：${found}`,
};
