// One topic of the page: its heading with the state of its publisher, its panels, and all its fields.
import type { TopicModel } from "../data/model.ts";
import { formatInterval } from "../data/units.ts";
import { GraphPanel } from "../panels/graph.ts";
import { HeatPanel } from "../panels/heat.ts";
import { type Frame, make, type Panel, type PanelHome, say } from "../panels/panel.ts";
import type { Arrangement, PanelSpec } from "../panels/spec.ts";
import { TablePanel } from "../panels/table.ts";
import { TextPanel } from "../panels/texts.ts";
import { ValueList } from "../panels/values.ts";
import { stateSentence, stateWord } from "./words.ts";

export class Section {
  readonly element = make("section", "topic");
  readonly panels: readonly Panel[];
  readonly values: ValueList;
  private readonly state = make("span", "state");
  private readonly number = make("span", "number");
  private readonly publisher = make("span", "publisher");
  private readonly interval = make("button", "interval");

  constructor(readonly model: TopicModel, arrangement: Arrangement, home: PanelHome, id: string,
    onWant: () => void, onInterval: () => void) {
    this.element.id = id;
    const heading = make("h2", "", arrangement.title);
    heading.id = `${id}-title`;
    this.element.setAttribute("aria-labelledby", heading.id);
    this.element.dataset["topic"] = model.name;
    this.interval.type = "button";
    this.interval.title = "Change the interval";
    this.interval.addEventListener("click", onInterval);
    const head = make("header", "topic-head");
    head.append(heading);
    if (arrangement.title !== model.name) head.append(make("code", "", model.name));
    head.append(this.state, this.publisher, this.interval, this.number);
    this.panels = arrangement.panels.map((spec) => panel(spec, home));
    this.values = new ValueList(model, onWant);
    const grid = make("div", "panels");
    grid.append(...this.panels.map((one) => one.element));
    this.element.append(head, grid, this.values.element);
  }

  /** Whether it says what it should about the publisher's state. */
  get isShown(): boolean { return this.element.dataset["state"] === stateWord(this.model); }

  /** The heading; panels are drawn apart, and only those in view. */
  show(ageSeconds: number | null, frame: Frame): void {
    const { model } = this, word = stateWord(model);
    if (this.element.dataset["state"] !== word) this.element.dataset["state"] = word;
    this.element.classList.toggle("old", model.isOld);
    say(this.state, stateSentence(model, ageSeconds));
    say(this.publisher, `${model.publisher.program} ${model.publisher.pid}`);
    const interval = formatInterval(model.intervalSeconds);
    say(this.interval, interval === "" ? "no interval" : `every ${interval}`);
    const number = this.shownNumber(frame), lost = model.lost > 0 ? ` · ${model.lost} lost here` : "";
    say(this.number, (number === null ? "" : `sample ${number}`) + lost);
    this.values.show();
  }

  /** The number of the sample whose values are shown. */
  private shownNumber(frame: Frame): number | null {
    if (frame.cursorMs === null) return this.model.latestNumber;
    const { track } = this.model.narrow, row = track.rowAt(frame.cursorMs);
    return row < 0 ? null : track.numbers[row]!;
  }
}

function panel(spec: PanelSpec, home: PanelHome): Panel {
  switch (spec.kind) {
    case "graph": return new GraphPanel(spec, home);
    case "heat": return new HeatPanel(spec, home);
    case "table": return new TablePanel(spec, home);
    default: return new TextPanel(spec, home);
  }
}
