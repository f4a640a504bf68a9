// Colours of the heat map: cividis (Nuñez, Anderton, Renslow 2018), even in lightness and legible to colour-blind eyes.
// Little heat is nearly transparent, so that a quiet floor stays what it is.

/** Cividis without its darkest part, which nobody would see on a dark floor, from least to most. */
export const heatStops = ["#2a3f6d", "#4d566d", "#737475", "#9c9575", "#c9b866", "#fee838"] as const;
const alphaLeast = 0.35;
const alphaMost = 0.92;
const shades = 64;

/** `#rrggbb` stops as 64 ABGR words with growing opacity, premultiplied by nothing. */
export const heatColors: Uint32Array = Uint32Array.from({ length: shades }, (_, shade) => {
  const share = shade / (shades - 1);
  const at = share * (heatStops.length - 1);
  const low = Math.min(heatStops.length - 2, Math.floor(at));
  const [from, to] = [channels(heatStops[low]!), channels(heatStops[low + 1]!)];
  const [red, green, blue] = from.map((value, index) =>
    Math.round(value + (to[index]! - value) * (at - low)),
  );
  const alpha = Math.round(255 * (alphaLeast + (alphaMost - alphaLeast) * share));
  return ((alpha << 24) | (blue! << 16) | (green! << 8) | red!) >>> 0;
});

/** Colour of a value where `most` is the hottest; the square root lets small values be told apart. */
export function heatColor(value: number, most: number): number {
  const share = most > 0 ? Math.sqrt(Math.min(1, value / most)) : 0;
  return heatColors[Math.round(share * (shades - 1))]!;
}

function channels(hex: string): readonly number[] {
  const rgb = Number.parseInt(hex.slice(1), 16);
  return [(rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255];
}
