// What a topic says in words.
import { type Frame, frame, make, type Panel, type PanelHome, say } from "./panel.ts";
import type { TextSpec } from "./spec.ts";

export class TextPanel implements Panel {
  readonly element: HTMLElement;
  readonly fields: readonly string[];
  private readonly values: HTMLElement[];

  constructor(spec: TextSpec, private readonly home: PanelHome) {
    const parts = frame(spec.title, "texts", false);
    this.element = parts.element;
    this.fields = spec.fields;
    const list = make("dl", "");
    this.values = spec.fields.map((field) => {
      const value = make("dd", "");
      list.append(make("dt", "", field), value);
      return value;
    });
    parts.body.append(list);
  }

  draw(frame: Frame): void { this.read(frame); }

  read(frame: Frame): void {
    this.fields.forEach((field, index) => {
      const track = this.home.model.laneOf(field).track;
      const row = frame.cursorMs === null ? track.length - 1 : track.rowAt(frame.cursorMs);
      const cell = track.column(field)[row];
      const text = Array.isArray(cell) ? cell.filter((one) => one !== "").join(", ") : String(cell ?? "n/a");
      say(this.values[index]!, text);
    });
  }
}
