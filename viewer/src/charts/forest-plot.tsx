// Paired differences as a forest plot: for each KPI the mean with its 95 % interval and a dot for every seed; a dot opens
// that seed's run. Grey where the interval includes 0.
import { For, type JSX, Show } from "solid-js";
import type { KpiDefinition, PairedKpi } from "../../../scenarios/index.ts";
import { localized, text } from "../i18n/index.ts";
import { formatShare } from "../panels/kpi-format.ts";

const width = 420;
const rowHeight = 22;
const dotSpread = 4;
/** The axis reaches as far as the widest interval, within these shares. */
const reachMin = 0.02;
const reachMax = 1;

export interface ForestRow {
  readonly kpi: KpiDefinition;
  readonly pair: PairedKpi;
}

export interface ForestPlotProps {
  readonly rows: readonly ForestRow[];
  readonly seeds: readonly number[];
  /** Name of the strategy that differences are against. */
  readonly base: string;
  /** Address of a seed's run, and what a plain press does. */
  readonly addressOf: (seed: number) => string;
  readonly onSeed: (seed: number) => void;
}

export function ForestPlot(props: ForestPlotProps): JSX.Element {
  const reach = () => {
    const ends = props.rows.flatMap(({ pair }) => [Math.abs(pair.relativeLow), Math.abs(pair.relativeHigh)]);
    const widest = Math.max(reachMin, ...ends.filter(Number.isFinite));
    return Math.min(reachMax, widest * 1.15);
  };
  const x = (share: number) => ((Math.max(-reach(), Math.min(reach(), share)) / reach() + 1) / 2) * width;
  return (
    <table class="forest">
      <thead>
        <tr>
          <th scope="col">{text().kpi.name}</th>
          <th scope="col" class="forest-axis">
            <span>−{Math.round(reach() * 100)} %</span>
            <span>0</span>
            <span>+{Math.round(reach() * 100)} %</span>
          </th>
          <th scope="col">{text().study.interval}</th>
          <th scope="col">{text().study.winsHead}</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.rows}>
          {({ kpi, pair }) => (
            <tr data-kpi={kpi.id} class={`forest-${pair.verdict}`}>
              <th scope="row" title={localized(kpi.description)}>
                {localized(kpi.label)}
              </th>
              <td class="forest-picture">
                <svg viewBox={`0 0 ${width} ${rowHeight}`} aria-hidden="true">
                  <line class="zero" x1={x(0)} x2={x(0)} y1="0" y2={rowHeight} />
                  <Show when={Number.isFinite(pair.relative)}>
                    <For each={pair.differences}>
                      {(difference, index) => (
                        <SeedDot
                          seed={props.seeds[index()] ?? 0}
                          share={pair.meanA === 0 ? Number.NaN : difference / Math.abs(pair.meanA)}
                          x={x}
                          y={rowHeight / 2 + ((index() % 3) - 1) * dotSpread}
                          addressOf={props.addressOf}
                          onSeed={props.onSeed}
                        />
                      )}
                    </For>
                    <Show when={Number.isFinite(pair.relativeLow)}>
                      <line
                        class="interval"
                        x1={x(pair.relativeLow)}
                        x2={x(pair.relativeHigh)}
                        y1={rowHeight / 2}
                        y2={rowHeight / 2}
                      />
                    </Show>
                    <rect
                      class="mean"
                      x={x(pair.relative) - 3.5}
                      y={rowHeight / 2 - 3.5}
                      width="7"
                      height="7"
                    />
                  </Show>
                </svg>
              </td>
              <td>
                <b>{formatShare(pair.relative)}</b>{" "}
                <small>
                  [{formatShare(pair.relativeLow)}, {formatShare(pair.relativeHigh)}]
                </small>
                <span class="visually-hidden">{pair.verdict === "open" ? text().study.open95 : ""}</span>
              </td>
              <td>{kpi.better === "neutral" ? "" : `${pair.wins}/${pair.n}`}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

/** For the mouse; the keyboard has a button for each seed below the plot. */
function SeedDot(props: {
  readonly seed: number;
  readonly share: number;
  readonly x: (share: number) => number;
  readonly y: number;
  readonly addressOf: (seed: number) => string;
  readonly onSeed: (seed: number) => void;
}): JSX.Element {
  return (
    <Show when={Number.isFinite(props.share)}>
      {/* The group tells the compiler that the link is one of SVG. */}
      <g>
        <a
          href={props.addressOf(props.seed)}
          tabindex="-1"
          onClick={(event) => {
            event.preventDefault();
            props.onSeed(props.seed);
          }}
        >
          <circle class="seed-dot" data-seed={props.seed} cx={props.x(props.share)} cy={props.y} r="3.2">
            <title>{text().study.openSeed(props.seed, formatShare(props.share))}</title>
          </circle>
        </a>
      </g>
    </Show>
  );
}
