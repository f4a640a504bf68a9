// KPI values as the text of a table cell.
import type { KpiDefinition } from "./kpi.ts";

export type KpiLanguage = "en" | "zh";

/** A unit as written behind a number, per language. Units not named here are written as they are. */
const unitText: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  s: { en: "s", zh: "秒" },
  m: { en: "m", zh: "米" },
  orders: { en: "orders", zh: "单" },
  robots: { en: "robots", zh: "台" },
  "units/h": { en: "units/h", zh: "件/时" },
  "lines/h": { en: "lines/h", zh: "行/时" },
  "orders/h": { en: "orders/h", zh: "单/时" },
  "units/visit": { en: "units/visit", zh: "件/次" },
  "orders/visit": { en: "orders/visit", zh: "单/次" },
  "visits/h": { en: "visits/h", zh: "次/时" },
  units: { en: "units", zh: "件" },
  h: { en: "h", zh: "小时" },
  deliveries: { en: "deliveries", zh: "次" },
  failures: { en: "failures", zh: "次" },
  closures: { en: "closures", zh: "次" },
  share: { en: "%", zh: "%" },
};

/** `1,267` or `88.1 %`; a value that does not exist (NaN, ±Infinity) is a dash. The unit is added when asked for. */
export function formatKpi(
  definition: KpiDefinition,
  value: number,
  options: { readonly language: KpiLanguage; readonly withUnit: boolean },
): string {
  if (!Number.isFinite(value)) return "–";
  const isShare = definition.unit === "share";
  const number = groupDigits(isShare ? value * 100 : value, definition.decimals);
  if (isShare) return `${number} %`;
  return options.withUnit ? `${number} ${formatUnit(definition, options.language)}` : number;
}

/** The unit of a KPI, e.g. `units/h` or `件/时`. */
export function formatUnit(definition: KpiDefinition, language: KpiLanguage): string {
  return unitText[definition.unit]?.[language] ?? definition.unit;
}

/** Label with its unit for the head of a table row; shares carry their per cent in the cells. */
export function formatKpiLabel(definition: KpiDefinition, language: KpiLanguage): string {
  const label = definition.label[language];
  return definition.unit === "share" ? label : `${label} (${formatUnit(definition, language)})`;
}

/** Fixed decimals and commas between thousands, the same in every locale of the host. */
function groupDigits(value: number, decimals: number): string {
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ",");
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && Number(Math.abs(value).toFixed(decimals)) !== 0 ? `−${text}` : text;
}
