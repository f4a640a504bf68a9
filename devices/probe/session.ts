// One probe of one robot, without clock and network: messages and time in, messages and notes out. Refuses a robot that is not
// idle and safe to drive, stops at once when something is wrong, and never leaves without ending the robot's order.
import { createCodec } from "../vda5050/codec/index.ts";
import { isBusy } from "../vda5050/fleet/busy.ts";
import { isHandled } from "../vda5050/fleet/hindrance.ts";
import {
  allActionStates,
  identityText,
  type RobotIdentity,
  type RobotState,
  type VdaVersion,
  versionTexts,
} from "../vda5050/model/index.ts";
import { parseTopic, topicText } from "../vda5050/topics.ts";
import { Bench } from "./bench.ts";
import { checks, trialsFor } from "./checks/registry.ts";
import { clauseText } from "./clauses.ts";
import { Ear } from "./ear.ts";
import { type Arrival, type FoundRobot, interfaceOf, prefixOf, RobotFinder } from "./find-robot.ts";
import { findGround, type GroundWish } from "./ground.ts";
import {
  type Bilingual,
  type CheckResult,
  type Evidence,
  type Finding,
  type Outcome,
  type ProbeNote,
  type ProbePlan,
  type ProbeReport,
  type ProfileEntries,
  t,
} from "./model.ts";
import { Mouth } from "./mouth.ts";
import { hazard, unready } from "./readiness.ts";
import { ScriptRunner } from "./script.ts";
import type { Trial } from "./trial.ts";

export interface ProbeOptions extends GroundWish {
  readonly identity: RobotIdentity;
  readonly version: VdaVersion | "auto";
  /** Ids of checks; default: all. */
  readonly checks?: readonly string[];
  /** Makes ids unlike those of any other probe. */
  readonly idPrefix: string;
  readonly allowLoad?: boolean;
  readonly initPosition?: boolean;
  readonly will?: boolean;
  readonly action?: string;
}

export type ProbePhase = "listening" | "asking" | "running" | "ending" | "ended";

/** Robots report every 30 s at least. */
const silentMs = 40_000;
/** Retained messages come first, but not all at the same moment. */
const gatherMs = 1_500;
const endingMs = 25_000;
const cancelAgainMs = 6_000;
const idleBeforeMs = 3_000;

export interface ProbeMessage {
  readonly topic: string;
  readonly payload: string;
}

export class ProbeSession {
  phase: ProbePhase = "listening";
  private readonly finder: RobotFinder;
  private found: FoundRobot | null = null;
  private ear: Ear | null = null;
  private mouth: Mouth | null = null;
  private bench: Bench | null = null;
  private plan: ProbePlan | null = null;
  private readonly results: CheckResult[] = [];
  private notes: ProbeNote[] = [];
  private queue: Trial[];
  private current: { readonly trial: Trial; readonly runner: ScriptRunner } | null = null;
  private outcome: Outcome = "complete";
  private readonly reasons: Bilingual[] = [];
  private phaseMs: number;
  private cancelledMs = -Infinity;
  private cancelId = "";
  private nowMs: number;

  constructor(
    private readonly options: ProbeOptions,
    private readonly startedMs: number,
  ) {
    this.finder = new RobotFinder(options.identity, options.version);
    this.queue = [...trialsFor(options.checks)];
    this.phaseMs = startedMs;
    this.nowMs = startedMs;
  }

  receive(arrival: Arrival): void {
    this.nowMs = arrival.atMs;
    if (this.ear === null) {
      const news = this.finder.take(arrival);
      if (news === undefined) return;
      this.meet(news.found);
      for (const earlier of news.arrivals) this.hear(earlier);
    } else if (prefixOf(arrival.topic) === this.found!.prefix) this.hear(arrival);
    this.step();
  }
  tick(nowMs: number): void {
    this.nowMs = nowMs;
    this.step();
  }
  /** A person has read the plan and seen that the space is free. */
  confirm(nowMs: number): void {
    this.nowMs = nowMs;
    if (this.phase !== "asking") return;
    const reasons = unready(this.ear!, { mayCarry: this.options.allowLoad === true });
    if (reasons.length > 0) this.refuse(reasons);
    else this.enter("running");
    this.step();
  }
  /** Ends the probe: the robot's order is cancelled first. */
  stop(reason: Bilingual, nowMs: number): void {
    this.nowMs = nowMs;
    if (this.phase === "ending" || this.phase === "ended") return;
    this.outcome = "stopped";
    this.reasons.push(reason);
    this.notes.push({ kind: "stopping", reason });
    if (this.phase === "running") this.beginEnding();
    else this.enter("ended");
  }

