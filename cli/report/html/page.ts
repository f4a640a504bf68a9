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

/** Colours that keep apart for colour-blind readers (Okabe and Ito 2008); shape and name always say the same again. */
export const seriesColours = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#a6761d",
  "#56b4e9",
  "#7f7f7f",
  "#e6ab02",
] as const;
export const dashes = ["", "7 3", "2 3", "9 3 2 3", "1 2", "5 2 1 2", "12 4", "3 6"] as const;

const styles = `
:root{color-scheme:light dark;--ink:#1b2733;--soft:#56657a;--line:#c9d2dc;--back:#fff;--panel:#f5f7f9;--good:#00684f;--bad:#a53f00;--demand:#9aa7b5}
@media (prefers-color-scheme:dark){:root{--ink:#e8eef4;--soft:#a7b4c2;--line:#3a4856;--back:#10171e;--panel:#18222b;--good:#4fd1ad;--bad:#ff9a5c;--demand:#5d6b79}}
:root[data-theme=light]{color-scheme:light;--ink:#1b2733;--soft:#56657a;--line:#c9d2dc;--back:#fff;--panel:#f5f7f9;--good:#00684f;--bad:#a53f00;--demand:#9aa7b5}
:root[data-theme=dark]{color-scheme:dark;--ink:#e8eef4;--soft:#a7b4c2;--line:#3a4856;--back:#10171e;--panel:#18222b;--good:#4fd1ad;--bad:#ff9a5c;--demand:#5d6b79}
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
.scroll{overflow-x:auto}svg{display:block;width:100%;height:auto;min-width:20rem}svg text{fill:var(--ink);font-size:13px}svg .soft{fill:var(--soft);font-size:12px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{padding:.3rem .5rem;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
th:first-child,td:first-child{text-align:left;white-space:normal;min-width:8.5rem}thead th{vertical-align:bottom}tr.group th{text-align:left;padding-top:.9rem;border-bottom:2px solid var(--line)}
.good{color:var(--good)}.bad{color:var(--bad)}
ul.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;padding:0;margin:.2rem 0 .6rem}ul.legend svg{display:inline-block;width:2.2rem;min-width:0;height:.9rem;vertical-align:middle;margin-right:.35rem}
.floors{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:1rem}.floors figure{margin:0}.floors canvas{width:100%;height:auto;image-rendering:pixelated;border:1px solid var(--line);border-radius:4px}
figcaption{font-size:.95rem;margin-bottom:.25rem}
@media print{button{display:none}section{break-inside:avoid}}`;

const script = `
const root=document.documentElement;
document.getElementById("language").onclick=()=>{root.dataset.lang=root.dataset.lang==="zh"?"en":"zh";root.lang=root.dataset.lang};
document.getElementById("theme").onclick=()=>{const dark=root.dataset.theme?root.dataset.theme==="dark":matchMedia("(prefers-color-scheme: dark)").matches;root.dataset.theme=dark?"light":"dark"};
for(const canvas of document.querySelectorAll("canvas[data-cells]")){
 const {cells,kinds,width,height}=canvas.dataset,w=+width,h=+height,scale=Math.max(1,Math.floor(900/w));
 const bytes=s=>Uint8Array.from(atob(s),c=>c.charCodeAt(0)),heat=bytes(cells),kind=bytes(kinds);
 canvas.width=w*scale;canvas.height=h*scale;const pen=canvas.getContext("2d");
 const base=["#56657a","#e9edf1","#c3ccd6","#7aa6c9","#b9d3e6","#9ad0b8"];
 for(let i=0;i<w*h;i++){pen.fillStyle=base[kind[i]];const x=i%w*scale,y=Math.floor(i/w)*scale;pen.fillRect(x,y,scale,scale);
  if(heat[i]>0){const v=heat[i]/255;pen.fillStyle="rgba("+[Math.round(255-60*v),Math.round(190*(1-v)),Math.round(60*(1-v)),.25+.75*v].join(",")+")";pen.fillRect(x,y,scale,scale)}}
}`;

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

export const colourOf = (index: number): string => seriesColours[index % seriesColours.length]!;
export const dashOf = (index: number): string => dashes[index % dashes.length]!;
