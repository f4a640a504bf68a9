// The report's page: one file without anything from elsewhere, dark and light, English and Chinese, narrow and wide.
import type { Language } from "../../ports.ts";
import { type Bilingual, both, escapeHtml } from "./bilingual.ts";

export interface ReportSection {
  readonly title: Bilingual;
  /** What is to be seen and how to read it. */
  readonly explanation: Bilingual;
  /** HTML. */
  readonly body: string;
}

export interface ReportPage {
  readonly title: string;
  readonly language: Language;
  readonly lead: readonly Bilingual[];
  readonly sections: readonly ReportSection[];
  readonly foot: Bilingual;
}

/** Lines that keep apart for colour-blind readers (after Okabe and Ito 2008), on white and on black; dash and name say the same again. */
const lineColours = {
  light: ["#0072b2", "#d55e00", "#009e73", "#b0539a", "#a6761d", "#3b9bd1", "#6f6f6f", "#b38a00"],
  dark: ["#56b4e9", "#ff9a5c", "#2fc39a", "#e5a0c6", "#d9b38c", "#9db4ff", "#b5b5b5", "#f0e442"],
} as const;
const lineVariables = (theme: keyof typeof lineColours) =>
  lineColours[theme].map((colour, i) => `--line${i}:${colour}`).join(";");

export const dashes = ["", "7 3", "2 3", "9 3 2 3", "1 2", "5 2 1 2", "12 4", "3 6"] as const;

/** Colours of a theme. The steps of waiting go from faint to strong by lightness alone, so that they hold in any colour vision. */
const light =
  "--ink:#1b2733;--soft:#56657a;--line:#c9d2dc;--back:#fff;--panel:#f5f7f9;--good:#00684f;--bad:#a53f00;--demand:#9aa7b5;" +
  "--aisle:#fff;--shelf:#dde3ea;--wall:#8a97a6;--station:#b9d3e6;--charger:#bfe3cf;" +
  "--heat1:#fdeec0;--heat2:#fdd17e;--heat3:#f8a244;--heat4:#dd6414;--heat5:#a43103;--heat6:#5c0f02;" +
  lineVariables("light");
const dark =
  "--ink:#e8eef4;--soft:#a7b4c2;--line:#3a4856;--back:#10171e;--panel:#18222b;--good:#4fd1ad;--bad:#ff9a5c;--demand:#5d6b79;" +
  "--aisle:#10171e;--shelf:#2a3744;--wall:#55636f;--station:#28506e;--charger:#24523b;" +
  "--heat1:#5a2a12;--heat2:#8c3d0e;--heat3:#c25a10;--heat4:#ee8a2c;--heat5:#fdc067;--heat6:#fff3cf;" +
  lineVariables("dark");

