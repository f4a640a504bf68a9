import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readLif, writeLif } from "../../scenarios/layouts/index.ts";
import type { RoadMap } from "../../sim/model/index.ts";
import { cart, roadMap, truck } from "./tiny-roads.ts";

const timestamp = "2024-03-01T10:00:00.00Z";
const number = fc.double({ min: -1000, max: 1000, noNaN: true }).map((x) => x + 0); // no −0: JSON has none
const positive = fc.double({ min: 0.01, max: 100, noNaN: true });
const angle = fc.double({ min: -3.14, max: 3.14, noNaN: true }).map((x) => x + 0);
const text = fc.option(fc.string({ maxLength: 8 }), { nil: null });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const action = fc.record({
  actionType: fc.constantFrom("pick", "drop", "startCharging", "beep"),
  description: text,
  requirement: fc.constantFrom("REQUIRED" as const, "CONDITIONAL" as const, "OPTIONAL" as const),
  blocking: fc.constantFrom("NONE" as const, "SOFT" as const, "HARD" as const),
  parameters: fc.array(fc.record({ key: fc.string({ minLength: 1 }), value: fc.string() }), { maxLength: 2 }),
});
const actions = fc.array(action, { maxLength: 2 });
const rotation = fc.constantFrom("NONE" as const, "CCW" as const, "CW" as const, "BOTH" as const);
const curve = fc
  .array(fc.record({ x: number, y: number, weight: positive }), { minLength: 3, maxLength: 5 })
  .map((points) => {
    const inner = points.slice(3).map((_, i) => (i + 1) / (points.length - 2));
    return { degree: 2, knots: [0, 0, 0, ...inner, 1, 1, 1], points };
  });
const edgeAccess = fc.record({
  orientation: fc.oneof(
    fc.constant({ kind: "any" as const }),
    fc.record({ kind: fc.constantFrom("tangential" as const, "global" as const), radians: angle }),
  ),
  rotationOnEdge: fc.boolean(),
  rotationAtStart: rotation,
  rotationAtEnd: rotation,
  speedMax: maybe(positive),
  rotationSpeedMax: maybe(positive),
  heightMin: maybe(positive),
  heightMax: maybe(positive),
  load: maybe(
    fc.record({
      unloaded: fc.boolean(),
      loaded: fc.boolean(),
      setNames: fc.array(fc.string(), { maxLength: 2 }),
    }),
  ),
  curve: maybe(curve),
  reentry: maybe(fc.boolean()),
  actions,
});

/** Uses follow from actions and stations, so the map under test is what reading gives once. */
const map: fc.Arbitrary<RoadMap> = fc
  .record({
    spots: fc.array(fc.tuple(number, number), { minLength: 2, maxLength: 5 }),
    links: fc.array(fc.tuple(fc.nat(4), fc.nat(4), edgeAccess, edgeAccess), { maxLength: 6 }),
    nodeActions: actions,
    theta: maybe(angle),
    name: text,
    levels: fc.integer({ min: 1, max: 2 }),
    station: fc.record({
      name: text,
      description: fc.constantFrom(null, "park", "dock"),
      height: maybe(positive),
    }),
  })
  .map(({ spots, links, nodeActions, theta, name, levels, station }) => {
    const base = roadMap(
      spots.map(([x, y], i) => [`n${i}`, x, y]),
      [],
      [cart, truck],
    );
    const edges = links.flatMap(([a, b, first, second], i) => {
      const [from, to] = [a % spots.length, b % spots.length];
      if (from === to) return [];
      const access = [{ type: "cart", ...first }, { type: "truck", ...second }]; // biome-ignore format: short
      return [{ id: `e${i}`, name, description: name, layout: from % levels, from, to, widthMetres: null, access }]; // biome-ignore format: short
    });
    return {
      ...base,
      layouts: Array.from({ length: levels }, (_, i) => ({
        id: `level-${i}`,
        name,
        version: "2",
        levelId: name,
        description: null,
      })),
      nodes: base.nodes.map((node, i) => ({
        ...node,
        layout: i % levels,
        mapId: name,
        access: node.access.map((access) => ({ ...access, theta, actions: i === 0 ? nodeActions : [] })),
      })),
      edges,
      stations: [
        {
          id: "s",
          name: station.name,
          description: station.description,
          layout: 0,
          nodes: [1],
          heightMetres: station.height,
          position: { x: 1, y: 2, theta },
        },
      ],
    };
  });

const read = (file: unknown) =>
  readLif(typeof file === "string" ? file : JSON.stringify(file), "site.lif.json");

