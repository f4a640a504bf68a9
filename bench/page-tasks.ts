// Tasks of a page's main thread from Chromium's own trace: how long each lasted, how much processor time it took, and how much
// of that was JavaScript.
import type { CDPSession } from "playwright-core";

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds: begin and length by the clock, length in processor time of the thread. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

export interface PageTasks {
  readonly tasks: number;
  /** Over 50 ms by the clock, and the longest. */
  readonly longByClock: number;
  readonly longestMilliseconds: number;
  /** Over 50 ms of processor time, and the most. */
  readonly longByProcessor: number;
  readonly mostProcessorMilliseconds: number;
  /** Over 50 ms of processor time inside JavaScript, and the most: of timers, messages, pictures, garbage collection. */
  readonly longByJavaScript: number;
  readonly mostJavaScriptMilliseconds: number;
  readonly javaScriptSeconds: number;
}

const longMicroseconds = 50_000;
/** JavaScript begins in one of these; those inside another are part of it. */
const scriptEvents = new Set([
  "FunctionCall",
  "FireAnimationFrame",
  "TimerFire",
  "EventDispatch",
  "EvaluateScript",
  "HandlePostMessage",
  "RunMicrotasks",
  "MajorGC",
  "MinorGC",
]);

/** Begins to trace the session's page; what it returns ends the trace. Throws when the trace has no page. */
export async function traceTasks(session: CDPSession): Promise<() => Promise<PageTasks>> {
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    for (const event of value as unknown as TraceEvent[]) events.push(event);
  });
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: {
      includedCategories: ["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel", "v8"],
    },
  });
  return async () => {
    const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
    await session.send("Tracing.end");
    await complete;
    return sumTasks(events);
  };
}

function sumTasks(events: readonly TraceEvent[]): PageTasks {
  const onMain = mainThread(events);
  const spans = events.filter((event) => event.ph === "X" && `${event.pid} ${event.tid}` === onMain);
  const tasks = spans.filter(({ name }) => name === "RunTask").sort((a, b) => a.ts - b.ts);
  const scripts = outermost(spans.filter(({ name }) => scriptEvents.has(name)));
  const script = tasks.map(() => 0);
  let task = 0;
  for (const span of scripts) {
    while (task + 1 < tasks.length && tasks[task + 1]!.ts <= span.ts) task += 1;
    if (tasks.length > 0) script[task]! += span.tdur ?? 0;
  }
  const clock = tasks.map(({ dur }) => dur ?? 0);
  const processor = tasks.map(({ tdur }) => tdur ?? 0);
  const most = (values: readonly number[]) =>
    Math.round(values.reduce((top, value) => Math.max(top, value), 0) / 1000);
  const long = (values: readonly number[]) => values.filter((value) => value > longMicroseconds).length;
  return {
    tasks: tasks.length,
    longByClock: long(clock),
    longestMilliseconds: most(clock),
    longByProcessor: long(processor),
    mostProcessorMilliseconds: most(processor),
    longByJavaScript: long(script),
    mostJavaScriptMilliseconds: most(script),
    javaScriptSeconds: Number((script.reduce((sum, value) => sum + value, 0) / 1e6).toFixed(2)),
  };
}

/** The renderer's main thread with the most to do: a browser has pages of its own. */
function mainThread(events: readonly TraceEvent[]): string {
  const counts = new Map<string, number>();
  for (const event of events) {
    if (event.name === "thread_name" && event.args?.name === "CrRendererMain") {
      counts.set(`${event.pid} ${event.tid}`, 0);
    }
  }
  for (const { ph, pid, tid, dur } of events) {
    const key = `${pid} ${tid}`;
    if (ph === "X" && counts.has(key)) counts.set(key, counts.get(key)! + (dur ?? 0));
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  if (most === undefined) throw new Error("the trace has no page");
  return most[0];
}

/** In order of time, without those that lie inside another. */
function outermost(spans: readonly TraceEvent[]): readonly TraceEvent[] {
  let end = -1;
  return [...spans]
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
    .filter(({ ts, dur }) => {
      if (ts < end) return false;
      end = ts + (dur ?? 0);
      return true;
    });
}
