// The few icons of the page, as inline SVG in the text colour.
import type { JSX } from "solid-js";

const paths = {
  play: "M7 4.5v15l12.5-7.5z",
  pause: "M7 5h3.6v14H7zM13.4 5H17v14h-3.6z",
  stepBack: "M6 5h2.6v14H6zM19 5v14l-8.5-7z",
  stepForward: "M15.4 5H18v14h-2.6zM5 5v14l8.5-7z",
  slower: "M12 5v14L3.5 12zM21 5v14l-8.5-7z",
  faster: "M12 5v14l8.5-7zM3 5v14l8.5-7z",
  plus: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
  minus: "M5 11h14v2H5z",
  fit: "M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4z",
  close: "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6 10.6 12 5 6.4z",
  sun: "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM11 2h2v3h-2zM11 19h2v3h-2zM2 11h3v2H2zM19 11h3v2h-3zM5.6 4.2l2.1 2.1-1.4 1.4-2.1-2.1zM17.7 16.3l2.1 2.1-1.4 1.4-2.1-2.1zM4.2 18.4l2.1-2.1 1.4 1.4-2.1 2.1zM16.3 6.3l2.1-2.1 1.4 1.4-2.1 2.1z",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  setup:
    "M4 6h9v2H4zM17 6h3v2h-3zM13.5 4.5H15v5h-1.5zM4 11h3v2H4zM11 11h9v2h-9zM7.5 9.5H9v5H7.5zM4 16h9v2H4zM17 16h3v2h-3zM13.5 14.5H15v5h-1.5z",
  dice: "M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zm1 2v12h12V6zm3 1.7a1.3 1.3 0 1 1 0 2.6 1.3 1.3 0 0 1 0-2.6zm6 0a1.3 1.3 0 1 1 0 2.6 1.3 1.3 0 0 1 0-2.6zm-3 3a1.3 1.3 0 1 1 0 2.6 1.3 1.3 0 0 1 0-2.6zm-3 3a1.3 1.3 0 1 1 0 2.6 1.3 1.3 0 0 1 0-2.6zm6 0a1.3 1.3 0 1 1 0 2.6 1.3 1.3 0 0 1 0-2.6z",
  heat: "M3 3h5v5H3zM10 3h5v5h-5zM17 3h4v5h-4zM3 10h5v5H3zM17 10h4v5h-4zM3 17h5v4H3zM10 17h5v4h-5zM17 17h4v4h-4zM11.5 11.5h2v2h-2z",
  flow: "M3 6h9V3l6 4.5-6 4.5V9H3zM21 15h-9v-3l-6 4.5 6 4.5v-3h9z",
  numbers:
    "M9 3h2l-.6 5h4L15 3h2l-.6 5H20v2h-3.8l-.5 4H19v2h-3.6l-.6 5h-2l.6-5h-4l-.6 5h-2l.6-5H4v-2h3.7l.5-4H5V8h3.4zm1.2 7-.5 4h4l.5-4z",
  record: "M12 5a7 7 0 1 1 0 14 7 7 0 0 1 0-14zm0 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8z",
  stop: "M6 6h12v12H6z",
  film: "M3 5h18v14H3zM5 7v2h2V7zM5 11v2h2v-2zM5 15v2h2v-2zM17 7v2h2V7zM17 11v2h2v-2zM17 15v2h2v-2zM9 7v10h6V7z",
  bolt: "M13 2 4 14h6l-1 8 9-12h-6z",
} as const;

export function Icon(props: { readonly name: keyof typeof paths }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[props.name]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}
