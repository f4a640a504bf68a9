// Plain data with typed arrays as bytes: JSON in which each typed array is a reference, and the arrays' bytes behind it.
// Numbers that JSON does not know (NaN, ±Infinity) are references too. Little-endian, as every platform we run on.

const arrayTypes = {
  u8: Uint8Array,
  i8: Int8Array,
  u16: Uint16Array,
  i16: Int16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;
type ArrayName = keyof typeof arrayTypes;
const arrayNames = Object.keys(arrayTypes) as ArrayName[];

/** Arrays begin on this boundary. */
const alignment = 8;
const reference = "$array";
const odd = "$number";

export function encodeValue(value: unknown): Uint8Array<ArrayBuffer> {
  const arrays: Uint8Array[] = [];
  let length = 0;
  const json = JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === "number" && !Number.isFinite(part)) return { [odd]: String(part) };
    if (!ArrayBuffer.isView(part) || part instanceof DataView) return part;
    const type = arrayNames.find((name) => part instanceof arrayTypes[name]);
    if (type === undefined) throw new TypeError("a typed array of 8, 16 or 32 bits, or of floating point");
    const view = part as Int32Array;
    const at = length;
    arrays.push(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
    length = aligned(length + view.byteLength);
    return { [reference]: [type, at, view.length] };
  });
  const text = new TextEncoder().encode(json);
  const start = aligned(4 + text.length);
  const bytes = new Uint8Array(start + length);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  let at = start;
  for (const array of arrays) {
    bytes.set(array, at);
    at = aligned(at + array.length);
  }
  return bytes;
}

/** What `encodeValue` was given; throws where the bytes are something else. */
export function decodeValue(bytes: Uint8Array): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const textLength = view.getUint32(0, true);
  if (4 + textLength > bytes.length) throw new RangeError("text beyond the end");
  const start = aligned(4 + textLength);
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(4, 4 + textLength));
  return JSON.parse(text, (_, part: unknown) => {
    if (typeof part !== "object" || part === null) return part;
    if (odd in part) return Number((part as Record<string, unknown>)[odd]);
    if (!(reference in part)) return part;
    const [type, at, length] = (part as Record<string, unknown>)[reference] as [ArrayName, number, number];
    const make = arrayTypes[type];
    const from = start + at;
    const to = from + length * make.BYTES_PER_ELEMENT;
    if (!(from >= start && to <= bytes.length)) throw new RangeError("an array beyond the end");
    return new make(bytes.slice(from, to).buffer);
  });
}

const aligned = (length: number): number => Math.ceil(length / alignment) * alignment;
