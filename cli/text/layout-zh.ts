// `peakfleet layout` 所说的话，中文。
import type { LayoutText } from "./layout-en.ts";

export const layoutZh: LayoutText = {
  layout: "真实机器人的布局：道路图与 LIF 文件",
  check: "按将要行驶的机器人检查 LIF 文件",
  import: "把 LIF 文件读成道路图，并生成报告和图",
  export: "把地面写成 LIF 文件：场景的地面或 MovingAI 地图",
  file: "LIF 文件（JSON）",
  source: "内置场景、场景文件或 MovingAI .map 文件",
  robot: "机器人类型：名称=长x宽 或 名称=长x宽@速度，单位米和米/秒（可重复）",
  margin: "两台机器人之间保留的距离，米",
  cell: ".map 文件中一格的边长，米",
  out: "存放道路图、图片和报告的文件夹",
  outFile: "要写的 LIF 文件",
  figures: (nodes, edges, metres, stations, conflicts) =>
    `${nodes} 个节点，${edges} 条边（${metres} 米），${stations} 个工作站，${conflicts} 对互斥位置`,
  types: (names) => `机器人类型：${names}`,
  faults: (count) => `${count} 处错误`,
  remarks: (count) => `${count} 处提示`,
  good: "该布局可以行驶。",
  badRobot: (found) => `--robot：应为 名称=长x宽，例如 cart=1.0x0.7@1.5；实际为 ${found}`,
  picture: "布局",
  explanation: "灰色道路双向通行，浅蓝色为单行。P 取货，D 放货，C 充电，W 等待或停放。下方为同比例的机器人。",
  title: (name) => `布局 ${name}`,
};
