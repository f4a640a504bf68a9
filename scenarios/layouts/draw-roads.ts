// A layout as a picture: roads, one-way arrows, places by use, and outlines of robots at their scale.
import type { RoadMap, RoadNode, RoadRobotType, RoadUse } from "../../sim/model/index.ts";

const colourOf: Readonly<Record<RoadUse, string>> = {
  pick: "#0072b2",
  drop: "#d55e00",
  charge: "#009e73",
  park: "#b0539a",
};
/** Marks that tell uses apart without colour. */
const letterOf: Readonly<Record<RoadUse, string>> = { pick: "P", drop: "D", charge: "C", park: "W" };
const pixelsWide = 1000;
/** Nodes beyond which names and arrows would be a grey mass. */
const detailsMax = 1500;

/** An SVG of one map of the layout, y upwards. `types` are drawn to scale below it. */
export function drawRoads(map: RoadMap, types: readonly RoadRobotType[], layout = 0): string {
  const nodes = map.nodes.filter((node) => node.layout === layout);
  if (nodes.length === 0) return "";
  const xs = nodes.map(({ x }) => x);
  const ys = nodes.map(({ y }) => y);
  const border = Math.max(1, ...types.map(({ front, back }) => front + back));
  const left = minimum(xs) - border;
  const top = maximum(ys) + border;
  const width = maximum(xs) - minimum(xs) + 2 * border;
  const legend = types.length === 0 ? 0 : 2 * border;
  const height = maximum(ys) - minimum(ys) + 2 * border + legend;
  const X = (x: number) => (x - left).toFixed(2);
  const Y = (y: number) => (top - y).toFixed(2);
  const detailed = nodes.length <= detailsMax;
  const both = new Set(map.edges.map(({ from, to }) => `${from} ${to}`));
  const lines = map.edges.flatMap(({ from, to, layout: at }) => {
    const isTwoWay = both.has(`${to} ${from}`);
    if (at !== layout || (isTwoWay && from > to)) return [];
    const [a, b] = [map.nodes[from]!, map.nodes[to]!];
    const arrow = !isTwoWay && detailed ? ' marker-mid="url(#way)"' : "";
    const middle = `${X((a.x + b.x) / 2)},${Y((a.y + b.y) / 2)}`;
    const kind = isTwoWay ? "both" : "one";
    return [`<polyline class="${kind}" points="${X(a.x)},${Y(a.y)} ${middle} ${X(b.x)},${Y(b.y)}"${arrow}/>`];
  });
  const size = Math.min(0.4, width / 60);
  const marks = nodes.flatMap((node) => mark(node, X(node.x), Y(node.y), size, detailed));
  const robots = types.map((type, i) => {
    const x = 0.5 * border + i * 2.5 * border;
    const y = height - border;
    const across = type.left + type.right;
    return `<rect x="${x}" y="${y - across / 2}" width="${type.front + type.back}" height="${across}" class="robot"/><text x="${x}" y="${y + across / 2 + 1.2 * size}" font-size="${size * 1.2}">${escaped(type.id)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width.toFixed(2)} ${height.toFixed(2)}" width="${pixelsWide}" role="img">
<style>polyline{fill:none;stroke:#8a97a6;stroke-width:${(size / 5).toFixed(3)}}.one{stroke:#56b4e9}.robot{fill:none;stroke:currentColor;stroke-width:${(size / 6).toFixed(3)}}text{font-family:sans-serif;fill:currentColor}</style>
<defs><marker id="way" viewBox="0 0 10 10" refX="5" refY="5" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0L10 5L0 10z" fill="#56b4e9"/></marker></defs>
${[...lines, ...marks, ...robots].join("\n")}
</svg>
`;
}

function mark({ id, uses }: RoadNode, x: string, y: string, size: number, detailed: boolean): string[] {
  const [use] = uses;
  if (use === undefined)
    return detailed
      ? [
          `<circle cx="${x}" cy="${y}" r="${(size / 4).toFixed(3)}" fill="#8a97a6"><title>${escaped(id)}</title></circle>`,
        ]
      : [];
  const letters = uses.map((each) => letterOf[each]).join("");
  const label = detailed
    ? `<text x="${x}" y="${y}" font-size="${(size * 0.9).toFixed(3)}" text-anchor="middle" dominant-baseline="central" style="fill:#fff">${letters}</text>`
    : "";
  return [
    `<circle cx="${x}" cy="${y}" r="${size.toFixed(3)}" fill="${colourOf[use]}"><title>${escaped(`${id}: ${uses.join(", ")}`)}</title></circle>${label}`,
  ];
}

const minimum = (list: readonly number[]) => list.reduce((a, b) => Math.min(a, b), Infinity);
const maximum = (list: readonly number[]) => list.reduce((a, b) => Math.max(a, b), -Infinity);

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
