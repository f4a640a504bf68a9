// From bytes to JSON within limits: size and depth are checked before anything is built from the bytes.
import type { Json } from "../model/index.ts";
import type { MessageLimits } from "./limits.ts";
import { refuse } from "./refusal.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });
const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [34, 92, 123, 125, 91, 93];
const foundCharactersMax = 40;

/** @throws RefusedMessage too-large, too-deep, not-utf8 or not-json. */
export function parsePayload(payload: Uint8Array, limits: MessageLimits): Json {
  if (payload.length > limits.messageBytesMax)
    refuse("too-large", "", `at most ${limits.messageBytesMax} bytes`, `${payload.length} bytes`);
  checkDepth(payload, limits.depthMax);
  let text: string;
  try {
    text = decoder.decode(payload);
  } catch {
    return refuse("not-utf8", "", "UTF-8", `${payload.length} bytes that are not`);
  }
  try {
    return JSON.parse(text) as Json;
  } catch {
    return refuse("not-json", "", "JSON", excerpt(text));
  }
}

/** Brackets outside of texts; bytes above 127 never look like one in UTF-8. */
function checkDepth(payload: Uint8Array, depthMax: number): void {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < payload.length; i += 1) {
    const byte = payload[i]!;
    if (inText) {
      if (byte === backslash) i += 1;
      else if (byte === quote) inText = false;
    } else if (byte === quote) inText = true;
    else if (byte === openBrace || byte === openBracket) {
      depth += 1;
      if (depth > depthMax) refuse("too-deep", "", `at most ${depthMax} levels`, "more");
    } else if (byte === closeBrace || byte === closeBracket) depth -= 1;
  }
}

function excerpt(text: string): string {
  const start = text.slice(0, foundCharactersMax);
  return JSON.stringify(start.length < text.length ? `${start}…` : start);
}