  takeOutbox(): readonly ProbeMessage[] {
    if (this.mouth === null || this.found === null) return [];
    const { prefix } = this.found;
    return this.mouth
      .takeOutbox()
      .map(({ topic, payload }) => ({ topic: topicText(prefix, this.options.identity, topic), payload }));
  }
  takeNotes(): readonly ProbeNote[] {
    const taken = this.notes;
    this.notes = [];
    return taken;
  }
  report(): ProbeReport {
    return {
      format: "peakfleet-probe/1",
      robot: identityText(this.options.identity),
      version: this.found?.version ?? null,
      versionText: this.found?.versionText ?? "",
      topicPrefix: this.found?.prefix ?? "",
      startedMs: this.startedMs,
      seconds: Math.round((this.nowMs - this.startedMs) / 100) / 10,
      outcome: this.outcome,
      reasons: this.reasons,
      plan: this.plan,
      results: this.results,
      profile: this.profile(),
    };
  }

  // The course.

  private step(): void {
    switch (this.phase) {
      case "listening":
        this.listen();
        return;
      case "running":
        this.run();
        return;
      case "ending":
        this.endOrder();
        return;
      default:
    }
  }

  private listen(): void {
    if (this.ear === null) {
      if (this.nowMs - this.startedMs < silentMs) return;
      const seconds = silentMs / 1000;
      this.refuse([
        t(
          `${this.finder.silentName}: no state in ${seconds} s. Check name, broker, --vda and --interface, and that it is on`,
          `${this.finder.silentName}：${seconds} 秒内无状态消息。请检查名称、代理、--vda、--interface 以及是否开机`,
        ),
      ]);
      return;
    }
    if (this.nowMs - this.phaseMs < gatherMs) return;
    const reasons = unready(this.ear, { mayCarry: this.options.allowLoad === true });
    if (reasons.length > 0) {
      this.refuse(reasons);
      return;
    }
    const length = this.ear.factsheet?.physical.length;
    const ground = findGround(this.ear.state!.position!, {
      ...this.options,
      ...(length === undefined ? {} : { lengthMetres: length }),
    });
    if (ground.kind === "none") {
      this.refuse([ground.why]);
      return;
    }
    this.plan = ground.plan;
    this.notes.push({ kind: "plan", plan: ground.plan });
    this.enter("asking");
  }

  private run(): void {
    const bench = this.openBench();
    const danger = hazard(this.ear!, this.plan!.area, this.nowMs, bench.tolerated);
    if (danger !== undefined) {
      this.stop(danger, this.nowMs);
      return;
    }
    while (this.phase === "running") {
      if (this.current === null && !this.beginTrial(bench)) return;
      if (!this.current!.runner.step(this.nowMs)) return;
      this.closeTrial(bench, this.current!.trial);
    }
  }
  private beginTrial(bench: Bench): boolean {
    const trial = this.queue.shift();
    if (trial === undefined) {
      this.beginEnding();
      return false;
    }
    this.current = { trial, runner: new ScriptRunner(this.courseOf(trial, bench)) };
    this.notes.push({ kind: "begin", title: trial.checks[0].title });
    return true;
  }
  private courseOf(trial: Trial, bench: Bench) {
    bench.beginTrial();
    const cannot = this.whyNot(trial, bench);
    if (cannot === undefined) return trial.run(bench);
    bench.undecided(
      trial.checks.map(({ id }) => id),
      cannot,
    );
    return nothing();
  }
  /** A robot that does not listen to instant actions cannot be stopped by us, and is not driven. */
  private whyNot({ kind, checks: own }: Trial, bench: Bench): Bilingual | undefined {
    if (kind === "ear") return undefined;
    if (this.mouth!.key === null) return t("the robot answers no instant action", "机器人不应答即时动作");
    const isFirst = own.some(({ id }) => id === "order.simple");
    if (kind === "drive" && !isFirst && !bench.isGood("order.simple"))
      return t("the robot did not drive a simple order", "机器人未能执行简单订单");
    return undefined;
  }
  private closeTrial(bench: Bench, trial: Trial): void {
    this.current = null;
    bench.tolerated.clear();
    bench.undecided(
      trial.checks.map(({ id }) => id),
      t("could not be brought so far", "未能进行到此步"),
    );
  }

