// What `peakfleet layout` says, in English.
export const layoutEn = {
  layout: "layouts for real robots: road graphs and LIF files",
  check: "check a LIF file for the robots that are to drive on it",
  import: "read a LIF file into a road graph, with a report and a picture",
  export: "write a floor as a LIF file: a scenario's floor or a MovingAI map",
  file: "LIF file (JSON)",
  source: "bundled scenario, scenario file, or MovingAI .map file",
  robot: "robot type as name=LENGTHxWIDTH or name=LENGTHxWIDTH@SPEED, metres and m/s (repeatable)",
  margin: "room kept between two robots, metres",
  cell: "edge of a cell of a .map file, metres",
  out: "folder for the road graph, the picture and the report",
  outFile: "LIF file to write",
  figures: (nodes: string, edges: string, metres: string, stations: string, conflicts: string) =>
    `${nodes} nodes, ${edges} edges (${metres} m), ${stations} stations, ${conflicts} pairs of places that exclude each other`,
  types: (names: string) => `Robot types: ${names}`,
  faults: (count: string) => `${count} faults`,
  remarks: (count: string) => `${count} remarks`,
  good: "The layout can be driven on.",
  badRobot: (found: string) => `--robot: expected name=LENGTHxWIDTH, e.g. cart=1.0x0.7@1.5; found ${found}`,
  picture: "The layout",
  explanation:
    "Grey roads are for both ways, light blue ones for one way. P pick, D drop, C charge, W wait or park. Robots at scale below.",
  title: (name: string) => `Layout ${name}`,
};
export type LayoutText = typeof layoutEn;
