// What the colours of the heat map mean.
import type { JSX } from "solid-js";
import { heatStops } from "../floor/heat-scale.ts";
import { formatNumber, text } from "../i18n/index.ts";

export function HeatLegend(props: { readonly most: number }): JSX.Element {
  return (
    <p class="heat-legend">
      <i style={{ background: `linear-gradient(90deg, ${heatStops.join(", ")})` }} />
      {props.most > 0 ? text().floor.heatLegend(formatNumber(props.most)) : text().floor.heatEmpty}
    </p>
  );
}
