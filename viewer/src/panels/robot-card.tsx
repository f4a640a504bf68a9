// The selected robot in both runs: what it does, what it carries, where it is going.
import { For, type JSX, Show } from "solid-js";
import { formatNumber, text } from "../i18n/index.ts";
import { activityOf, chargePercentOf } from "../protocol/frame-codec.ts";
import type { AppState } from "../state/app-state.ts";
import { IconButton } from "./icon-button.tsx";

interface RobotFacts {
  readonly name: "A" | "B";
  readonly activity: number;
  readonly charge: number;
  readonly pod: number;
  readonly cell: number;
  readonly goal: number;
}

export function RobotCard(props: { readonly app: AppState }): JSX.Element {
  const { app } = props;
  const facts = (): readonly RobotFacts[] => {
    const { panes } = app.view();
    const playback = app.playback();
    const { robot } = app.selection();
    if (playback === null || robot < 0) return [];
    return playback.panes.flatMap((pane, index) => {
      const frame = playback.shown(pane)?.previous;
      const layout = pane.layout;
      if (frame === undefined || layout === null || robot >= layout.robots) return [];
      const state = frame[layout.robotState + robot]!;
      return {
        name: panes[index]?.name ?? "A",
        activity: activityOf(state),
        charge: chargePercentOf(state),
        pod: frame[layout.robotPod + robot]!,
        cell: frame[layout.robotCell + robot]!,
        goal: frame[layout.robotGoal + robot]!,
      };
    });
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
        <table>
          <tbody>
            <For each={facts()}>
              {(robot) => (
                <tr>
                  <th scope="row">
                    <b class={`badge badge-${robot.name.toLowerCase()}`}>{robot.name}</b>
                  </th>
                  <td>{text().robot.activity[robot.activity]}</td>
                  <td title={text().robot.charge}>{formatNumber(robot.charge)} %</td>
                  <td title={text().robot.pod}>
                    {text().robot.pod} {robot.pod >= 0 ? robot.pod : text().robot.noPod}
                  </td>
                  <td title={text().robot.goal}>→ {place(robot.goal)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
    </Show>
  );
}
