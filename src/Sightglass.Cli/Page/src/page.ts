// Starts the page, and joins its buttons and keys to it.
import { Dashboard } from "./dashboard.ts";
import { isNumber } from "./data/source.ts";
import { format } from "./data/units.ts";
import { type Key, listenToKeys, listKeys } from "./frame/keys.ts";
import { ThemeSwitch } from "./frame/theme.ts";
import type { RangeName } from "./frame/view.ts";
import { say } from "./panels/panel.ts";
import { clockText } from "./panels/timeplot.ts";

const find = <T extends HTMLElement = HTMLElement>(id: string): T => document.getElementById(id) as T;
const rangeButtons = [...document.querySelectorAll<HTMLButtonElement>("[data-range]")];
const help = find<HTMLDialogElement>("help-dialog");

const dashboard = new Dashboard(find("overview"), find("topics"), showBar);
const { view } = dashboard;
const theme = new ThemeSwitch(find("theme"), () => dashboard.recolour());

const keys: Key[] = [
  { names: ["space"], keys: [" "], does: "pause and go on", act: () => view.pause(!view.isPaused) },
  { names: ["←", "→"], keys: ["ArrowLeft", "ArrowRight"], does: "read an earlier or later instant on all graphs",
    act: (key) => view.step(key === "ArrowLeft" ? -0.01 : 0.01) },
  { names: ["shift ←", "shift →"], keys: ["Shift+ArrowLeft", "Shift+ArrowRight"], does: "move through time",
    act: (key) => view.pan(key === "Shift+ArrowLeft" ? -0.2 : 0.2) },
  { names: ["+", "−"], keys: ["+", "=", "-"], does: "zoom in and out",
    act: (key) => view.zoom(key === "-" ? 1.5 : 1 / 1.5, view.cursorMs) },
  { names: ["0", "esc"], keys: ["0", "Escape"], does: "back to live", act: () => view.reset() },
  { names: ["1", "2", "3"], keys: ["1", "2", "3"], does: "5 minutes, 10 minutes, all there is",
    act: (key) => view.choose((["5m", "10m", "all"] as const)[Number(key) - 1]!) },
  { names: ["t"], keys: ["t"], does: "dark or light", act: () => theme.toggle() },
  { names: ["?"], keys: ["?"], does: "these keys", act: () => help.showModal() },
];

listenToKeys(keys);
listKeys(keys, find("help-keys"));
for (const button of rangeButtons)
  button.addEventListener("click", () => view.choose(button.dataset["range"] as RangeName));
find("pause").addEventListener("click", () => view.pause(!view.isPaused));
find("live").addEventListener("click", () => view.reset());
find("help").addEventListener("click", () => help.showModal());
dashboard.start();

function showBar({ info, models, view }: Dashboard): void {
  say(find("host"), info?.host ?? "");
  say(find("instant-label"), view.cursorMs !== null && !view.isPaused ? "at" : view.isPaused ? "paused at" : "now");
  say(find("instant"), clockText(view.cursorMs ?? view.span.to));
  for (const button of rangeButtons)
    button.setAttribute("aria-pressed", String(view.range === button.dataset["range"] && !view.held));
  const pause = find("pause");
  pause.setAttribute("aria-pressed", String(view.isPaused));
  say(pause.querySelector(".words")!, view.isPaused ? "Go on" : "Pause");
  find("live").hidden = view.held === null && !view.isPaused;
  if (view.isPaused) return;
  const busy = models.find((model) => model.name === "system.cpu")?.latest.get("system.cpu.utilization");
  document.title = `${isNumber(busy) ? `${format(busy, "1")} · ` : ""}${info?.host ?? "Sightglass"} · Sightglass`;
}
