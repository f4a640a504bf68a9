// Who may do what. A key is 256 random bits, so a plain SHA-256 of it is enough at rest: nobody can try them all.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

export const roles = ["read", "operate", "admin"] as const;
/** Each role may do what those before it may. */
export type Role = (typeof roles)[number];

export interface ApiKeyEntry {
  /** Name for the audit log; not secret. */
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the key, hexadecimal. */
  readonly sha256: string;
}

const prefix = "pk_";

/** A new key: shown once, kept only as its hash. */
export function makeApiKey(name: string, role: Role): { readonly key: string; readonly entry: ApiKeyEntry } {
  const key = prefix + randomBytes(32).toString("base64url");
  return { key, entry: { name, role, sha256: digest(key).toString("hex") } };
}

export function mayDo(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}

export class ApiKeys {
  private readonly known: readonly { readonly entry: ApiKeyEntry; readonly hash: Buffer }[];

  constructor(entries: readonly ApiKeyEntry[]) {
    this.known = entries.map((entry) => {
      if (!/^[0-9a-f]{64}$/.test(entry.sha256))
        throw new RangeError(`key ${entry.name}: expected a SHA-256 of 64 hexadecimal digits; make it anew`);
      return { entry, hash: Buffer.from(entry.sha256, "hex") };
    });
  }

  /** Compares with every key, each in constant time, so that the time tells nothing. */
  find(key: string): ApiKeyEntry | null {
    const hash = digest(key);
    let found: ApiKeyEntry | null = null;
    for (const { entry, hash: known } of this.known) if (timingSafeEqual(hash, known)) found = entry;
    return found;
  }
}

/** The key of `Authorization: Bearer …` or `X-Api-Key: …`. */
export function keyOfHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): string | null {
  const bearer = /^Bearer +(\S+)$/i.exec(String(headers["authorization"] ?? ""))?.[1];
  const plain = headers["x-api-key"];
  return bearer ?? (typeof plain === "string" && plain !== "" ? plain : null);
}

function digest(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
