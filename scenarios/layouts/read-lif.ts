// Reads the VDMA's Layout Interchange Format (LIF 1.0.0, March 2024, chapter 8.3) into a road map: liberal in what it takes,
// with every problem told by path. The same fields of later releases (mobileRobotType… for vehicleType…) are understood.
import type {
  RoadAction,
  RoadCurve,
  RoadEdge,
  RoadEdgeAccess,
  RoadLayout,
  RoadMap,
  RoadNode,
  RoadNodeAccess,
  RoadOrientation,
  RoadStation,
  RoadUse,
} from "../../sim/model/index.ts";
import type { InputProblem } from "../load/problem.ts";
import { FieldReader, ProblemList } from "./layout-problem.ts";

export type LifResult =
  | { readonly ok: true; readonly map: RoadMap; readonly remarks: readonly InputProblem[] }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

/** Most nodes and edges of a file; beyond it the file is refused before memory is. */
const elementsMax = 200_000;
/** Metres by which a curve's ends may miss its nodes. */
const curveEndMetres = 0.01;

/** `source` names the file in problems. */
export function readLif(text: string, source: string): LifResult {
  const problems = new ProblemList(source);
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    problems.fault("", "JSON", (error as Error).message, "Check the file with a JSON editor");
    return { ok: false, problems: problems.faults };
  }
  const map = readMap(FieldReader.of(json, "", problems));
  if (problems.faults.length > 0) return { ok: false, problems: problems.faults };
  return { ok: true, map, remarks: problems.remarks };
}

function readMap(file: FieldReader): RoadMap {
  const { problems } = file;
  const meta = file.has("metaInformation") ? file.object("metaInformation") : null;
  if (meta === null)
    problems.remark("metaInformation", "an object", undefined, "Project and creator are left empty");
  const version = meta?.text("lifVersion") ?? "";
  if (!/^1\.0(\.|$)/.test(version))
    problems.remark("metaInformation.lifVersion", '"1.0.0"', version, "Read as 1.0.0 all the same");
  const layouts = file.list("layouts", "required");
  if (layouts.length === 0 && problems.faults.length === 0)
    problems.fault("layouts", "at least one layout", "none", "Export the layout again");
  const size = layouts.reduce(
    (sum, layout) =>
      sum + layout.values("nodes", "optional").length + layout.values("edges", "optional").length,
    0,
  );
  if (size > elementsMax) {
    const advice = "Divide the layout";
    problems.fault("layouts", `at most ${elementsMax} nodes and edges`, size, advice);
    return { project: "", creator: "", layouts: [], nodes: [], edges: [], stations: [] };
  }
  const ids = new UniqueIds(problems);
  const nodeIndex = new Map<string, number>();
  const nodes: RoadNode[] = [];
  layouts.forEach((layout, l) => {
    for (const node of layout.list("nodes", "required")) {
      const read = readNode(node, l);
      if (ids.take("nodeId", read.id, node)) nodeIndex.set(read.id, nodes.length);
      nodes.push(read);
    }
  });
  const edges = layouts.flatMap((layout, l) =>
    layout.list("edges", "required").map((edge) => {
      const read = readEdge(edge, l, nodeIndex, nodes);
      ids.take("edgeId", read.id, edge);
      return read;
    }),
  );
  const stations = layouts.flatMap((layout, l) =>
    layout.list("stations", "optional").map((station) => {
      const read = readStation(station, l, nodeIndex);
      ids.take("stationId", read.id, station);
      return read;
    }),
  );
  return {
    project: meta?.text("projectIdentification") ?? "",
    creator: meta?.text("creator") ?? "",
    layouts: layouts.map((layout) => readLayout(layout, ids)),
    nodes: withUses(nodes, stations),
    edges,
    stations,
  };
}

/** Ids must be unique over all layouts of a file. */
class UniqueIds {
  private readonly seen = new Map<string, string>();
  constructor(private readonly problems: ProblemList) {}

  take(field: string, id: string, reader: FieldReader): boolean {
    const first = this.seen.get(`${field} ${id}`);
    if (first !== undefined && id !== "") {
      const advice = "Give each element an id of its own, over all layouts";
      this.problems.fault(reader.at(field), `an id that is not taken by ${first}`, id, advice);
      return false;
    }
    this.seen.set(`${field} ${id}`, reader.path);
    return true;
  }
}

