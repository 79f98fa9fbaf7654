// What the keyboard does, and the table of it.
import { make } from "../panels/panel.ts";

export interface Key {
  /** As people call it. */
  readonly names: readonly string[];
  readonly does: string;
  /** `KeyboardEvent.key`, with `Shift+` in front where it matters. */
  readonly keys: readonly string[];
  readonly act: (key: string) => void;
}

/** Elements that use these keys themselves. */
const ownKeys = "input, select, textarea, dialog";

export function listenToKeys(keys: readonly Key[]): void {
  document.addEventListener("keydown", (event) => {
    const target = event.target as Element;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest(ownKeys)) return;
    if (event.key === " " && target.closest("button, summary, a")) return; // space presses what has the focus
    const pressed = event.shiftKey && event.key.startsWith("Arrow") ? `Shift+${event.key}` : event.key;
    const key = keys.find((one) => one.keys.includes(pressed));
    if (!key) return;
    event.preventDefault();
    key.act(pressed);
  });
}

export function listKeys(keys: readonly Key[], table: HTMLElement): void {
  for (const key of keys) {
    const row = make("tr", ""), names = make("th", "");
    names.scope = "row";
    key.names.forEach((name) => names.append(make("kbd", "", name)));
    row.append(names, make("td", "", key.does));
    table.append(row);
  }
}
