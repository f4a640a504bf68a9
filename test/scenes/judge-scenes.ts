// Pictures of scenes against their references, and where both and their difference are kept for whoever looks.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { choosePalette, indexColors } from "../../viewer/tools/few-colors.ts";
import { type Pixels, readPng, writeIndexedPng } from "../../viewer/tools/png.ts";
import { comparePictures } from "./compare-pictures.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const project = here("../..");
/** Of what failed, and of scenes to be looked at. */
const looked = here("../../out/scenes");
/** The references together stay small. */
const bytesMax = 60 * 1024;
/** A robot's mark has some hundreds of pixels. */
const pixelsMax = 60;

export const acceptCommand = "npm run scenes:accept";

/** What is wrong with a picture, in words that say what to do; null = it is as its reference. */
export function judge(name: string, actual: Pixels): string | null {
  const path = referenceOf(name);
  if (!existsSync(path)) return `${name}: no reference. Look at it, then: ${acceptCommand} -- ${name}`;
  const reference = readPng(readFileSync(path));
  const sameSize = reference.width === actual.width && reference.height === actual.height;
  if (!sameSize) {
    return [
      `${name}: ${actual.width} × ${actual.height} pixels, its reference has ${reference.width} × ${reference.height}.`,
      `now: ${keep(`${name}.png`, actual)}   reference: ${relative(project, path)}`,
    ].join("\n");
  }
  const { pixels, picture } = comparePictures(reference, actual);
  if (pixels <= pixelsMax) return null;
  return [
    `${name}: ${pixels} pixels differ from the reference, ${pixelsMax} may.`,
    `difference: ${keep(`${name}-difference.png`, picture)}   now: ${keep(`${name}.png`, actual)}   reference: ${relative(project, path)}`,
    `If the new picture is right: ${acceptCommand} -- ${name}`,
  ].join("\n");
}

/** Makes the picture the reference; returns its bytes. Throws when it would be too large. */
export function accept(name: string, picture: Pixels): number {
  const png = encode(picture);
  if (png.length > bytesMax) throw new Error(`${name}: ${png.length} bytes, at most ${bytesMax}`);
  mkdirSync(here("pictures"), { recursive: true });
  writeFileSync(referenceOf(name), png);
  return png.length;
}

/** Puts a picture where people look; returns its path in the project. */
export function keep(file: string, picture: Pixels): string {
  mkdirSync(looked, { recursive: true });
  writeFileSync(`${looked}/${file}`, encode(picture));
  return relative(project, `${looked}/${file}`);
}

const referenceOf = (name: string) => here(`pictures/${name}.png`);

function encode(picture: Pixels): Buffer {
  const palette = choosePalette([picture]);
  return writeIndexedPng(picture.width, picture.height, indexColors(picture, palette), palette);
}
