// The report of a probe: what was found at a glance, the profile, and every check with what was done, expected and found, its
// section of the specification, and the messages.
import {
  type CheckResult,
  type Evidence,
  type ProbeReport,
  profileText,
  type Verdict,
  verdicts,
} from "../../../devices/probe/index.ts";
import type { CliContext } from "../../context.ts";
import { verdictMarks } from "../../probe/probe-lines.ts";
import { textOf } from "../../text/index.ts";
import { type Bilingual, both, escapeHtml } from "./bilingual.ts";
import { type ReportSection, reportHtml } from "./page.ts";

const styles = `<style>
.probe td,.probe th{text-align:left;white-space:normal;vertical-align:top}.probe td:first-child{min-width:7rem}
.probe code,.profile{font:0.85rem/1.45 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.verdict{white-space:nowrap;font-weight:600}.v-conformant{color:var(--good)}.v-not-conformant{color:var(--bad)}
.v-deviation{color:var(--ink)}.v-not-applicable,.v-not-decided{color:var(--soft);font-weight:400}
.counts{display:flex;flex-wrap:wrap;gap:.4rem 1.4rem;list-style:none;padding:0;margin:.2rem 0 .4rem}.counts b{font-size:1.3rem;font-variant-numeric:tabular-nums}
.profile{white-space:pre-wrap;background:var(--back);border:1px solid var(--line);border-radius:6px;padding:.6rem .8rem;margin:0}
.one{border-top:1px solid var(--line);padding:.7rem 0}.one h3{font-size:1rem;margin:0 0 .3rem}.one dl{display:grid;grid-template-columns:6.5rem 1fr;gap:.15rem .8rem;margin:0}
.one dt{color:var(--soft)}.one dd{margin:0;overflow-wrap:anywhere}.one details{margin-top:.4rem}.one details p{max-width:none;color:var(--soft)}
.one pre{font:0.8rem/1.4 ui-monospace,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere;background:var(--back);border:1px solid var(--line);border-radius:6px;padding:.5rem;margin:.2rem 0 .6rem;max-height:18rem;overflow-y:auto}
.probe td{overflow-wrap:anywhere}.probe a{color:inherit}
@media (max-width:560px){.one dl{grid-template-columns:1fr}.one dd{margin-bottom:.3rem}.probe .wide{display:none}.probe td:first-child{min-width:5.5rem}}
</style>`;

/** Characters of one message that are shown. */
const payloadMax = 6_000;

export function probeReportHtml(report: ProbeReport, { language, version }: CliContext): string {
  const sections = [
    summarySection(report),
    profileSection(report),
    tableSection(report),
    detailSection(report),
  ];
  const when = new Date(report.startedMs).toISOString().slice(0, 16).replace("T", " ");
  const spoken = report.versionText === "" ? "–" : report.versionText;
  return reportHtml({
    title: `${report.robot}: VDA 5050 ${spoken}`,
    language,
    lead: [
      {
        en: `Onboarding probe of ${when} UTC under ${report.topicPrefix || "no topic"}, ${report.seconds.toFixed(0)} s. ${textOf("en").probe.outcomes[report.outcome]}.`,
        zh: `接入探测，${when} UTC，主题前缀 ${report.topicPrefix || "无"}，用时 ${report.seconds.toFixed(0)} 秒。${textOf("zh").probe.outcomes[report.outcome]}。`,
      },
      ...report.reasons.map(({ en, zh }) => ({ en: `${en}.`, zh: `${zh}。` })),
    ],
    sections: sections.filter((section) => section !== null),
    foot: {
      en: `peakfleet ${version}. Neither a certificate nor a safety test: the probe sees what the robot says over MQTT. The VDA's published document counts.`,
      zh: `peakfleet ${version}。本报告既非认证，也非安全测试：探测只能看到机器人经 MQTT 所述内容。以 VDA 正式发布的文件为准。`,
    },
  });
}

function summarySection({ results, plan }: ProbeReport): ReportSection | null {
  if (results.length === 0) return null;
  const items = verdicts.map((verdict) => {
    const count = results.filter((result) => result.verdict === verdict).length;
    return `<li><span class="verdict v-${verdict}">${verdictMarks[verdict]}</span> <b>${count}</b> ${both(verdictName(verdict))}</li>`;
  });
  const space =
    plan === null
      ? ""
      : `<p class="soft">${both({ en: `Driven on: ${plan.space.en}.`, zh: `行驶空间：${plan.space.zh}。` })}</p>`;
  return {
    title: { en: "At a glance", zh: "概览" },
    explanation: {
      en: "Deviation: not as the standard says, and the fleet side can live with it, some by an entry of the robot's profile. Not conformant: the fleet side cannot drive the robot, or not safely. Not decided: it could not be seen, or was not asked for.",
      zh: "偏差：与标准不一致，但车队侧可以适应，部分需在机器人配置中注明。不符合：车队侧无法驱动该机器人，或无法安全驱动。未判定：无法观察到，或未要求检查。",
    },
    body: `${styles}<ul class="counts">${items.join("")}</ul>${space}`,
  };
}

