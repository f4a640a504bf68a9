// Where the robot is to drive: three places in a row within a free area, or places that a person has named.
import type { RobotPosition } from "../vda5050/model/index.ts";
import { type Area, type Bilingual, type Place, type ProbePlan, t } from "./model.ts";

export interface GroundWish {
  /** Two or three places; the robot stands on the first. */
  readonly nodes?: readonly Omit<Place, "mapId">[];
  readonly area?: Area;
  /** Length of the robot, metres; left out: not known. */
  readonly lengthMetres?: number;
}

/** Metres between two places, the largest that fits. */
const steps = [1, 0.8, 0.6] as const;
const lengthDefault = 1;
/** Beyond the last place, beside half the robot's length. */
const overrunMetres = 0.3;
/** Without an area of its own, the robot may be so far from the row of places before it is stopped. */
const freeAround = 1;
/** A named first node must be so near. */
const startToleranceMetres = 0.5;

export type Ground =
  | { readonly kind: "ground"; readonly plan: ProbePlan }
  | { readonly kind: "none"; readonly why: Bilingual };

export function findGround(position: RobotPosition, wish: GroundWish): Ground {
  return wish.nodes === undefined ? ownGround(position, wish) : namedGround(position, wish, wish.nodes);
}

export function isInside({ x, y }: { readonly x: number; readonly y: number }, area: Area): boolean {
  return x >= area.x1 && x <= area.x2 && y >= area.y1 && y <= area.y2;
}

function ownGround(position: RobotPosition, { area, lengthMetres = lengthDefault }: GroundWish): Ground {
  const { x, y, theta, mapId } = position;
  const beyond = lengthMetres / 2 + overrunMetres;
  // Ahead first: everything else means a turn on the spot or driving backwards.
  const turns = area === undefined ? [0] : [0, Math.PI, Math.PI / 2, -Math.PI / 2];
  for (const step of area === undefined ? [steps[0]] : steps)
    for (const turn of turns) {
      const [dx, dy] = [Math.cos(theta + turn), Math.sin(theta + turn)];
      const at = (metres: number) => ({ x: round(x + dx * metres), y: round(y + dy * metres) });
      const fits = (metres: number) => area === undefined || isInside(at(metres), area);
      if (!fits(2 * step + beyond) || !fits(-beyond)) continue;
      const places = ["a", "b", "c"].map((name, i) => ({ nodeId: `probe-${name}`, mapId, ...at(i * step) }));
      const metres = (2 * step + beyond).toFixed(1);
      const room = (lengthMetres + 2 * overrunMetres).toFixed(1);
      const [en, zh] = directions[turns.indexOf(turn)]!;
      return {
        kind: "ground",
        plan: {
          places,
          area: area ?? around(places),
          space: t(
            `${metres} m ${en} the robot and a circle of ${room} m around it to turn in`,
            `机器人${zh} ${metres} 米，以及其周围直径 ${room} 米的转向空间`,
          ),
        },
      };
    }
  const needed = (2 * steps.at(-1)! + 2 * beyond).toFixed(1);
  return {
    kind: "none",
    why: t(
      `the area has no ${needed} m in a row from where the robot stands: name a larger one with --area, or places with --nodes`,
      `从机器人所在位置出发，区域内没有 ${needed} 米的直线空间：请用 --area 指定更大区域，或用 --nodes 指定节点`,
    ),
  };
}
const directions = [
  ["ahead of", "前方"],
  ["behind", "后方"],
  ["to the left of", "左侧"],
  ["to the right of", "右侧"],
] as const;

function namedGround(
  position: RobotPosition,
  { area }: GroundWish,
  nodes: readonly Omit<Place, "mapId">[],
): Ground {
  const places = nodes.map((node) => ({ ...node, mapId: position.mapId }));
  const first = places[0]!;
  const away = Math.hypot(first.x - position.x, first.y - position.y);
  if (away > startToleranceMetres)
    return {
      kind: "none",
      why: t(
        `the robot stands ${away.toFixed(2)} m from ${first.nodeId}, the first of --nodes: bring it there`,
        `机器人距 --nodes 的第一个节点 ${first.nodeId} 有 ${away.toFixed(2)} 米：请将其移到该处`,
      ),
    };
  const outside = area === undefined ? undefined : places.find((place) => !isInside(place, area));
  if (outside !== undefined)
    return {
      kind: "none",
      why: t(`${outside.nodeId} lies outside of --area`, `${outside.nodeId} 位于 --area 之外`),
    };
  const names = places.map(({ nodeId }) => nodeId).join(", ");
  return {
    kind: "ground",
    plan: {
      places,
      area: area ?? around(places),
      space: t(`the way over ${names} and room to turn at each`, `经过 ${names} 的路径及各节点的转向空间`),
    },
  };
}

function around(places: readonly Place[]): Area {
  const xs = places.map(({ x }) => x);
  const ys = places.map(({ y }) => y);
  return {
    x1: Math.min(...xs) - freeAround,
    y1: Math.min(...ys) - freeAround,
    x2: Math.max(...xs) + freeAround,
    y2: Math.max(...ys) + freeAround,
  };
}
/** Millimetres: messages are read by people. */
function round(metres: number): number {
  return Math.round(metres * 1000) / 1000;
}
