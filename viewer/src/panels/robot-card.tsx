// The selected robot on each floor: what it does and why, what it carries, where it is going, and what it did before.
import { For, type JSX, Show } from "solid-js";
import { CellKind } from "../../../sim/model/index.ts";
import { formatNumber, text } from "../i18n/index.ts";
import { reasonText, todoText } from "../i18n/reason-text.ts";
import { type RobotFacts, type RobotReason, robotFacts } from "../state/robot-facts.ts";
import { robotName } from "../state/robot-name.ts";
import type { WatchState } from "../state/watch-state.ts";
import { IconButton } from "./icon-button.tsx";
import { chargeText } from "./kpi-format.ts";

export function RobotCard(props: {
  readonly app: WatchState;
  /** Below what it says of the robot. */
  readonly children?: JSX.Element;
}): JSX.Element {
  const { app } = props;
  const facts = (): readonly RobotFacts[] => {
    app.view();
    const playback = app.playback();
    const { robot } = app.selection();
    return playback === null || robot < 0 ? [] : robotFacts(playback, robot);
  };
  const why = ({ reason, values }: RobotReason) => {
    const run = app.view().facts;
    if (run === null) return "";
    return run.reasons.length === 0 ? text().robot.noReasons : reasonText(reason, values, run);
  };
  const inYard = (cell: number) => app.view().facts?.floor.kind[cell] === CellKind.blocked;
  const secondsAgo = (step: number) => {
    const { shownStep, facts: run } = app.view();
    return Math.max(0, Math.round((shownStep - step) * (run?.stepSeconds ?? 1)));
  };
  const place = (cell: number) => {
    const width = app.view().facts?.floor.width ?? 1;
    return `${cell % width}, ${Math.floor(cell / width)}`;
  };
  const live = () => app.view().facts?.live;
  const todo = ({ reason }: RobotReason) => {
    const run = app.view().facts;
    return run === null ? "" : todoText(reason, run);
  };
  /** In metres of the site. */
  const metres = (free: { readonly x: number; readonly y: number }) => {
    const { live: site, floor } = app.view().facts!;
    const [x, y] = [site!.left + free.x * floor.cellMetres, site!.top - free.y * floor.cellMetres];
    return `${formatNumber(x, 1)}, ${formatNumber(y, 1)} m`;
  };
  const name = () => text().robot.title(robotName(app.view().facts, app.selection().robot));
  return (
    <Show when={app.selection().robot >= 0}>
      <section class="robot-card" aria-label={name()}>
        <header class="card-head">
          <h2>{name()}</h2>
          <button
            type="button"
            class="chip"
            aria-pressed={app.selection().following}
            title={`${app.selection().following ? text().robot.unfollow : text().robot.follow} (F)`}
            onClick={() => app.stage()?.follow(app.selection().following ? "off" : "on")}
          >
            {app.selection().following ? text().robot.unfollow : text().robot.follow}
          </button>
          <IconButton
            icon="close"
            label={text().robot.clear}
            key="Esc"
            onPress={() => app.stage()?.select(-1)}
          />
        </header>
        <For each={facts()}>
          {(robot) => (
            <div class="robot-in-pane" data-pane={robot.name}>
              <p class="robot-state">
                <Show when={live() === undefined}>
                  <b class={`badge badge-${robot.name.toLowerCase()}`}>{robot.name}</b>
                </Show>
                <span>{text().robot.activity[robot.activity]}</span>
                <span title={text().robot.charge}>{chargeText(robot.charge)}</span>
                <Show
                  when={live() === undefined}
                  fallback={
                    <>
                      <span>{robot.pod >= 0 ? text().robot.carries : text().robot.carriesNothing}</span>
                      <span title={text().robot.cell}>{robot.free === null ? "–" : metres(robot.free)}</span>
                    </>
                  }
                >
                  <span>
                    {text().robot.pod} {robot.pod >= 0 ? robot.pod : text().robot.noPod}
                  </span>
                  <span title={text().robot.goal}>→ {place(robot.goal)}</span>
                </Show>
              </p>
              <p class="robot-why">{inYard(robot.cell) ? text().robot.yard : why(robot.now)}</p>
              <Show when={todo(robot.now)}>
                <p class="robot-todo">
                  <b>{text().robot.todo}:</b> {todo(robot.now)}
                </p>
              </Show>
              <Show when={robot.before.length > 0}>
                <ol class="robot-before" aria-label={text().robot.history}>
                  <For each={robot.before}>
                    {(reason) => (
                      <li>
                        <span class="robot-since">{text().robot.ago(secondsAgo(reason.sinceStep))}</span>{" "}
                        {why(reason)}
                      </li>
                    )}
                  </For>
                </ol>
              </Show>
            </div>
          )}
        </For>
        {props.children}
      </section>
    </Show>
  );
}
