// The selected robot on each floor: what it does and why, what it carries, where it is going, and what it did before.
import { For, type JSX, Show } from "solid-js";
import { formatNumber, text } from "../i18n/index.ts";
import { reasonText } from "../i18n/reason-text.ts";
import type { AppState } from "../state/app-state.ts";
import { type RobotFacts, type RobotReason, robotFacts } from "../state/robot-facts.ts";
import { IconButton } from "./icon-button.tsx";

export function RobotCard(props: { readonly app: AppState }): JSX.Element {
  const { app } = props;
  const facts = (): readonly RobotFacts[] => {
    app.view();
    const playback = app.playback();
    const { robot } = app.selection();
    return playback === null || robot < 0 ? [] : robotFacts(playback, robot);
  };
  const why = ({ reason, values }: RobotReason) => {
    const run = app.view().facts;
    return run === null ? "" : reasonText(reason, values, run);
  };
  const secondsAgo = (step: number) => {
    const { shownStep, facts: run } = app.view();
    return Math.max(0, Math.round((shownStep - step) * (run?.stepSeconds ?? 1)));
  };
  const place = (cell: number) => {
    const width = app.view().facts?.floor.width ?? 1;
    return `${cell % width}, ${Math.floor(cell / width)}`;
  };
  return (
    <Show when={app.selection().robot >= 0}>
      <section class="robot-card" aria-label={text().robot.title(app.selection().robot)}>
        <header class="card-head">
          <h2>{text().robot.title(app.selection().robot)}</h2>
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
                <b class={`badge badge-${robot.name.toLowerCase()}`}>{robot.name}</b>
                <span>{text().robot.activity[robot.activity]}</span>
                <span title={text().robot.charge}>{formatNumber(robot.charge)} %</span>
                <span>
                  {text().robot.pod} {robot.pod >= 0 ? robot.pod : text().robot.noPod}
                </span>
                <span title={text().robot.goal}>→ {place(robot.goal)}</span>
              </p>
              <p class="robot-why">{why(robot.now)}</p>
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
      </section>
    </Show>
  );
}
