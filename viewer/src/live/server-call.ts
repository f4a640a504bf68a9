// Requests to a fleet server: with the key, in the page's language, and with what it refused as a reason for people.
import { asProblem, type Problem } from "./server-answers.ts";

export type Answer<Body> =
  | { readonly kind: "done"; readonly body: Body }
  | { readonly kind: "refused"; readonly status: number; readonly problem: Problem }
  /** No answer at all, or one that is none. */
  | { readonly kind: "unreachable"; readonly detail: string };

const requestMsMax = 20_000;

export class ServerCall {
  /** In memory only: never in the address, never in storage. */
  key = "";
  language: "en" | "zh" = "en";

  constructor(readonly url: string) {}

  get headers(): Record<string, string> {
    return {
      "accept-language": this.language,
      ...(this.key === "" ? {} : { authorization: `Bearer ${this.key}` }),
    };
  }

  get<Body>(path: string): Promise<Answer<Body>> {
    return this.ask("GET", path);
  }
  async ask<Body>(
    method: "GET" | "POST" | "PATCH" | "DELETE",
    path: string,
    body?: unknown,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    try {
      const response = await fetch(`${this.url}${path}`, {
        method,
        cache: "no-store",
        credentials: "omit",
        signal: AbortSignal.timeout(requestMsMax),
        headers: {
          ...this.headers,
          ...more,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer: unknown = await response.json().catch(() => null);
      if (response.ok) return { kind: "done", body: answer as Body };
      const problem = asProblem(answer) ?? { title: `HTTP ${response.status}`, code: "", faults: [] };
      return { kind: "refused", status: response.status, problem };
    } catch (error) {
      return { kind: "unreachable", detail: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** What was refused, line by line. */
export function problemLines({ title, faults }: Problem): readonly string[] {
  return [
    title,
    ...faults.map(({ where, found, advice }) => `${where}: ${found}${advice ? ` — ${advice}` : ""}`),
  ];
}
