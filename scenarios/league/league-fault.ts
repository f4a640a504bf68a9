// What is wrong with a league's input files, and where.

/** A located complaint about an input file. */
export interface LeagueFault {
  readonly file: string;
  /** 1-based; 0 where the fault is not on one line. */
  readonly line: number;
  readonly message: string;
}

export type LeagueResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly LeagueFault[] };

/** Faults listed per file. */
export const faultsListed = 20;

/** `maps/a.map:12: what is wrong` */
export function formatLeagueFault({ file, line, message }: LeagueFault): string {
  return line === 0 ? `${file}: ${message}` : `${file}:${line}: ${message}`;
}

export function leagueFault(file: string, line: number, message: string): LeagueFault {
  return { file, line, message };
}

/** The value, unless there are faults. */
export function resultOf<T>(faults: readonly LeagueFault[], value: () => T): LeagueResult<T> {
  return faults.length > 0
    ? { ok: false, faults: faults.slice(0, faultsListed) }
    : { ok: true, value: value() };
}

/** A text without the byte order mark that some editors begin it with. */
export function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, "");
}
