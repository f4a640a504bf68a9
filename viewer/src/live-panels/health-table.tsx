// How each robot reports: age and rate of its states, what got lost and what could not be read. Those that trouble come first.
import { createMemo, Index, type JSX, Show } from "solid-js";
import { formatNumber, text } from "../i18n/index.ts";
import { liveText, shortTime } from "../i18n/live-text.ts";
import type { LiveRobot } from "../live/live-feed.ts";
import type { LiveState } from "../state/live-state.ts";
import { ScrollBox } from "./scroll-box.tsx";

const rowsMax = 60;

interface Row {
  readonly name: string;
  readonly link: LiveRobot["connection"];
  readonly age: string;
  readonly rate: string;
  readonly vda: string;
  readonly gaps: string;
  readonly malformed: string;
  readonly fault: string;
}

export function HealthTable(props: { readonly app: LiveState }): JSX.Element {
  const { app } = props;
  const rows = createMemo((): readonly Row[] => {
    app.pulse();
    const words = liveText().health;
    const now = app.now();
    const trouble = ({ connection, health }: LiveRobot) =>
      (connection === "online" ? 0 : 2) + ((health.malformed ?? 0) > 0 ? 1 : 0);
    const count = (value: number | null) => (value === null ? words.notSaid : formatNumber(value));
    return [...app.feed.robots]
      .sort((a, b) => trouble(b) - trouble(a) || a.name.localeCompare(b.name, "en", { numeric: true }))
      .slice(0, rowsMax)
      .map(({ name, connection, vda, health }) => ({
        name,
        link: connection,
        age: health.lastStateMs === null ? words.notSaid : shortTime(now - health.lastStateMs),
        rate: health.statesPerSecond === null ? words.notSaid : formatNumber(health.statesPerSecond, 1),
        vda: vda === "" ? words.notSaid : vda,
        gaps: count(health.gaps),
        malformed: count(health.malformed),
        fault: health.lastFault,
      }));
  });
  return (
    <section class="health" aria-label={liveText().health.title}>
      <h2>{liveText().health.title}</h2>
      <Show
        when={rows().length > 0}
        fallback={<p class="note">{app.isKnown() ? liveText().health.none : liveText().unknown}</p>}
      >
        <ScrollBox label={liveText().health.title}>
          <table id="health-table" class="robot-cells">
            <thead>
              <tr>
                <th scope="col">{liveText().health.robot}</th>
                <th scope="col">{liveText().health.link}</th>
                <th scope="col">{liveText().health.age}</th>
                <th scope="col">{liveText().health.rate}</th>
                <th scope="col">{liveText().health.version}</th>
                <th scope="col" title={liveText().health.gapsHint}>
                  {liveText().health.gaps}
                </th>
                <th scope="col" title={liveText().health.malformedHint}>
                  {liveText().health.malformed}
                </th>
              </tr>
            </thead>
            <tbody>
              <Index each={rows()}>
                {(row) => (
                  <tr data-robot={row().name}>
                    <th scope="row">{row().name}</th>
                    <td class={`link-${row().link}`}>{liveText().health[row().link]}</td>
                    <td>{row().age}</td>
                    <td>{row().rate}</td>
                    <td>{row().vda}</td>
                    <td>{row().gaps}</td>
                    <td title={row().fault}>{row().malformed}</td>
                  </tr>
                )}
              </Index>
            </tbody>
          </table>
        </ScrollBox>
        <Show when={app.feed.robots.length > rowsMax}>
          <p class="note">
            {text().table.shown(formatNumber(rows().length), formatNumber(app.feed.robots.length))}
          </p>
        </Show>
      </Show>
    </section>
  );
}
