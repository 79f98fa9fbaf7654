// The lines of a graph by name, with their values at the instant that is read. Each can be switched off.
import { make, say } from "./panel.ts";
import { dash } from "./palette.ts";

const svg = "http://www.w3.org/2000/svg";

export interface LegendEntry {
  readonly label: string;
  readonly colour: string;
  readonly isArea: boolean;
}

export class Legend {
  readonly element = make("ul", "legend");
  private readonly items: { item: HTMLElement; button: HTMLElement; label: HTMLElement; value: HTMLElement }[];
  private readonly hidden = new Set<number>();

  constructor(entries: readonly LegendEntry[], private readonly onChange: () => void) {
    this.items = entries.map((entry, index) => this.add(entry, index));
  }

  isHidden(index: number): boolean { return this.hidden.has(index); }

  label(index: number, text: string): void { say(this.items[index]!.label, text); }

  value(index: number, text: string): void { say(this.items[index]!.value, text); }

  /** What this system does not offer is not listed. */
  offer(index: number, isOffered: boolean): void {
    const { item } = this.items[index]!;
    if (item.hidden === isOffered) item.hidden = !isOffered;
  }

  private add(entry: LegendEntry, index: number): Legend["items"][number] {
    const item = make("li", ""), button = make("button", "");
    button.type = "button";
    button.setAttribute("aria-pressed", "true");
    const label = make("span", "label", entry.label), value = make("span", "value");
    button.append(marker(entry, index), label, value);
    button.addEventListener("click", () => this.toggle(index));
    item.append(button);
    this.element.append(item);
    return { item, button, label, value };
  }

  private toggle(index: number): void {
    if (!this.hidden.delete(index)) this.hidden.add(index);
    this.items[index]!.button.setAttribute("aria-pressed", String(!this.hidden.has(index)));
    this.onChange();
  }
}

/** The line as it is drawn: its colour, its dashes, and whether the area below belongs to it. */
function marker(entry: LegendEntry, index: number): SVGElement {
  const picture = document.createElementNS(svg, "svg");
  for (const [name, value] of Object.entries({ class: "marker", viewBox: "0 0 20 10", "aria-hidden": "true" }))
    picture.setAttribute(name, value);
  const line = document.createElementNS(svg, entry.isArea ? "rect" : "path");
  const shape: Record<string, string> = entry.isArea
    ? { x: "1", y: "1", width: "18", height: "8", rx: "2", "fill-opacity": "0.55" }
    : { d: "M0 5h20", "stroke-width": "2.5", "stroke-dasharray": dash(index).join(" "), fill: "none" };
  for (const [name, value] of Object.entries(shape)) line.setAttribute(name, value);
  picture.append(line);
  picture.style.color = `var(${entry.colour})`;
  return picture;
}
