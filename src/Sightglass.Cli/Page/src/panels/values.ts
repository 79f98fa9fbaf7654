// Every field of a topic with its newest value: folded away, and asked for only while it is unfolded.
import type { TopicModel } from "../data/model.ts";
import { isNumber } from "../data/source.ts";
import type { Cell } from "../data/track.ts";
import { format } from "../data/units.ts";
import { make, say } from "./panel.ts";

const mostElements = 16;

export class ValueList {
  readonly element = make("details", "values");
  private readonly cells = new Map<string, HTMLElement>();

  constructor(private readonly model: TopicModel, onUnfold: () => void) {
    this.element.append(make("summary", "", `All ${model.fields.size} fields`));
    this.element.addEventListener("toggle", () => {
      if (!this.element.open) return;
      this.build();
      onUnfold();
    });
  }

  get isOpen(): boolean { return this.element.open; }

  show(): void {
    if (!this.isOpen) return;
    for (const [field, cell] of this.cells)
      say(cell, words(this.model.latest.get(field), this.model.fields.get(field)!.unit));
  }

  private build(): void {
    if (this.cells.size > 0) return;
    const table = make("table", ""), body = make("tbody", ""), scroll = make("div", "scroll");
    for (const field of this.model.fields.values()) {
      const row = make("tr", ""), name = make("th", "text", field.name), value = make("td", "");
      name.scope = "row";
      value.dataset["field"] = field.name;
      row.append(name, value, make("td", "text kind", field.kind), make("td", "text about", field.description));
      body.append(row);
      this.cells.set(field.name, value);
    }
    table.append(body);
    scroll.append(table);
    this.element.append(scroll);
  }
}

function words(cell: Cell | null | undefined, unit: string): string {
  if (!Array.isArray(cell)) return typeof cell === "string" ? cell : format(isNumber(cell) ? cell : null, unit);
  const shown = (cell as Cell[]).slice(0, mostElements).map((one) => words(one, unit)).join("  ");
  return cell.length > mostElements ? `${shown}  … ${cell.length}` : shown;
}
