// Things with names (devices, processes) as rows that can be sorted by any column.
import { isNumber } from "../data/source.ts";
import type { Cell, Track } from "../data/track.ts";
import { format, rateUnit } from "../data/units.ts";
import { type Frame, frame, make, type Panel, type PanelHome, say } from "./panel.ts";
import { type ColumnSpec, fieldsOf, type TableSpec } from "./spec.ts";

type Shown = string | number | null;

export class TablePanel implements Panel {
  readonly element: HTMLElement;
  readonly fields: readonly string[];
  private readonly rows: HTMLTableRowElement[] = [];
  private readonly tableBody = make("tbody", "");
  private readonly heads: HTMLTableCellElement[];
  private readonly none = make("p", "none", "Nothing is listed now.");
  private sort: { column: number; isFalling: boolean } | null;

  constructor(private readonly spec: TableSpec, private readonly home: PanelHome) {
    const parts = frame(spec.title, "table", spec.isWide === true);
    this.element = parts.element;
    this.fields = fieldsOf(spec);
    this.sort = spec.sort === undefined ? null : { column: spec.sort, isFalling: true };
    this.heads = spec.columns.map((column, index) => this.heading(column, index));
    const table = make("table", ""), head = make("thead", ""), headRow = make("tr", "");
    headRow.append(...this.heads);
    head.append(headRow);
    table.append(head, this.tableBody);
    // Narrow screens scroll the table, never the page.
    const scroll = make("div", "scroll");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", spec.title);
    scroll.append(table);
    parts.body.append(scroll, this.none);
    this.showSort();
  }

  draw(frame: Frame): void { this.read(frame); }

  read(frame: Frame): void {
    const track = this.home.model.laneOf(this.fields[0]!).track;
    const row = frame.cursorMs === null ? track.length - 1 : track.rowAt(frame.cursorMs);
    const columns = this.spec.columns.map((column) => cells(track, column, row));
    const length = Math.max(0, ...columns.map((column) => column.length));
    // A place without a name, or without any value, is empty.
    let places = Array.from({ length }, (_, index) => index).filter((index) => this.isTaken(columns, index));
    if (this.sort) places = this.sorted(places, columns[this.sort.column]!, this.sort.isFalling);
    while (this.rows.length < places.length) this.addRow();
    this.rows.forEach((element, index) => {
      const place = places[index];
      element.hidden = place === undefined;
      if (place !== undefined)
        this.spec.columns.forEach((column, at) => say(element.cells[at]!, text(column, columns[at]![place])));
    });
    this.none.hidden = places.length > 0;
  }

  private isTaken(columns: Shown[][], index: number): boolean {
    const name = this.spec.columns.findIndex((column) => column.isText);
    if (name >= 0) return (columns[name]![index] ?? "") !== "";
    return columns.some((column) => column[index] !== null && column[index] !== undefined);
  }

  private sorted(places: number[], by: Shown[], isFalling: boolean): number[] {
    const sign = isFalling ? -1 : 1;
    return [...places].sort((a, b) => {
      const one = by[a] ?? null, other = by[b] ?? null;
      if (one === null || other === null) return Number(one === null) - Number(other === null);
      if (typeof one === "number" && typeof other === "number") return sign * (one - other);
      return sign * String(one).localeCompare(String(other));
    });
  }

  private heading(column: ColumnSpec, index: number): HTMLTableCellElement {
    const cell = make("th", column.isText ? "text" : "");
    cell.scope = "col";
    const button = make("button", "", column.title);
    button.type = "button";
    button.addEventListener("click", () => {
      const isFalling = this.sort?.column === index ? !this.sort.isFalling : !column.isText;
      this.sort = { column: index, isFalling };
      this.showSort();
      this.home.redraw();
    });
    cell.append(button);
    return cell;
  }

  private showSort(): void {
    this.heads.forEach((head, index) => {
      if (this.sort?.column === index) head.setAttribute("aria-sort", this.sort.isFalling ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  }

  private addRow(): void {
    const row = make("tr", "");
    for (const column of this.spec.columns) row.append(make("td", column.isText ? "text" : ""));
    this.tableBody.append(row);
    this.rows.push(row);
  }
}

function cells(track: Track, column: ColumnSpec, row: number): Shown[] {
  const now = track.column(column.field)[row];
  if (!Array.isArray(now)) return [];
  if (column.isText) return now.map((cell) => String(cell ?? ""));
  if (!column.isRate) return now.map((cell) => isNumber(cell as Cell) ? cell as number : null);
  const before = track.gaps[row] ? null : track.column(column.field)[row - 1];
  const seconds = (track.times[row]! - (track.times[row - 1] ?? NaN)) / 1000;
  return now.map((cell, index) => {
    const old = Array.isArray(before) ? before[index] : null;
    return isNumber(cell as Cell) && isNumber(old as Cell) && seconds > 0 && (cell as number) >= (old as number)
      ? ((cell as number) - (old as number)) / seconds : null;
  });
}

function text(column: ColumnSpec, value: Shown | undefined): string {
  if (typeof value === "string") return value;
  if (column.isPlain) return value === null || value === undefined ? "n/a" : String(value);
  return format(value, column.isRate ? rateUnit(column.unit) : column.unit);
}
