// A file that says what the floor of a running fleet is like: a fleet file (YAML) or a layout (LIF, JSON). Loaded when somebody
// drops one.
import { placeCentre, readFleetFile } from "../../../scenarios/fleet/index.ts";
import { formatProblem, type InputProblem } from "../../../scenarios/index.ts";
import { readLif } from "../../../scenarios/layouts/index.ts";
import type { RoadMap } from "../../../sim/model/index.ts";
import type { LiveSite, SitePlace } from "./live-site.ts";
import { placeOf } from "./server-site.ts";

export type SiteFile =
  /** One for each map. */
  | { readonly kind: "sites"; readonly sites: readonly LiveSite[] }
  | { readonly kind: "bad"; readonly lines: readonly string[] };

export function readSiteFile(name: string, text: string): SiteFile {
  if (/\.ya?ml$/i.test(name)) return readFleet(name, text);
  if (/\.(json|lif)$/i.test(name)) {
    const read = readLif(text, name);
    return read.ok ? { kind: "sites", sites: sitesOfRoads(read.map) } : bad(read.problems);
  }
  const found = { source: name, path: "", found: name };
  return bad([{ ...found, expected: "a fleet file (.yaml) or a layout in the LIF format (.json)" }]);
}

function readFleet(name: string, text: string): SiteFile {
  const read = readFleetFile(text, name);
  if (!read.ok) return bad(read.problems);
  const { ground, mapId, stations, chargers } = read.value;
  if (ground.kind === "roads") return { kind: "sites", sites: sitesOfRoads(ground.map) };
  const places = [...stations, ...chargers].map(({ name: called, kind, place }) =>
    placeOf({ name: called, kind, ...placeCentre(ground, place) }),
  );
  return { kind: "sites", sites: [{ mapId, grid: ground.floor, roads: [], places }] };
}

/** A layout that is the only one is the floor of all robots, whatever they call it. */
function sitesOfRoads({ layouts, nodes, edges, stations }: RoadMap): readonly LiveSite[] {
  return layouts.map((layout, index): LiveSite => {
    const own = nodes.filter((node) => node.layout === index);
    const chargers = own.filter(({ uses }) => uses.includes("charge"));
    const marks = stations.flatMap((station) => {
      const at = station.position ?? nodes[station.nodes[0] ?? -1];
      return station.layout === index && at !== undefined
        ? [{ name: station.name ?? station.id, kind: "station", x: at.x, y: at.y }]
        : [];
    });
    const places: readonly SitePlace[] = [
      ...marks.map(placeOf),
      ...chargers.map(({ id, x, y }) => placeOf({ name: id, kind: "charger", x, y })),
    ];
    const roads = edges
      .filter((edge) => edge.layout === index)
      .map(({ from, to }) => [nodes[from]!.x, nodes[from]!.y, nodes[to]!.x, nodes[to]!.y] as const);
    const mapId = layouts.length === 1 ? "" : (own.find((node) => node.mapId !== null)?.mapId ?? layout.id);
    return { mapId, grid: null, roads, places };
  });
}

function bad(problems: readonly InputProblem[]): SiteFile {
  return { kind: "bad", lines: problems.map(formatProblem) };
}