function readLayout(layout: FieldReader, ids: UniqueIds): RoadLayout {
  const id = layout.id("layoutId");
  ids.take("layoutId", id, layout);
  return {
    id,
    name: layout.text("layoutName"),
    version: layout.has("layoutVersion") ? layout.id("layoutVersion") : "1",
    levelId: layout.text("layoutLevelId"),
    description: layout.text("layoutDescription"),
  };
}

/** `vehicleTypeNodeProperties`, or as later releases name it. */
function perType(element: FieldReader, what: "Node" | "Edge"): FieldReader[] {
  const { problems } = element;
  const later = `mobileRobotType${what}Properties`;
  const name = element.has(later) ? later : `vehicleType${what}Properties`;
  const list = element.list(name, "required");
  if (list.length === 0)
    problems.remark(element.at(name), "one entry per robot type", "none", "No robot may use it");
  const seen = new Set<string>();
  return list.filter((entry, i) => {
    const type = entry.id(typeField(entry));
    const isNew = !seen.has(type);
    seen.add(type);
    if (!isNew)
      problems.fault(
        `${element.at(name)}[${i}]`,
        "one entry per robot type",
        type,
        "Keep one of the entries",
      );
    return isNew;
  });
}
const typeField = (entry: FieldReader) =>
  entry.has("mobileRobotTypeId") ? "mobileRobotTypeId" : "vehicleTypeId";

function readNode(node: FieldReader, layout: number): RoadNode {
  const position = node.object("nodePosition");
  const access = perType(node, "Node").map(
    (entry): RoadNodeAccess => ({
      type: entry.id(typeField(entry)),
      theta: entry.angle("theta"),
      actions: readActions(entry),
    }),
  );
  return {
    id: node.id("nodeId"),
    name: node.text("nodeName"),
    description: node.text("nodeDescription"),
    layout,
    mapId: node.text("mapId"),
    x: position.number("x"),
    y: position.number("y"),
    uses: [],
    access,
  };
}

const rotations = ["NONE", "CCW", "CW", "BOTH"] as const;

function readEdge(
  edge: FieldReader,
  layout: number,
  nodeIndex: ReadonlyMap<string, number>,
  nodes: readonly RoadNode[],
): RoadEdge {
  const { problems } = edge;
  const endOf = (field: string) => {
    const id = edge.id(field);
    const index = nodeIndex.get(id);
    if (index === undefined && id !== "")
      problems.fault(edge.at(field), "the id of a node of this file", id, "Add the node or correct the id");
    return index ?? 0;
  };
  const from = endOf("startNodeId");
  const to = endOf("endNodeId");
  if (from === to && problems.faults.length === 0)
    problems.fault(
      edge.at("endNodeId"),
      "another node than startNodeId",
      edge.raw("endNodeId"),
      "Remove the edge",
    );
  return {
    id: edge.id("edgeId"),
    name: edge.text("edgeName"),
    description: edge.text("edgeDescription"),
    layout,
    from,
    to,
    widthMetres: null,
    access: perType(edge, "Edge").map((entry) => readEdgeAccess(entry, nodes[from], nodes[to])),
  };
}

function readEdgeAccess(
  entry: FieldReader,
  from: RoadNode | undefined,
  to: RoadNode | undefined,
): RoadEdgeAccess {
  const load = entry.has("loadRestriction") ? entry.object("loadRestriction") : null;
  return {
    type: entry.id(typeField(entry)),
    orientation: readOrientation(entry),
    rotationOnEdge: entry.flag("rotationAllowed") ?? false,
    rotationAtStart: entry.oneOf("rotationAtStartNodeAllowed", rotations, "BOTH"),
    rotationAtEnd: entry.oneOf("rotationAtEndNodeAllowed", rotations, "BOTH"),
    speedMax: entry.positiveOrNull("maxSpeed"),
    rotationSpeedMax: entry.positiveOrNull("maxRotationSpeed"),
    heightMin: entry.numberOrNull("minHeight"),
    heightMax: entry.numberOrNull("maxHeight"),
    load:
      load === null
        ? null
        : {
            unloaded: load.flag("unloaded") ?? true,
            loaded: load.flag("loaded") ?? true,
            setNames: load.values("loadSetNames", "optional").map(String),
          },
    curve: entry.has("trajectory") ? readCurve(entry.object("trajectory"), from, to) : null,
    reentry: entry.flag("reentryAllowed"),
    actions: readActions(entry),
  };
}

function readOrientation(entry: FieldReader): RoadOrientation {
  const radians = entry.angle("vehicleOrientation");
  if (radians === null) return { kind: "any" };
  const type = entry.oneOf("orientationType", ["TANGENTIAL", "GLOBAL"], "TANGENTIAL");
  return { kind: type === "GLOBAL" ? "global" : "tangential", radians };
}

