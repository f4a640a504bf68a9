// The floor as a table: every robot with what it does and why, to be sorted, read and followed without the picture.
import { createMemo, createSignal, For, Index, type JSX, Show } from "solid-js";
import { formatNumber, text } from "../i18n/index.ts";
import { reasonText } from "../i18n/reason-text.ts";
import { activityOf, chargePercentOf, reasonValuesMax } from "../protocol/frame-codec.ts";
import { robotName } from "../state/robot-name.ts";
import { paneNames } from "../state/url-state.ts";
import type { WatchState } from "../state/watch-state.ts";
import { chargeText } from "./kpi-format.ts";

/** Rows at once; sorting brings the others up. */
const rowsMax = 60;
/** The table follows the run no faster than it can be read. */
const refreshMilliseconds = 1000;

type SortKey = "robot" | "activity" | "battery" | "pod";
interface Row {
  readonly robot: number;
  readonly activity: number;
  readonly battery: number;
  readonly pod: number;
}

export function RobotTable(props: { readonly app: WatchState }): JSX.Element {
  const { app } = props;
  const [open, setOpen] = createSignal(false);
  const [floor, setFloor] = createSignal(0);
  const [sort, setSort] = createSignal<SortKey>("robot");
  let readAt = Number.NEGATIVE_INFINITY;
  let readKey = "";

  const frame = createMemo((before: Int32Array | null): Int32Array | null => {
    const { playing } = app.view();
    const playback = app.playback();
    const pane = playback?.panes[floor()] ?? playback?.panes[0];
    if (!open() || playback == null || pane === undefined) return null;
    const now = performance.now();
    const key = `${floor()} ${playing ? "" : playback.shownStep}`;
    if (before !== null && key === readKey && now - readAt < refreshMilliseconds) return before;
    readAt = now;
    readKey = key;
    return playback.shown(pane)?.previous.slice() ?? before;
  }, null);
  const layout = () => app.playback()?.panes[0]?.layout ?? null;
  const live = () => app.view().facts?.live;
  /** A running fleet's frame has room for more robots than there are. */
  const robots = () => live()?.robotNames.length ?? layout()?.robots ?? 0;
  const rows = createMemo((): readonly Row[] => {
    const [now, at] = [frame(), layout()];
    if (now === null || at === null) return [];
    const all = Array.from({ length: robots() }, (_, robot): Row => {
      const state = now[at.robotState + robot]!;
      return {
        robot,
        activity: activityOf(state),
        battery: chargePercentOf(state),
        pod: now[at.robotPod + robot]!,
      };
    });
    const key = sort();
    return all.sort((a, b) => a[key] - b[key] || a.robot - b.robot).slice(0, rowsMax);
  });
  const why = (robot: number) => {
    const [now, at, facts] = [frame(), layout(), app.view().facts];
    if (now === null || at === null || facts === null) return "";
    const from = at.reasonValues + robot * reasonValuesMax;
    return reasonText(now[at.robotReason + robot]!, now.subarray(from, from + reasonValuesMax), facts);
  };
  const heads: readonly (readonly [SortKey, () => string])[] = [
    ["robot", () => text().table.robot],
    ["activity", () => text().table.activity],
    ["battery", () => text().table.battery],
    ["pod", () => (live() === undefined ? text().table.pod : text().table.load)],
  ];

  return (
    <section class="robots" aria-label={text().table.title}>
      <h2>{text().table.title}</h2>
      <button
        type="button"
        id="robot-table-button"
        class="link-button"
        aria-expanded={open()}
        onClick={() => setOpen(!open())}
      >
        {open() ? text().table.hide : text().table.open}
      </button>
      <Show when={open() && rows().length > 0}>
        <Show when={app.view().panes.length > 1}>
          <label class="robot-floor">
            {text().table.floor}{" "}
            <select onChange={(event) => setFloor(Number(event.currentTarget.value))}>
              <For each={app.view().panes}>
                {(pane, index) => <option value={index()}>{`${pane.name} ${pane.strategy}`}</option>}
              </For>
            </select>
          </label>
        </Show>
        <table id="robot-table" class="robot-cells">
          <caption class="visually-hidden">
            {text().table.title}, {paneNames[floor()]}
          </caption>
          <thead>
            <tr>
              <For each={heads}>
                {([key, name]) => (
                  <th scope="col" aria-sort={sort() === key ? "ascending" : "none"}>
                    <button
                      type="button"
                      class="link-button"
                      title={text().table.sort(name())}
                      onClick={() => setSort(key)}
                    >
                      {name()}
                    </button>
                  </th>
                )}
              </For>
              <th scope="col">{text().table.why}</th>
            </tr>
          </thead>
          <tbody>
            <Index each={rows()}>
              {(row) => (
                <tr classList={{ selected: app.selection().robot === row().robot }}>
                  <th scope="row">
                    <button
                      type="button"
                      class="link-button"
                      title={text().table.follow(robotName(app.view().facts, row().robot))}
                      aria-label={text().table.follow(robotName(app.view().facts, row().robot))}
                      onClick={() => {
                        app.stage()?.select(row().robot);
                        app.stage()?.follow("on");
                      }}
                    >
                      {robotName(app.view().facts, row().robot)}
                    </button>
                  </th>
                  <td>{text().robot.activity[row().activity]}</td>
                  <td>{chargeText(row().battery)}</td>
                  <td>
                    {live() === undefined
                      ? row().pod >= 0
                        ? row().pod
                        : text().robot.noPod
                      : row().pod >= 0
                        ? text().robot.carries
                        : text().robot.carriesNothing}
                  </td>
                  <td>{why(row().robot)}</td>
                </tr>
              )}
            </Index>
          </tbody>
        </table>
        <p class="note">{text().table.shown(formatNumber(rows().length), formatNumber(robots()))}</p>
      </Show>
    </section>
  );
}
