// KPIs of both strategies at the shown time, with their difference and which one is ahead on this seed.
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import type { KpiDefinition } from "../../../scenarios/index.ts";
import { localized, text } from "../i18n/index.ts";
import type { AppState } from "../state/app-state.ts";
import { differenceOf, formatKpi, verdictOf } from "./kpi-format.ts";
import { mainKpis } from "./main-kpis.ts";

interface Row {
  readonly kpi: KpiDefinition;
  /** The first of its group when all are shown: the group's heading stands above it. */
  readonly begins: boolean;
}

export function KpiPanel(props: { readonly app: AppState; readonly onStudy: () => void }): JSX.Element {
  const { view, catalog } = props.app;
  const [all, setAll] = createSignal(false);
  const rows = createMemo((): readonly Row[] => {
    const known = catalog()?.kpis ?? [];
    const sorts = () =>
      view().panes.some(({ report }) => Number.isFinite(report?.parcelsPerRobotHour ?? Number.NaN));
    if (all()) {
      const shown = known.filter(({ group }) => group.id !== "sorting" || sorts());
      return shown.map((kpi, index) => ({ kpi, begins: kpi.group.id !== shown[index - 1]?.group.id }));
    }
    return mainKpis.flatMap((id) =>
      known.filter((kpi) => kpi.id === id).map((kpi) => ({ kpi, begins: false })),
    );
  });
  const compared = () => view().panes.length === 2;
  const columns = () => view().panes.length + (compared() ? 2 : 1);
  /** Of three and more each difference to A stands below its value. */
  const many = () => view().panes.length > 2;
  const reportOf = (index: number) => view().panes[index]?.report ?? null;
  const anything = () => (reportOf(0)?.simulatedSeconds ?? 0) > 0;

  return (
    <section class="kpis" aria-label={text().kpi.title}>
      <h2>{text().kpi.title}</h2>
      <Show when={anything()} fallback={<p class="note">{text().kpi.warmingUp}</p>}>
        <table id="kpis" classList={{ many: many() }}>
          <thead>
            <tr>
              <th scope="col">{text().kpi.name}</th>
              <For each={view().panes}>
                {(pane) => (
                  <th scope="col" title={pane.strategy}>
                    <b class={`badge badge-${pane.name.toLowerCase()}`}>{pane.name}</b>
                  </th>
                )}
              </For>
              <Show when={compared()}>
                <th scope="col">{text().kpi.difference}</th>
              </Show>
            </tr>
          </thead>
          <tbody>
            <For each={rows()}>
              {({ kpi, begins }) => {
                const a = () => reportOf(0)?.[kpi.id] ?? Number.NaN;
                const b = () => reportOf(1)?.[kpi.id] ?? Number.NaN;
                const verdict = () => verdictOf(kpi, a(), b());
                const more = () => view().panes.slice(1).keys();
                const numberOf = (index: number) => reportOf(index)?.[kpi.id] ?? Number.NaN;
                return (
                  <>
                    <Show when={begins}>
                      <tr class="kpi-group">
                        <th scope="rowgroup" colSpan={columns()}>
                          {localized(kpi.group.label)}
                        </th>
                      </tr>
                    </Show>
                    <tr data-kpi={kpi.id}>
                      <th scope="row" title={localized(kpi.description)}>
                        {localized(kpi.label)}
                      </th>
                      <td>{formatKpi(kpi, a())}</td>
                      <Show when={many()}>
                        <For each={[...more()]}>
                          {(offset) => (
                            <td>
                              {formatKpi(kpi, numberOf(offset + 1))}
                              <Difference kpi={kpi} a={a()} b={numberOf(offset + 1)} />
                            </td>
                          )}
                        </For>
                      </Show>
                      <Show when={compared()}>
                        <td>{formatKpi(kpi, b())}</td>
                        <td class={`difference ${verdict()}`}>
                          {differenceOf(kpi, a(), b())}
                          <span
                            class="verdict"
                            title={verdict() === "even" ? "" : text().kpi[verdict() as "better"]}
                          >
                            {verdict() === "better" ? "▲" : verdict() === "worse" ? "▽" : ""}
                          </span>
                        </td>
                      </Show>
                    </tr>
                  </>
                );
              }}
            </For>
          </tbody>
        </table>
        <button type="button" class="link-button" aria-expanded={all()} onClick={() => setAll(!all())}>
          {all() ? text().kpi.fewer : text().kpi.all}
        </button>
      </Show>
      <button type="button" id="study-button" class="link-button" onClick={() => props.onStudy()}>
        {text().study.open}
      </button>
    </section>
  );
}

/** Against A, on a line of its own. */
function Difference(props: {
  readonly kpi: KpiDefinition;
  readonly a: number;
  readonly b: number;
}): JSX.Element {
  const verdict = () => verdictOf(props.kpi, props.a, props.b);
  return (
    <small
      class={`difference ${verdict()}`}
      title={verdict() === "even" ? "" : text().kpi[verdict() as "better"]}
    >
      {differenceOf(props.kpi, props.a, props.b)}
      {verdict() === "better" ? " ▲" : verdict() === "worse" ? " ▽" : ""}
    </small>
  );
}
