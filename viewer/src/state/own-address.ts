// The visitor's own scenario within an address: packed, as letters that an address may hold.
import { deflate, inflate } from "../../../scenarios/recording/index.ts";
import type { OwnScenario } from "../protocol/messages.ts";
import { isOwn } from "./opened-file.ts";

/** Addresses are passed on by programs that cut longer ones. */
export const ownCharactersMax = 6000;
const bytesMax = 4 << 20;

/** The scenario as letters, of any length. */
export async function packOwn(own: OwnScenario): Promise<string> {
  const packed = await deflate(new TextEncoder().encode(JSON.stringify(own)));
  const letters = Array.from(packed, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The scenario that the letters hold; null where they hold none. */
export async function unpackOwn(text: string): Promise<OwnScenario | null> {
  try {
    const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const whole = await inflate(bytes, bytesMax);
    const value: unknown = JSON.parse(new TextDecoder().decode(whole));
    return isOwn(value) ? value : null;
  } catch {
    return null;
  }
}
