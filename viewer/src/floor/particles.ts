// Particles of one atlas: everything on a floor is one, so that a picture costs a handful of draw calls and one small
// shader, with a graphics card or without.
import { Particle, ParticleContainer, Rectangle, Texture } from "pixi.js";
import type { Size } from "./camera.ts";
import { drawGlyph, type Glyph, glyphNames } from "./glyphs.ts";

export const glyphPixels = 64;
const gapPixels = 2;
/** The solid glyph is cut inside its edge, so that its neighbours never bleed into large areas. */
const solidInsetPixels = 16;

export type Atlas = Readonly<Record<Glyph, Texture>>;

/** Draws all glyphs, white, into one texture. */
export function makeAtlas(): Atlas {
  const canvas = document.createElement("canvas");
  canvas.width = (glyphPixels + gapPixels) * glyphNames.length;
  canvas.height = glyphPixels;
  const pen = canvas.getContext("2d")!;
  const { source } = Texture.from(canvas);
  source.autoGenerateMipmaps = true;
  const entries = glyphNames.map((glyph, index) => {
    const left = index * (glyphPixels + gapPixels);
    drawGlyph(pen, glyph, left, 0, glyphPixels);
    const inset = glyph === "solid" ? solidInsetPixels : 0;
    const side = glyphPixels - 2 * inset;
    return [glyph, new Texture({ source, frame: new Rectangle(left + inset, inset, side, side) })] as const;
  });
  return Object.fromEntries(entries) as Record<Glyph, Texture>;
}

/** A particle around its middle, `cells` wide, off the floor until it is placed. */
export function makeParticle(texture: Texture, cells: number): Particle {
  const particle = new Particle({ texture, anchorX: 0.5, anchorY: 0.5, x: -1000, y: -1000 });
  sizeParticle(particle, cells, cells);
  return particle;
}

export function sizeParticle(particle: Particle, width: number, height: number): void {
  particle.scaleX = width / particle.texture.frame.width;
  particle.scaleY = height / particle.texture.frame.height;
}

/** Lays a solid particle from one place to another. */
export function placeLine(
  particle: Particle,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  thick: number,
): void {
  sizeParticle(particle, Math.hypot(bx - ax, by - ay) + thick, thick);
  particle.x = (ax + bx) / 2;
  particle.y = (ay + by) / 2;
  particle.rotation = Math.atan2(by - ay, bx - ax);
}

export type Motion = "still" | "moving" | "changing";

/**
 * A layer of particles. A `still` one is sent to the card only after `update()`; a `moving` one for every picture, and of a
 * `changing` one sizes and textures too.
 */
export function makeLayer(
  atlas: Atlas,
  particles: Particle[],
  floor: Size,
  motion: Motion,
): ParticleContainer {
  const moving = motion !== "still";
  const changing = motion === "changing";
  const layer = new ParticleContainer({
    texture: atlas.solid,
    boundsArea: new Rectangle(0, 0, floor.width, floor.height),
    dynamicProperties: { position: moving, rotation: moving, color: moving, vertex: changing, uvs: changing },
  });
  layer.particleChildren = particles;
  layer.update();
  return layer;
}
