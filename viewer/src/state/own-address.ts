// The visitor's own scenario within an address: packed, as letters that an address may hold.
import type { OwnScenario } from "../protocol/messages.ts";
import { isOwn } from "./opened-file.ts";

/** Addresses are passed on by programs that cut longer ones. */
export const ownCharactersMax = 6000;
const bytesMax = 4 << 20;

/** The scenario as letters, of any length. */
export async function packOwn(own: OwnScenario): Promise<string> {
  const packed = await collect(
    new Blob([JSON.stringify(own)]).stream().pipeThrough(new CompressionStream("deflate-raw")),
  );
  const letters = Array.from(packed, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The scenario that the letters hold; null where they hold none. */
export async function unpackOwn(text: string): Promise<OwnScenario | null> {
  try {
    const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const whole = await collect(
      new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")),
    );
    const value: unknown = JSON.parse(new TextDecoder().decode(whole));
    return isOwn(value) ? value : null;
  } catch {
    return null;
  }
}

async function collect(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > bytesMax) throw new RangeError(`more than ${bytesMax} bytes`);
    parts.push(part.value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
