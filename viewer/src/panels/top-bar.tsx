// The top of the page: its name, and language, theme and help.
import type { JSX } from "solid-js";
import { text } from "../i18n/index.ts";
import type { ThemeName } from "../state/app-state.ts";
import { IconButton } from "./icon-button.tsx";

export interface TopBarProps {
  readonly tagline: string;
  readonly theme: ThemeName;
  /** What the drawer at the left holds, on narrow screens. */
  readonly setupLabel: string;
  readonly onSetup: () => void;
  readonly onLanguage: () => void;
  readonly onTheme: () => void;
  readonly onHelp: () => void;
}

export function TopBar(props: TopBarProps): JSX.Element {
  return (
    <header class="top">
      <span class="setup-toggle">
        <IconButton icon="setup" label={props.setupLabel} onPress={() => props.onSetup()} />
      </span>
      <h1>
        <Logo />
        peakfleet
      </h1>
      <p class="tagline">{props.tagline}</p>
      <div class="top-actions">
        <button
          type="button"
          id="language"
          class="chip"
          title={`${text().toLanguage} (L)`}
          aria-label={text().toLanguage}
          onClick={() => props.onLanguage()}
        >
          {text().languageName === "English" ? "中文" : "EN"}
        </button>
        <IconButton
          icon={props.theme === "dark" ? "sun" : "moon"}
          id="theme"
          label={props.theme === "dark" ? text().theme.toLight : text().theme.toDark}
          key="T"
          onPress={() => props.onTheme()}
        />
        <button
          type="button"
          class="chip"
          id="help-button"
          title={`${text().help.open} (?)`}
          aria-label={text().help.open}
          onClick={() => props.onHelp()}
        >
          ?
        </button>
      </div>
    </header>
  );
}

function Logo(): JSX.Element {
  return (
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" class="logo-ground" />
      <path d="M5 23 L11 17 L15 20 L20 8 L24 15 L27 13" class="logo-line" />
      <rect x="17.5" y="5.5" width="5" height="5" rx="1.2" class="logo-mark" />
    </svg>
  );
}