function readCurve(
  curve: FieldReader,
  from: RoadNode | undefined,
  to: RoadNode | undefined,
): RoadCurve | null {
  const { problems } = curve;
  const degree = curve.numberOrNull("degree") ?? 1;
  const points = curve.list("controlPoints", "required").map((point) => ({
    x: point.number("x"),
    y: point.number("y"),
    weight: point.numberOrNull("weight") ?? 1,
  }));
  const knots = curve.values("knotVector", "required").map(Number);
  const isCurve =
    Number.isInteger(degree) &&
    degree >= 1 &&
    points.length > degree &&
    points.every(({ weight }) => weight > 0) &&
    knots.length === points.length + degree + 1 &&
    knots.every((knot, i) => knot >= 0 && knot <= 1 && (i === 0 || knot >= knots[i - 1]!)) &&
    knots[degree]! < knots[points.length]!;
  if (!isCurve) {
    const expected =
      "degree ≥ 1, more control points than the degree, weights above 0, and control points + degree + 1 knots that rise from 0 to 1";
    const found = { degree, controlPoints: points.length, knotVector: knots.length };
    problems.fault(curve.path, expected, found, "Correct the curve or leave it out for a straight edge");
    return null;
  }
  const ends: readonly [string, RoadNode | undefined, { readonly x: number; readonly y: number }][] = [
    ["controlPoints[0]", from, points[0]!],
    [`controlPoints[${points.length - 1}]`, to, points[points.length - 1]!],
  ];
  for (const [name, node, { x, y }] of ends) {
    if (node !== undefined && Math.hypot(node.x - x, node.y - y) > curveEndMetres)
      problems.remark(
        curve.at(name),
        `the position of node ${node.id}`,
        [x, y],
        "The way to the node is taken as straight",
      );
  }
  return { degree, knots, points };
}

function readActions(entry: FieldReader): RoadAction[] {
  return entry.list("actions", "optional").map((action) => ({
    actionType: action.id("actionType"),
    description: action.text("actionDescription"),
    requirement: action.oneOf("requirementType", ["REQUIRED", "CONDITIONAL", "OPTIONAL"], "OPTIONAL"),
    blocking: action.oneOf("blockingType", ["NONE", "SOFT", "HARD"], "HARD"),
    parameters: action
      .list("actionParameters", "optional")
      .map((parameter) => ({ key: parameter.id("key"), value: String(parameter.raw("value") ?? "") })),
  }));
}

function readStation(
  station: FieldReader,
  layout: number,
  nodeIndex: ReadonlyMap<string, number>,
): RoadStation {
  const { problems } = station;
  const ids = station.values("interactionNodeIds", "required");
  if (ids.length === 0)
    problems.remark(
      station.at("interactionNodeIds"),
      "at least one node",
      "none",
      "The station cannot be served",
    );
  const nodes = ids.map((id, i) => {
    const index = nodeIndex.get(String(id));
    const path = `${station.at("interactionNodeIds")}[${i}]`;
    if (index === undefined)
      problems.fault(path, "the id of a node of this file", id, "Add the node or correct the id");
    return index ?? 0;
  });
  const position = station.has("stationPosition") ? station.object("stationPosition") : null;
  return {
    id: station.id("stationId"),
    name: station.text("stationName"),
    description: station.text("stationDescription"),
    layout,
    nodes,
    heightMetres: station.numberOrNull("stationHeight"),
    position:
      position === null
        ? null
        : { x: position.number("x"), y: position.number("y"), theta: position.angle("theta") },
  };
}

/** LIF has no field for what a node is for: actions say it, and a station that is described as a parking place. */
export const parkDescription = "park";
const useOfAction: Readonly<Record<string, RoadUse>> = {
  pick: "pick",
  drop: "drop",
  startCharging: "charge",
};

function withUses(nodes: readonly RoadNode[], stations: readonly RoadStation[]): RoadNode[] {
  const parks = new Set(
    stations.filter(({ description }) => description === parkDescription).flatMap((station) => station.nodes),
  );
  return nodes.map((node, i) => {
    const uses = new Set<RoadUse>();
    for (const { actions } of node.access)
      for (const { actionType } of actions) if (useOfAction[actionType]) uses.add(useOfAction[actionType]);
    if (parks.has(i)) uses.add("park");
    return { ...node, uses: [...uses] };
  });
}