  // The end: cancelOrder and stateRequest, whatever came before.

  private beginEnding(): void {
    this.current = null;
    this.enter("ending");
    this.sayEnd();
  }
  private sayEnd(): void {
    this.cancelledMs = this.nowMs;
    // Nobody but the person there speaks to a robot in hand, and its order is gone.
    if (this.ear?.state && isHandled(this.ear.state)) return;
    const key = this.mouth!.key ?? "both";
    this.cancelId = this.mouth!.instruct("cancelOrder", this.nowMs, { key });
    this.mouth!.instruct("stateRequest", this.nowMs, { key });
  }
  private endOrder(): void {
    const { state, stateMs } = this.ear!;
    const isNew = stateMs > this.phaseMs + idleBeforeMs / 10;
    const stands = state !== null && isNew && !state.driving && this.isEnded(state);
    if (stands && this.nowMs - this.phaseMs >= idleBeforeMs) this.enter("ended");
    else if (this.nowMs - this.phaseMs >= endingMs) {
      if (state?.driving === true || !isNew) {
        this.reasons.push(
          t("it was not seen to stand in the end: go to the robot", "结束时未确认其停下：请前往机器人处"),
        );
      }
      this.enter("ended");
    } else if (this.nowMs - this.cancelledMs >= cancelAgainMs) this.sayEnd();
  }

  /** Nothing ahead, or the cancellation is over: some robots list nodes for ever. */
  private isEnded(state: RobotState): boolean {
    const isOver = allActionStates(state).some(
      ({ actionId, status }) => actionId === this.cancelId && (status === "FINISHED" || status === "FAILED"),
    );
    return isOver || !isBusy(state, null, () => true);
  }

  private refuse(reasons: readonly Bilingual[]): void {
    this.outcome = "refused";
    this.reasons.push(...reasons);
    this.enter("ended");
  }
  private enter(phase: ProbePhase): void {
    this.phase = phase;
    this.phaseMs = this.nowMs;
  }

  private meet(found: FoundRobot): void {
    const { identity, idPrefix } = this.options;
    this.found = found;
    this.ear = new Ear(identity, createCodec({ version: found.version }));
    const versionText = found.versionText === "" ? versionTexts[found.version] : found.versionText;
    this.mouth = new Mouth(identity, found.version, versionText, idPrefix);
    this.phaseMs = this.nowMs;
  }
  private hear({ topic, bytes, retained, qos, atMs }: Arrival): void {
    const parsed = parseTopic(this.found!.prefix, topic);
    if (parsed !== undefined) this.ear!.hear(parsed.name, bytes, retained, qos, atMs);
  }
  private openBench(): Bench {
    if (this.bench !== null) return this.bench;
    const { action, initPosition, will } = this.options;
    this.bench = new Bench({
      version: this.found!.version,
      ear: this.ear!,
      mouth: this.mouth!,
      places: this.plan!.places,
      startedMs: this.startedMs,
      now: () => this.nowMs,
      ...(action === undefined ? {} : { action }),
      mayInitialize: initPosition === true,
      mayDisconnect: will === true,
      decide: (id, finding, evidence) => this.note(id, finding, evidence),
      ask: (text) => this.notes.push({ kind: "ask", text }),
    });
    return this.bench;
  }
  private note(id: string, finding: Finding, evidence: readonly Evidence[]): void {
    const { title, did, expected, clauses } = checks.find((check) => check.id === id)!;
    const { version } = this.found!;
    const result: CheckResult = {
      ...{ id, title, did, expected, ...finding, evidence },
      clauses: clauses.map((name) => clauseText(name, version)),
    };
    this.results.push(result);
    this.notes.push({ kind: "decided", result });
  }
  private profile(): ProfileEntries {
    if (this.found === null) return {};
    const { version, versionText } = this.found;
    const interfaceName = interfaceOf(this.found);
    const isUsual = versionText === "" || versionText === versionTexts[version];
    return Object.assign(
      {},
      isUsual ? {} : { versionText },
      interfaceName === undefined ? {} : { interfaceName },
      ...this.results.map(({ profile }) => profile ?? {}),
    ) as ProfileEntries;
  }
}

function* nothing(): Generator<never, void, void> {}
