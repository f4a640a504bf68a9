// Phrases of probes and robot profiles, in Chinese; see phrases-zh.ts.
export const probePhrasesZh: readonly (readonly [string, string])[] = [
  ["a file that can be read, beside this one", "与此文件同一文件夹内可读取的文件"],
  ["a profile for VDA 5050 {}", "VDA 5050 {1!} 的机器人配置"],
  ["one for {}", "{1!} 的机器人配置"],
  ["a field of a profile file (docs/probe.md)", "机器人配置文件的字段（docs/probe.md）"],
  [
    "manufacturer/serial, the serial of letters, digits and _ . : -",
    "制造商/序列号，序列号由字母、数字和 _ . : - 组成",
  ],
  ["two corners as x1,y1,x2,y2 in metres", "以米为单位的两个角点 x1,y1,x2,y2"],
  ["two or three different nodes as N1:x,y;N2:x,y in metres", "两到三个不同节点，格式 N1:x,y;N2:x,y（米）"],
  ["names of checks", "检查名称"],
  ["There are: {}", "可用的有：{1!}"],
  ["a file that ends in .html or .json", "以 .html 或 .json 结尾的文件"],
];