describe("layout files (LIF)", () => {
  test("what is written is read again as the same, and written again byte for byte", () => {
    fc.assert(
      fc.property(map, (roads) => {
        const written = writeLif(roads, timestamp);
        const once = read(written);
        if (!once.ok) throw new Error(JSON.stringify(once.problems));
        const order = <T extends { readonly layout: number }>(list: readonly T[]) =>
          [...list].sort((a, b) => a.layout - b.layout);
        const { nodes } = once.map;
        expect(nodes.map(({ uses: _, ...node }) => node)).toEqual(
          order(roads.nodes).map(({ uses: _, ...node }) => node),
        );
        expect(once.map.edges.map(({ from, to, ...edge }) => [nodes[from]!.id, nodes[to]!.id, edge])).toEqual(
          order(roads.edges).map(({ from, to, ...edge }) => [
            roads.nodes[from]!.id,
            roads.nodes[to]!.id,
            edge,
          ]),
        );
        const again = writeLif(once.map, timestamp);
        expect(again).toBe(written);
        expect(read(again)).toEqual(once);
      }),
      { numRuns: 100 },
    );
  });

  const good = () => JSON.parse(writeLif(roadMap([["a", 0, 0], ["b", 3, 4]], ["a-b"]), timestamp)); // biome-ignore format: short
  /** Changes one thing in a good file. */
  const bad = (change: (file: ReturnType<typeof good>) => void) => {
    const file = good();
    change(file);
    return read(file);
  };

  test.each([
    ["no JSON at all", () => read("{"), ""],
    ["a list instead of an object", () => read([]), ""],
    ["no layouts", () => bad((file) => delete file.layouts), "layouts"],
    [
      "a node without a place",
      () => bad((file) => delete file.layouts[0].nodes[1].nodePosition),
      "layouts[0].nodes[1].nodePosition",
    ],
    [
      "a place that is no number",
      () => bad((file) => (file.layouts[0].nodes[1].nodePosition.x = "here")),
      "layouts[0].nodes[1].nodePosition.x",
    ],
    [
      "a node twice",
      () => bad((file) => (file.layouts[0].nodes[1].nodeId = "a")),
      "layouts[0].nodes[1].nodeId",
    ],
    [
      "an edge to nowhere",
      () => bad((file) => (file.layouts[0].edges[0].endNodeId = "z")),
      "layouts[0].edges[0].endNodeId",
    ],
    [
      "an edge to itself",
      () => bad((file) => (file.layouts[0].edges[0].endNodeId = "a")),
      "layouts[0].edges[0].endNodeId",
    ],
    [
      "a robot type twice",
      () => bad((file) => file.layouts[0].edges[0].vehicleTypeEdgeProperties.push({ vehicleTypeId: "cart" })),
      "layouts[0].edges[0].vehicleTypeEdgeProperties[1]",
    ],
    [
      "a curve with too few knots",
      () =>
        bad(
          (file) =>
            (file.layouts[0].edges[0].vehicleTypeEdgeProperties[0].trajectory = {
              degree: 1,
              knotVector: [0, 1],
              controlPoints: [
                { x: 0, y: 0 },
                { x: 3, y: 4 },
              ],
            }),
        ),
      "layouts[0].edges[0].vehicleTypeEdgeProperties[0].trajectory",
    ],
    [
      "a station at no node",
      () => bad((file) => (file.layouts[0].stations = [{ stationId: "s", interactionNodeIds: ["z"] }])),
      "layouts[0].stations[0].interactionNodeIds[0]",
    ],
  ] as const)("%s is refused, by path and with advice", (_, attempt, path) => {
    // biome-ignore format: a table
    const result = attempt();
    if (result.ok) throw new Error("it was taken");
    const told = result.problems.map((problem) => problem.path);
    expect(told).toContain(path);
    for (const { expected, found, advice } of result.problems)
      for (const part of [expected, found, advice]) expect(part).toBeTruthy();
  });

  test("what others write otherwise is taken with a remark: degrees, numbers in quotes, later field names", () => {
    const result = bad((file) => {
      const [edge] = file.layouts[0].edges;
      edge.vehicleTypeEdgeProperties[0].vehicleOrientation = 180;
      file.layouts[0].nodes[0].nodePosition.x = "1.5";
      file.metaInformation.lifVersion = "2.0.0";
      const [node] = file.layouts[0].nodes;
      node.mobileRobotTypeNodeProperties = [{ mobileRobotTypeId: "cart" }];
      delete node.vehicleTypeNodeProperties;
    });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(result.map.nodes[0]).toMatchObject({ x: 1.5, access: [{ type: "cart" }] });
    expect(result.map.edges[0]!.access[0]!.orientation).toMatchObject({ radians: Math.PI });
    expect(result.remarks.map(({ path }) => path)).toEqual([
      "metaInformation.lifVersion",
      "layouts[0].nodes[0].nodePosition.x",
      "layouts[0].edges[0].vehicleTypeEdgeProperties[0].vehicleOrientation",
    ]);
  });
});
