// The keyboard of the page. Keys typed into a field stay there.
import type { WatchState } from "./watch-state.ts";

export interface KeyActs {
  help(): void;
  focus?(): void;
  theme(): void;
  escape(): void;
  /** Opens the form of what can happen. */
  act?(): void;
  study?(): void;
  /** Back to now, where there is a now. */
  now?(): void;
}

const zoomStep = 1.35;
const shiftSteps = 10;

/** Listens until the returned function is called. */
export function listenForKeys(target: Window, app: WatchState, acts: KeyActs): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typedIntoField(event)) return;
    if (!act(event, app, acts)) return;
    event.preventDefault();
  };
  target.addEventListener("keydown", press);
  return () => target.removeEventListener("keydown", press);
}

function act(event: KeyboardEvent, app: WatchState, acts: KeyActs): boolean {
  const steps = event.shiftKey ? shiftSteps : 1;
  switch (event.key) {
    case " ":
      app.togglePlay();
      return true;
    case "ArrowLeft":
      app.stepBy(-steps);
      return true;
    case "ArrowRight":
      app.stepBy(steps);
      return true;
    case "[":
      app.changeSpeed(-1);
      return true;
    case "]":
      app.changeSpeed(1);
      return true;
    case "+":
    case "=":
      zoom(app, zoomStep);
      return true;
    case "-":
      zoom(app, 1 / zoomStep);
      return true;
    case "0":
      document
        .querySelectorAll<HTMLElement>(".pane-slot:not([hidden]) .zoom-buttons button:last-child")[0]
        ?.click();
      return true;
    case "n":
    case "N":
      app.selectNext(event.shiftKey ? -1 : 1);
      return true;
    case "h":
      app.toggleLayer("heat");
      return true;
    case "v":
      app.toggleLayer("flow");
      return true;
    case "i":
      app.toggleLayer("numbers");
      return true;
    case "x":
      acts.act?.();
      return true;
    case "m":
      acts.study?.();
      return true;
    case "/":
      document.querySelector<HTMLElement>("#search")?.focus();
      return true;
    case "f":
      app.stage()?.follow(app.selection().following ? "off" : "on");
      return true;
    case "c":
      acts.focus?.();
      return true;
    case "l":
      app.toggleLanguage();
      return true;
    case "g":
      acts.now?.();
      return acts.now !== undefined;
    case "t":
      acts.theme();
      return true;
    case "?":
      acts.help();
      return true;
    case "Escape":
      app.stage()?.select(-1);
      acts.escape();
      return true;
    default:
      return false;
  }
}

/** Zooms about the middle of the view, which the camera names itself. */
function zoom(app: WatchState, factor: number): void {
  app.stage()?.zoom(factor, 0, 0, { width: 0, height: 0 });
}

function typedIntoField(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  // A dialog has the keyboard for itself, also when nothing in it has the focus.
  if (document.querySelector("dialog[open]") !== null) return event.key !== "?";
  const key = event.key;
  if (target instanceof HTMLInputElement && target.type === "range") return key.startsWith("Arrow");
  if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLButtonElement && key === " ";
}
