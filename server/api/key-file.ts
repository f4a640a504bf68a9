// The file of API keys: names, roles and hashes, never a key itself. Only its owner may read it.
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { type ApiKeyEntry, roles } from "./api-keys.ts";

const keyFile = z.strictObject({
  version: z.literal(1),
  keys: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[\w.@-]{1,64}$/),
        role: z.enum(roles),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .refine((keys) => new Set(keys.map(({ name }) => name)).size === keys.length, "each name once"),
});

export const keyNamePattern = /^[\w.@-]{1,64}$/;

export type KeyFileResult =
  | { readonly kind: "read"; readonly keys: readonly ApiKeyEntry[] }
  | { readonly kind: "missing" }
  | { readonly kind: "wrong"; readonly found: string };

export function readKeyFile(path: string): KeyFileResult {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? { kind: "missing" } : { kind: "wrong", found: message };
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { kind: "wrong", found: "no JSON" };
  }
  const read = keyFile.safeParse(data);
  if (read.success) return { kind: "read", keys: read.data.keys };
  const { path: at = [], message = "" } = read.error.issues[0] ?? {};
  return { kind: "wrong", found: `${at.join(".")}: ${message}` };
}

/** Whole or not at all: whoever reads meanwhile finds the old file or the new one. Throws the system's error. */
export function writeKeyFile(path: string, keys: readonly ApiKeyEntry[]): void {
  const draft = `${path}.${process.pid}.new`;
  try {
    writeFileSync(draft, `${JSON.stringify({ version: 1, keys }, null, 2)}\n`, { mode: 0o600, flush: true });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
