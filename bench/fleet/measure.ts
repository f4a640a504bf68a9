// Small measures that the fleet benchmark's processes share.
import { readFileSync } from "node:fs";

/** Processor seconds of this process. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const ticksPerSecond = 100;
/** Processor seconds and resident memory of another process (Linux); null where /proc is not. */
export function processUsage(pid: number): { readonly cpuSeconds: number; readonly rssMb: number } | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
    const rss = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? "0";
    return {
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
      rssMb: Number(rss) / 1024,
    };
  } catch {
    return null;
  }
}

export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}
export const rounded = (value: number, digits = 1) => Number(value.toFixed(digits));

/** Header id and order of a message, from its first characters. */
export function headOf(text: string) {
  const head = text.slice(0, 400);
  const of = (pattern: RegExp) => pattern.exec(head)?.[1] ?? "";
  return {
    headerId: Number(of(/"headerId":(\d+)/)),
    orderId: of(/"orderId":"([^"]*)"/),
    orderUpdateId: Number(of(/"orderUpdateId":(\d+)/)),
  };
}
