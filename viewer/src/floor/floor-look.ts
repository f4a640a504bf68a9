// Colours of the floor itself in the dark and the light theme.

export interface FloorLook {
  readonly background: string;
  readonly ground: string;
  readonly blocked: string;
  readonly podPlace: string;
  readonly queue: string;
  readonly charger: string;
  readonly lane: string;
  /** Ways of a free-form layout. */
  readonly road: string;
  readonly pod: string;
  readonly carriedPod: string;
  /** Parcels in the container beneath a chute, and a chute whose container is being exchanged. */
  readonly chute: string;
  readonly chuteShut: string;
  readonly pick: string;
  readonly replenish: string;
  readonly closed: string;
  readonly selection: string;
  /** Flow arrows, and what is wrong: closed cells, stations where nobody works. */
  readonly flow: string;
  readonly trouble: string;
}

export type ThemeName = "dark" | "light";

export const floorLooks: Readonly<Record<ThemeName, FloorLook>> = {
  dark: {
    background: "#0d1219",
    ground: "#161d27",
    blocked: "#242d3a",
    podPlace: "#1c2531",
    queue: "#1d2b33",
    charger: "#3a3a1c",
    lane: "#243041",
    road: "#3d4d63",
    pod: "#46556b",
    carriedPod: "#7c8da6",
    chute: "#5f86a8",
    chuteShut: "#e0704a",
    pick: "#b48be0",
    replenish: "#4fb3a5",
    closed: "#4a5566",
    selection: "#ffffff",
    flow: "#d6e6ff",
    trouble: "#ff9d7a",
  },
  light: {
    background: "#e9edf2",
    ground: "#ffffff",
    blocked: "#d2dae3",
    podPlace: "#f1f4f8",
    queue: "#e3eef0",
    charger: "#f7f3c8",
    lane: "#e4e9f0",
    road: "#c3cedb",
    pod: "#b4c0cf",
    carriedPod: "#8494a8",
    chute: "#6f97ba",
    chuteShut: "#c2481c",
    pick: "#7a4fb5",
    replenish: "#0f7f72",
    closed: "#a3aebb",
    selection: "#0b1420",
    flow: "#12395f",
    trouble: "#b53a08",
  },
};
