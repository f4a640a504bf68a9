// The course of `peakfleet probe`: listen, show the plan, ask, drive, write what was found.
import { writeFileSync } from "node:fs";
import type { Area, ProbeNote, ProbePlan, ProbeReport } from "../../devices/probe/index.ts";
import type { RobotIdentity, VdaVersion } from "../../devices/vda5050/index.ts";
import type { CliContext } from "../context.ts";
import { ExitCode, exitCodeOf, type StopSignal } from "../exit-code.ts";
import { type BrokerWords, brokerAddress } from "../fleet/broker-options.ts";
import { withoutUser } from "../option-values.ts";
import { textOf } from "../text/index.ts";
import { noteLine, reportLines } from "./probe-lines.ts";
import type { NamedPlace } from "./probe-words.ts";

export interface ProbeWords extends BrokerWords {
  readonly robot: RobotIdentity;
  readonly vda: VdaVersion | "auto";
  readonly interface?: string;
  readonly report?: readonly string[];
  readonly profile?: string;
  readonly area?: Area;
  readonly nodes?: readonly NamedPlace[];
  readonly checks?: readonly string[];
  readonly action?: string;
  readonly allowLoad?: boolean;
  readonly initPosition?: boolean;
  readonly will?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

export async function runProbe(context: CliContext, words: ProbeWords): Promise<ExitCode> {
  const { err, text } = context;
  if (words.yes !== true && context.ask === undefined) {
    err.write(`${text.probe.noTerminal}\n`);
    return ExitCode.badInput;
  }
  const { ProbeHost } = await import("../../devices/probe/edge/index.ts");
  err.write(`${text.probe.noSafety}\n`);
  const name = `${words.robot.manufacturer}/${words.robot.serialNumber}`;
  err.write(`${text.probe.listening(name, withoutUser(words.broker))}\n`);
  let lastError = "";
  const host = new ProbeHost({
    broker: brokerAddress(words),
    now: context.now,
    ...(words.interface === undefined ? {} : { interfaceName: words.interface }),
    probe: {
      identity: words.robot,
      version: words.vda,
      idPrefix: `probe-${context.now().toString(36)}-`,
      ...wishes(words),
    },
    onError: (message) => {
      if (message !== lastError) err.write(`${message}\n`);
      lastError = message;
    },
    onNote: (note) => {
      const line = noteLine(context, note);
      if (line !== "") err.write(`${line}\n`);
      if (note.kind === "plan") void confirm(context, words, note, host);
    },
  });
  const onSignal = () =>
    host.stop({ en: textOf("en").probe.interrupted, zh: textOf("zh").probe.interrupted });
  context.interrupted.addEventListener("abort", onSignal, { once: true });
  if (context.interrupted.aborted) onSignal();
  const report = await host.finish();
  context.interrupted.removeEventListener("abort", onSignal);
  if (words.json === true) context.out.write(`${JSON.stringify(report, null, 2)}\n`);
  else for (const line of reportLines(context, report)) context.out.write(`${line}\n`);
  await writeFiles(context, words, report);
  if (context.interrupted.aborted) return exitCodeOf(context.interrupted.reason as StopSignal);
  if (report.outcome === "refused") return ExitCode.badInput;
  const isBad = report.results.some(({ verdict }) => verdict === "not-conformant");
  return isBad || report.outcome === "stopped" ? ExitCode.failedRun : ExitCode.done;
}

function wishes({ area, nodes, checks, action, allowLoad, initPosition, will }: ProbeWords) {
  const given = { area, nodes, checks, action, allowLoad, initPosition, will };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<
    Pick<ProbeWords, keyof typeof given>
  >;
}

interface Confirmable {
  confirm(): void;
  stop(reason: { readonly en: string; readonly zh: string }): void;
}

async function confirm(
  context: CliContext,
  words: ProbeWords,
  { plan }: Extract<ProbeNote, { kind: "plan" }>,
  host: Confirmable,
): Promise<void> {
  const { probe } = context.text;
  for (const line of planLines(context, plan)) context.err.write(`${line}\n`);
  const answer = words.yes === true ? probe.yesWord : await context.ask!(probe.ask);
  if (["yes", "y", "是"].includes(answer.trim().toLowerCase())) host.confirm();
  else host.stop({ en: textOf("en").probe.notConfirmed, zh: textOf("zh").probe.notConfirmed });
}

function planLines({ text, language }: CliContext, { space, places, area }: ProbePlan): readonly string[] {
  const at = ({ x, y }: { readonly x: number; readonly y: number }) => `${x.toFixed(2)}, ${y.toFixed(2)}`;
  return [
    text.probe.plan(space[language]),
    text.probe.places(places.map((place) => `${place.nodeId} (${at(place)})`).join(", ")),
    text.probe.watched(`(${at({ x: area.x1, y: area.y1 })}) – (${at({ x: area.x2, y: area.y2 })})`),
  ];
}

async function writeFiles(context: CliContext, words: ProbeWords, report: ProbeReport): Promise<void> {
  const { profileText } = await import("../../devices/probe/index.ts");
  const { probeReportHtml } = await import("../report/html/probe-report.ts");
  const write = (path: string, content: string) => {
    try {
      writeFileSync(path, content);
      context.err.write(`${context.text.written(path)}\n`);
    } catch (error) {
      context.err.write(
        `${context.text.notWritten(path, error instanceof Error ? error.message : String(error))}\n`,
      );
    }
  };
  for (const path of words.report ?? []) {
    write(
      path,
      path.endsWith(".json") ? `${JSON.stringify(report, null, 2)}\n` : probeReportHtml(report, context),
    );
  }
  // A profile of a robot that was not tried to the end would only look like one.
  if (words.profile !== undefined && report.outcome === "complete") write(words.profile, profileText(report));
}
