// Gives a chart away as PNG, SVG or CSV.
import type { JSX } from "solid-js";
import { text } from "../i18n/index.ts";
import { saveBlob, saveText } from "../panels/download.ts";
import type { ChartContent } from "./export-chart.ts";

export interface ChartMenuProps {
  readonly content: () => ChartContent;
  readonly picture: () => HTMLCanvasElement | null;
  /** Colour behind the picture. */
  readonly ground: string;
}

export function ChartMenu(props: ChartMenuProps): JSX.Element {
  const save = async (kind: string) => {
    const content = props.content();
    const name = fileName(content.title);
    if (kind === "png") {
      const blob = await pictureOf(props.picture(), props.ground);
      if (blob !== null) saveBlob(`${name}.png`, blob);
      return;
    }
    const { chartCsv, chartSvg } = await import("./export-chart.ts");
    if (kind === "csv") saveText(`${name}.csv`, "text/csv", chartCsv(content));
    else saveText(`${name}.svg`, "image/svg+xml", chartSvg(content));
  };
  return (
    <select
      class="chart-menu"
      aria-label={text().chart.save}
      title={text().chart.save}
      onChange={(event) => {
        const kind = event.currentTarget.value;
        event.currentTarget.value = "";
        void save(kind);
      }}
    >
      <option value="">⤓</option>
      <option value="png">PNG</option>
      <option value="svg">SVG</option>
      <option value="csv">CSV</option>
    </select>
  );
}

/** The chart's own canvas on a ground, since its own is transparent. */
function pictureOf(canvas: HTMLCanvasElement | null, ground: string): Promise<Blob | null> {
  if (canvas === null) return Promise.resolve(null);
  const copy = document.createElement("canvas");
  copy.width = canvas.width;
  copy.height = canvas.height;
  const pen = copy.getContext("2d");
  if (pen === null) return Promise.resolve(null);
  pen.fillStyle = ground;
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(canvas, 0, 0);
  return new Promise((resolve) => copy.toBlob(resolve));
}

function fileName(title: string): string {
  return (
    title
      .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
      .replaceAll(/^-|-$/g, "")
      .toLowerCase() || "chart"
  );
}