function profileSection(report: ProbeReport): ReportSection | null {
  if (report.outcome === "refused" || report.version === null) return null;
  return {
    title: { en: "Profile", zh: "机器人配置" },
    explanation: {
      en: "What the fleet side has to know of this robot beyond its release; a fleet file refers to it with profileFile.",
      zh: "除版本外，车队侧需要了解的信息；在车队文件中以 profileFile 引用。",
    },
    body: `<pre class="profile">${escapeHtml(profileText(report))}</pre>`,
  };
}

function tableSection({ results }: ProbeReport): ReportSection | null {
  if (results.length === 0) return null;
  const heads = (["check", "verdict", "found", "section"] as const).map((name) => {
    const words = { en: textOf("en").probe[name], zh: textOf("zh").probe[name] };
    return `<th${name === "section" ? ' class="wide"' : ""}>${both(words)}</th>`;
  });
  const rows = results.map(
    (result) =>
      `<tr><td><a href="#${result.id}">${both(result.title)}</a></td><td>${verdictHtml(result.verdict)}</td><td>${both(result.found)}</td><td class="wide">${escapeHtml(result.clauses.map((clause) => clause.split(" ")[0]!.replace(/,$/, "")).join(", "))}</td></tr>`,
  );
  return {
    title: { en: "All checks", zh: "全部检查" },
    explanation: {
      en: "In the order in which they were made. Sections are those of the robot's release.",
      zh: "按执行顺序排列。章节号为机器人所用版本的章节。",
    },
    body: `<div class="scroll probe"><table><thead><tr>${heads.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`,
  };
}

/** What needs attention first, each check by itself. */
function detailSection({ results, version }: ProbeReport): ReportSection | null {
  if (results.length === 0) return null;
  const order: readonly Verdict[] = [
    "not-conformant",
    "deviation",
    "not-decided",
    "conformant",
    "not-applicable",
  ];
  const sorted = [...results].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  return {
    title: { en: "One by one", zh: "逐项说明" },
    explanation: {
      en: "What needs attention comes first. Times of messages count from the beginning of the probe.",
      zh: "需要关注的排在前面。消息时间自探测开始计算。",
    },
    body: sorted.map((result) => oneCheck(result, version ?? "")).join(""),
  };
}

function oneCheck(result: CheckResult, version: string): string {
  const row = (name: Bilingual, body: string) => `<dt>${both(name)}</dt><dd>${body}</dd>`;
  const entries = Object.entries(result.profile ?? {}).map(([key, value]) => `${key}: ${value}`);
  const sections = result.clauses.map((clause) => `${version}.0 § ${clause}`).join("; ");
  const rows = [
    row({ en: "done", zh: "操作" }, both(result.did)),
    row({ en: "expected", zh: "预期" }, both(result.expected)),
    row({ en: "found", zh: "发现" }, both(result.found)),
    row({ en: "section", zh: "章节" }, escapeHtml(sections)),
    ...(entries.length === 0
      ? []
      : [row({ en: "profile", zh: "配置" }, `<code>${escapeHtml(entries.join(", "))}</code>`)]),
  ];
  return `<div class="one" id="${result.id}"><h3>${verdictHtml(result.verdict)} · ${both(result.title)} <code class="soft">${result.id}</code></h3><dl>${rows.join("")}</dl>${evidenceHtml(result.evidence)}</div>`;
}

function evidenceHtml(evidence: readonly Evidence[]): string {
  if (evidence.length === 0) return "";
  const items = evidence.map(({ direction, atMs, topic, payload }) => {
    const seconds = (Math.max(0, atMs) / 1000).toFixed(1);
    const head =
      direction === "sent"
        ? { en: `sent at ${seconds} s: ${topic}`, zh: `${seconds} 秒发送：${topic}` }
        : { en: `heard at ${seconds} s: ${topic}`, zh: `${seconds} 秒收到：${topic}` };
    return `<p>${both(head)}</p><pre>${escapeHtml(pretty(payload))}</pre>`;
  });
  const title = { en: `${evidence.length} messages`, zh: `${evidence.length} 条消息` };
  return `<details><summary>${both(evidence.length === 1 ? { ...title, en: "1 message" } : title)}</summary>${items.join("")}</details>`;
}

function pretty(payload: string): string {
  let text = payload;
  try {
    text = JSON.stringify(JSON.parse(payload), null, 1);
  } catch {
    // Shown as it is: some are not JSON on purpose.
  }
  return text.length > payloadMax ? `${text.slice(0, payloadMax)}…` : text;
}
function verdictHtml(verdict: Verdict): string {
  return `<span class="verdict v-${verdict}">${verdictMarks[verdict]} ${both(verdictName(verdict))}</span>`;
}
function verdictName(verdict: Verdict): Bilingual {
  return { en: textOf("en").probe.verdicts[verdict], zh: textOf("zh").probe.verdicts[verdict] };
}
