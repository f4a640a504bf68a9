// How a robot's state looks: one colour (Okabe and Ito 2008, safe for colour-blind eyes) and one shape for each.
import { Activity } from "../../../sim/model/index.ts";

/** What the eye should tell apart; an activity and the load decide it. */
export const looks = ["resting", "empty", "loaded", "lifting", "serving", "charging", "failed"] as const;
export type Look = (typeof looks)[number];

const hues = {
  empty: "#56b4e9",
  loaded: "#e69f00",
  lifting: "#cc79a7",
  serving: "#00a878",
  charging: "#f0e442",
  failed: "#e8590c",
} as const;
/** Resting is no hue: light on the dark floor, dark on the light one. */
export const lookColors: Readonly<Record<"dark" | "light", Readonly<Record<Look, string>>>> = {
  dark: { ...hues, resting: "#c3ccd8" },
  light: { ...hues, resting: "#8592a3" },
};

/** Index into `looks` for an activity and a pod (−1 = none). */
export function lookOf(activity: number, pod: number): number {
  switch (activity) {
    case Activity.failed:
      return 6;
    case Activity.charging:
      return 5;
    case Activity.serving:
      return 4;
    case Activity.lifting:
    case Activity.settingDown:
      return 3;
    case Activity.driving:
    case Activity.turning:
      return pod >= 0 ? 2 : 1;
    default:
      return pod >= 0 ? 2 : 0;
  }
}

/** `#rrggbb` as the 32-bit ABGR word that particles take; opaque. */
export function packColor(hex: string): number {
  const rgb = Number.parseInt(hex.slice(1), 16);
  const red = (rgb >> 16) & 255;
  const green = (rgb >> 8) & 255;
  const blue = rgb & 255;
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
