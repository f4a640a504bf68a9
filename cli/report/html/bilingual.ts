// Texts of the report in both languages at once: the page shows one of them, and which one can be switched without a server.
import type { Language } from "../../ports.ts";

export type Bilingual = Readonly<Record<Language, string>>;

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** The text in HTML, one span per language. */
export function both({ en, zh }: Bilingual): string {
  return `<span class="en" lang="en">${escapeHtml(en)}</span><span class="zh" lang="zh">${escapeHtml(zh)}</span>`;
}

/** The same as SVG text; `attributes` place and style it. */
export function bothInSvg({ en, zh }: Bilingual, attributes: string): string {
  return `<text class="en" ${attributes}>${escapeHtml(en)}</text><text class="zh" ${attributes}>${escapeHtml(zh)}</text>`;
}

/** The same words in both languages, e.g. a name or a number. */
export const same = (text: string): Bilingual => ({ en: text, zh: text });
