// Who may come in, and how often: keys with roles, or open to this machine only.

import type { IncomingHttpHeaders } from "node:http";
import { type ApiKeyEntry, ApiKeys, keyOfHeaders, mayDo, type Role } from "./api-keys.ts";
import { isLoopbackHeader } from "./loopback.ts";
import { ApiProblem } from "./problem.ts";
import { RateLimit, type RateLimitOptions } from "./rate-limit.ts";

export type Access =
  /** Whoever reaches it may do everything: only on a loopback address. */
  { readonly kind: "open" } | { readonly kind: "keys"; readonly keys: readonly ApiKeyEntry[] };

export interface GateOptions {
  readonly access: Access;
  /** Per key, or per address in open access. */
  readonly rate: RateLimitOptions;
  /** Of refusals, per address: nobody can try keys fast or fill the audit log. */
  readonly refusalRate: RateLimitOptions;
}

export interface Caller {
  /** Name of the key, or `open`. */
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of its key; absent in open access. */
  readonly sha256?: string;
}

export class Gatekeeper {
  private keys: ApiKeys | null;
  private readonly rate: RateLimit;
  private readonly refusals: RateLimit;

  constructor({ access, rate, refusalRate }: GateOptions) {
    this.keys = access.kind === "keys" ? new ApiKeys(access.keys) : null;
    this.rate = new RateLimit(rate);
    this.refusals = new RateLimit(refusalRate);
  }

  /** Keys that hold from now on. Open access stays open. */
  setKeys(keys: readonly ApiKeyEntry[]): void {
    if (this.keys !== null) this.keys = new ApiKeys(keys);
  }
  /** Throws ApiProblem `no-key`, `not-allowed` or `too-fast`. */
  admit(headers: IncomingHttpHeaders, address: string, needed: Role, nowMs: number): Caller {
    const caller = this.keys === null ? this.open(headers) : this.keyed(this.keys, headers, address, nowMs);
    this.limit(this.rate, this.keys === null ? address : `key ${caller.name}`, nowMs);
    if (mayDo(caller.role, needed)) return caller;
    throw new ApiProblem("not-allowed", [
      {
        where: "header Authorization",
        expected: `a key with role ${needed}`,
        found: `${caller.name}, which may ${caller.role}`,
      },
    ]);
  }

  private open(headers: IncomingHttpHeaders): Caller {
    // Names that a page of another site cannot have (DNS rebinding).
    if (isLoopbackHeader(headers.host ?? "")) return { name: "open", role: "admin" };
    throw new ApiProblem("not-allowed", [
      {
        where: "header Host",
        expected: "localhost, as long as no keys are set up",
        found: headers.host ?? "nothing",
        advice: "Set up API keys to use another name.",
      },
    ]);
  }
  private keyed(keys: ApiKeys, headers: IncomingHttpHeaders, address: string, nowMs: number): Caller {
    const key = keyOfHeaders(headers);
    const entry = key === null ? null : keys.find(key);
    if (entry !== null) return entry;
    this.limit(this.refusals, address, nowMs);
    throw new ApiProblem(
      "no-key",
      [
        {
          where: "header Authorization",
          expected: "Bearer and a key that is known",
          found: key === null ? "no key" : "an unknown key",
          advice: "Send Authorization: Bearer <key>, or X-Api-Key: <key>.",
        },
      ],
      { "www-authenticate": 'Bearer realm="peakfleet"' },
    );
  }
  private limit(rate: RateLimit, caller: string, nowMs: number): void {
    const waitMs = rate.take(caller, nowMs);
    if (waitMs === 0) return;
    const seconds = Math.ceil(waitMs / 1000);
    throw new ApiProblem(
      "too-fast",
      [{ where: "rate", expected: "fewer requests", found: "too many", advice: `Wait ${seconds} s.` }],
      { "retry-after": String(seconds) },
    );
  }
}