const styles = `
:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
:root[data-theme=light]{color-scheme:light;${light}}
:root[data-theme=dark]{color-scheme:dark;${dark}}
:root[data-lang=en] .zh,:root[data-lang=zh] .en{display:none}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:16px/1.55 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
header,main,footer{max-width:72rem;margin:0 auto;padding:1rem clamp(.75rem,3vw,2rem)}
header{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:baseline;justify-content:space-between}
h1{font-size:1.5rem;margin:.2rem 0;overflow-wrap:anywhere}h2{font-size:1.2rem;margin:0 0 .3rem}
section{background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:1rem clamp(.6rem,2vw,1.25rem);margin:0 0 1.25rem}
p{margin:.2rem 0 .8rem;max-width:60rem}.soft,footer{color:var(--soft);font-size:.9rem}
button{font:inherit;color:inherit;background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:.25rem .7rem;cursor:pointer}
button:focus-visible{outline:3px solid #56b4e9}
.scroll{overflow-x:auto}svg{display:block;width:100%}svg[viewBox]{height:auto}svg svg{display:inline}.narrow{display:none}svg text{fill:var(--ink);font-size:13px}svg .soft{fill:var(--soft);font-size:12px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{padding:.3rem .5rem;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
th:first-child,td:first-child{text-align:left;white-space:normal;min-width:8.5rem;position:sticky;left:0;background:var(--panel)}thead th{vertical-align:bottom}tr.group th{text-align:left;padding-top:.9rem;border-bottom:2px solid var(--line)}
.good{color:var(--good)}.bad{color:var(--bad)}
ul.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;padding:0;margin:.2rem 0 .6rem}ul.legend svg{display:inline-block;width:2.2rem;height:.9rem;vertical-align:middle;margin-right:.35rem}ul.squares svg{width:.9rem;border:1px solid var(--line)}ul.squares{font-size:.9rem}
.floors{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:1rem}.floors figure{margin:0}.floors svg{border:1px solid var(--line);border-radius:4px}
figcaption{font-size:.95rem;margin-bottom:.25rem}
details summary{cursor:pointer}details p{font-size:.9rem;color:var(--soft);margin:.2rem 0;max-width:24rem}
.forest .row{display:grid;grid-template-columns:11rem 1fr 22.5rem;column-gap:1rem;align-items:center}.forest .row svg{overflow:visible}.forest .axis .soft{font-size:.85rem}
@media (max-width:62rem){.forest .row{grid-template-columns:1fr auto;row-gap:.1rem}.forest .row svg{grid-column:1/-1;grid-row:2}.forest .row{margin-bottom:.7rem;font-size:.93rem}.forest .row>span:last-child{text-align:right}.forest .axis svg{grid-row:1}.forest .axis>span:first-child{display:none}.forest .axis>span:last-child{grid-column:1/-1;text-align:left}}
@media (max-width:40rem){.forest .row>span:first-child{grid-column:1/-1}.forest .row>span:last-child{grid-column:1/-1;grid-row:2;text-align:left}.forest .row svg{grid-row:3}.wide{display:none}.narrow{display:block}}
@media print{button{display:none}section{break-inside:avoid}}`;

const script = `
const root=document.documentElement;
document.getElementById("language").onclick=()=>{root.dataset.lang=root.dataset.lang==="zh"?"en":"zh";root.lang=root.dataset.lang};
document.getElementById("theme").onclick=()=>{const dark=root.dataset.theme?root.dataset.theme==="dark":matchMedia("(prefers-color-scheme: dark)").matches;root.dataset.theme=dark?"light":"dark"};`;

export function reportHtml({ title, language, lead, sections, foot }: ReportPage): string {
  const parts = sections.map(
    (section) =>
      `<section><h2>${both(section.title)}</h2><p class="soft">${both(section.explanation)}</p>${section.body}</section>`,
  );
  return `<!doctype html>
<html lang="${language}" data-lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title><style>${styles}</style></head>
<body>
<header><h1>${escapeHtml(title)}</h1><div><button id="language" type="button"><span class="en">中文</span><span class="zh">English</span></button> <button id="theme" type="button">${both({ en: "Dark / light", zh: "深色／浅色" })}</button></div></header>
<main>${lead.map((sentence) => `<p>${both(sentence)}</p>`).join("")}
${parts.join("\n")}
</main>
<footer>${both(foot)}</footer>
<script>${script}</script>
</body></html>
`;
}

/** Names with their colour, dash and marker. */
export function legend(names: readonly string[], demand: Bilingual | null = null): string {
  const items = names.map(
    (name, i) =>
      `<li><svg viewBox="0 0 44 16" aria-hidden="true"><path d="M2 8H42" stroke="${colourOf(i)}" stroke-width="3" stroke-dasharray="${dashOf(i)}"/></svg>${escapeHtml(name)}</li>`,
  );
  const area =
    demand === null
      ? ""
      : `<li><svg viewBox="0 0 44 16" aria-hidden="true"><path d="M2 2H42V14H2Z" fill="var(--demand)" opacity=".45"/></svg>${both(demand)}</li>`;
  return `<ul class="legend">${area}${items.join("")}</ul>`;
}

export const colourOf = (index: number): string => `var(--line${index % lineColours.light.length})`;
export const dashOf = (index: number): string => dashes[index % dashes.length]!;
