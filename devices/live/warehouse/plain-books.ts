// A copy of the books as plain JSON and back: typed arrays as base64, so that a journal's snapshot holds them exactly.

const arrays = {
  Int8Array,
  Uint8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
} as const;
type ArrayName = keyof typeof arrays;

/** Marks what JSON has no form for. */
const mark = "$";
const chunkBytes = 0x8000;

export function toPlain(value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) return { [mark]: "number", text: String(value) };
  if (value === null || typeof value !== "object") return value;
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return { [mark]: value.constructor.name, text: toBase64(bytes) };
  }
  if (Array.isArray(value)) return value.map(toPlain);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toPlain(inner)]));
}

export function fromPlain(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(fromPlain);
  const marked = value as { readonly [mark]?: string; readonly text?: string };
  if (marked[mark] === "number") return Number(marked.text);
  if (marked[mark] !== undefined) {
    const { buffer } = fromBase64(marked.text ?? "");
    return new arrays[marked[mark] as ArrayName](buffer);
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fromPlain(inner)]));
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += chunkBytes)
    text += String.fromCharCode(...bytes.subarray(at, at + chunkBytes));
  return btoa(text);
}
function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
