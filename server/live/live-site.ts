// A fleet file as the site that orders name and browsers draw.
import type { LiveSite } from "../../devices/live/index.ts";
import {
  cellLetters,
  type GridPicture,
  type PlaceMark,
  pictureVersion,
  type RoadPicture,
  type SitePicture,
} from "../../devices/picture/index.ts";
import { identityText, linkReasons, type ReasonLanguage, reasonText } from "../../devices/vda5050/index.ts";
import {
  type FleetFile,
  type FleetGround,
  type FleetPlace,
  robotOutline,
} from "../../scenarios/node/index.ts";
import { heldText } from "./live-texts.ts";

/** Codes of `RobotView.reason`: those of the links, and what people did. */
export const reasonCodes: readonly string[] = [...linkReasons, "held"];

/** What orders may name: stations, chargers and, by the name of its node, every place that can be driven to. */
export function placeNames(
  { stations, chargers }: FleetFile,
  { map }: LiveSite,
): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (let place = 0; place < map.placeCount; place += 1) {
    const { x, y } = map.centre(place);
    if (map.placeAt(x, y) === place) names.set(map.node(place).nodeId, place);
  }
  for (const { name, place } of [...stations, ...chargers]) names.set(name, place);
  return names;
}

export function placeMarks(places: readonly FleetPlace[], { map }: LiveSite): readonly PlaceMark[] {
  return places.map(({ name, kind, place }) => ({ name, kind, ...map.centre(place) }));
}

export function sitePictureOf(
  file: FleetFile,
  site: LiveSite,
  session: string,
  language: ReasonLanguage,
): SitePicture {
  const { ground, mapId, robots } = file;
  return {
    version: pictureVersion,
    session,
    mapId,
    ...(ground.kind === "cells" ? { grid: gridPicture(ground.floor) } : { roads: roadPicture(ground.map) }),
    stations: placeMarks(file.stations, site),
    chargers: placeMarks(file.chargers, site),
    robots: robots.map(({ identity, profile }, robot) => {
      const { front, back, left, right } = robotOutline(ground, robot);
      return {
        name: identityText(identity),
        vda: profile.version,
        length: front + back,
        width: left + right,
      };
    }),
    reasons: [
      ...linkReasons.map((reason) => {
        const { why, todo } = reasonText({ reason, detail: "" }, language);
        return { code: reason, message: why, advice: todo };
      }),
      { code: "held", ...heldText[language] },
    ],
  };
}

function gridPicture({
  width,
  height,
  cellMetres,
  kind,
}: Extract<FleetGround, { kind: "cells" }>["floor"]): GridPicture {
  const letters = Array.from(kind, (cell) => cellLetters[cell]!);
  const rows = Array.from({ length: height }, (_, row) =>
    letters.slice(row * width, (row + 1) * width).join(""),
  );
  return { width, height, cellMetres, rows };
}
function roadPicture({ nodes, edges }: Extract<FleetGround, { kind: "roads" }>["map"]): RoadPicture {
  return {
    nodes: nodes.map(({ id, x, y }) => ({ id, x, y })),
    edges: edges.map(({ from, to }) => [from, to] as const),
  };
}
