// Errors as `application/problem+json` (RFC 9457): a stable code, a title in the caller's language, and for each fault where it
// is, what was expected, what was found and what to do.

export interface Fault {
  /** `body.lines[0].quantity`, `header Authorization`, `row 3`. */
  readonly where: string;
  readonly expected: string;
  readonly found: string;
  readonly advice?: string;
}

const titles = {
  "invalid-input": [400, "The request is not as expected.", "请求不符合要求。"],
  "not-json": [400, "The body is not valid JSON.", "请求体不是有效的 JSON。"],
  "no-key": [401, "An API key is needed.", "需要 API 密钥。"],
  "not-allowed": [403, "This key may not do that.", "此密钥无权执行该操作。"],
  "not-found": [404, "There is no such thing here.", "没有这个资源。"],
  "method-not-allowed": [405, "This cannot be done here.", "此处不支持该方法。"],
  conflict: [409, "It is there already, and different.", "已存在，但内容不同。"],
  over: [409, "The order is over already.", "该订单已经结束。"],
  refused: [409, "It cannot be done now.", "现在无法执行。"],
  "too-large": [413, "The body is too large.", "请求体过大。"],
  "unsupported-media": [415, "This kind of body is not read here.", "不支持这种请求体类型。"],
  "impossible-order": [422, "This site cannot carry out such an order.", "本站点无法执行这样的订单。"],
  "key-reused": [422, "The idempotency key came with another order.", "幂等键已用于另一个订单。"],
  "too-fast": [429, "Too many requests.", "请求过多。"],
  "too-many-open": [429, "Too many orders are open.", "未完成的订单过多。"],
  failure: [500, "Something went wrong here.", "服务器内部出错。"],
  unavailable: [503, "Nothing can be taken in now.", "现在无法受理。"],
} as const satisfies Record<string, readonly [status: number, en: string, zh: string]>;

export type ProblemCode = keyof typeof titles;
export const problemCodes = Object.keys(titles) as ProblemCode[];

/** Thrown by handlers; the one error handler makes the answer of it. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  constructor(
    readonly code: ProblemCode,
    readonly faults: readonly Fault[],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(
      `${code}: ${faults.map(({ where, expected, found }) => `${where}: expected ${expected}, found ${found}`).join("; ")}`,
    );
  }
  get status(): number {
    return titles[this.code][0];
  }
}

export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly faults: readonly Fault[];
  readonly requestId: string;
}

export function problemBody(problem: ApiProblem, requestId: string, language: "en" | "zh"): ProblemBody {
  const [status, en, zh] = titles[problem.code];
  return {
    type: `urn:peakfleet:problem:${problem.code}`,
    title: language === "zh" ? zh : en,
    status,
    code: problem.code,
    faults: problem.faults,
    requestId,
  };
}

export function languageOf(acceptLanguage: string | undefined): "en" | "zh" {
  return /^\s*zh\b/i.test(acceptLanguage ?? "") ? "zh" : "en";
}
