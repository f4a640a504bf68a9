// Every visual scene: where it comes from and how it is looked at.
import type { ThemeName } from "../../viewer/src/floor/floor-look.ts";

export type Scene = FloorScene | PageScene;

/** A sketch of `page/floor-scenes.ts`, drawn by the viewer's floor. */
export interface FloorScene {
  readonly kind: "floor";
  readonly name: string;
  readonly sketch: string;
  readonly theme: ThemeName;
  /** As eyes without receptors for green see it. */
  readonly seenBy?: "deuteranopia";
}

/** The whole page of the built viewer over the kept recordings, at their end: a simulation would change with every rule. */
export interface PageScene {
  readonly kind: "page";
  readonly name: string;
  readonly query: string;
  /** Of `recordings/`, in the order of floors. */
  readonly recordings: readonly string[];
  readonly step: number;
  readonly width: number;
  readonly height: number;
}

const floor = (name: string, theme: ThemeName, sketch = name): FloorScene => ({
  kind: "floor",
  name,
  sketch,
  theme,
});
const both = ["fcfs-nearest.pfrec", "pod-match.pfrec"] as const;

export const scenes: readonly Scene[] = [
  floor("idle", "light"),
  floor("states", "light"),
  floor("states-dark", "dark", "states"),
  { ...floor("states-colour-blind", "dark", "states"), seenBy: "deuteranopia" },
  floor("stations", "light"),
  floor("heat", "dark"),
  floor("flow", "light"),
  floor("route", "dark"),
  floor("trouble", "light"),
  floor("numbers", "dark"),
  {
    kind: "page",
    name: "page-chinese",
    query: "lang=zh&theme=light&layers=heat",
    recordings: both,
    step: 1080,
    width: 1180,
    height: 760,
  },
  {
    kind: "page",
    name: "page-phone",
    query: "lang=en&theme=dark",
    recordings: both,
    step: 1080,
    width: 360,
    height: 740,
  },
];
