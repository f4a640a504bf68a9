// What differs between two trees of plain data, field by field, as sentences for a message.

/** `fleet.count: 16 there, 24 now`, in the order of the kept fields, then of new ones. */
export function differingFields(kept: unknown, now: unknown, prefix = ""): readonly string[] {
  if (isTree(kept) && isTree(now)) {
    const names = [...new Set([...Object.keys(kept), ...Object.keys(now)])];
    return names.flatMap((name) => {
      const path = prefix === "" || prefix.endsWith(": ") ? `${prefix}${name}` : `${prefix}.${name}`;
      return differingFields(kept[name], now[name], path);
    });
  }
  if (JSON.stringify(kept) === JSON.stringify(now)) return [];
  return [`${prefix}: ${shown(kept)} there, ${shown(now)} now`];
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

const shownMax = 60;

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > shownMax ? `${text.slice(0, shownMax)}…` : text;
}
