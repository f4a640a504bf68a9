// How a live fleet is, in a few lines: what is missing, who stands and why, what to do.
import type { FleetService } from "../../server/live/index.ts";
import type { CliContext } from "../context.ts";
import { formatCount } from "../format.ts";

const linesMax = 20;

export class ServeStatus {
  private told = new Set<string>();
  private lastLine = "";

  /** Alarms when they begin and end, and a line of counts when it has changed. */
  lines(
    { text, language }: CliContext,
    { view, desk, host }: FleetService,
    work?: string,
  ): readonly string[] {
    const alarms = view.alarms(language);
    const begun = alarms.filter(({ id }) => !this.told.has(id));
    const over = [...this.told].filter((id) => !alarms.some((alarm) => alarm.id === id));
    this.told = new Set(alarms.map(({ id }) => id));
    const { totals, openCount } = desk.book;
    const robots = host.fleet.links.length;
    const known = host.fleet.lacks.filter((lack) => lack === null).length;
    const line =
      host.fleet.traffic === null
        ? text.serve.waiting(formatCount(known), formatCount(robots))
        : (work ??
          text.serve.status(
            formatCount(totals.done),
            formatCount(openCount),
            formatCount(totals.failed),
            formatCount(host.counts.received),
          ));
    const isNew = line !== this.lastLine;
    this.lastLine = line;
    return [
      ...(isNew ? [line] : []),
      ...begun
        .slice(0, linesMax)
        .map(({ about, message, advice = "" }) => text.fleet.standing(about, message, advice)),
      ...(begun.length > linesMax ? [text.serve.moreAlarms(formatCount(begun.length - linesMax))] : []),
      ...(over.length > 0
        ? [text.serve.alarmsOver(formatCount(over.length), formatCount(alarms.length))]
        : []),
    ];
  }
}
