// One row per element of an array, time to the right, the value as colour: two processors or 512.
import type uPlot from "uplot";
import type { Cell } from "../data/track.ts";
import { isNumber } from "../data/source.ts";
import { format } from "../data/units.ts";
import { Legend } from "./legend.ts";
import { heatColours } from "./palette.ts";
import { type Frame, frame, make, type Panel, type PanelHome, say } from "./panel.ts";
import type { HeatSpec } from "./spec.ts";
import { TimePlot, yAxis } from "./timeplot.ts";

/** More rows than this have the whole width. */
const manyRows = 64;
const hasRoom = matchMedia("(min-width: 2300px)").matches;
const rowHeight = 16, leastHeight = hasRoom ? 270 : 190, mostHeight = 420, around = 32;

export class HeatPanel implements Panel {
  readonly element: HTMLElement;
  readonly fields: readonly string[];
  private readonly body: HTMLElement;
  private readonly headline: HTMLElement;
  private readonly legend: Legend;
  private readonly image = document.createElement("canvas");
  private time: TimePlot | null = null;
  private colours: Uint32Array | null = null;
  private frame: Frame = { from: 0, to: 1, cursorMs: null };
  private end: number;
  /** The row under the pointer. */
  private pointed: number | null = null;

  constructor(private readonly spec: HeatSpec, private readonly home: PanelHome) {
    const parts = frame(spec.title, "heat", spec.length > manyRows);
    ({ element: this.element, body: this.body, headline: this.headline } = parts);
    this.fields = [spec.field];
    this.end = spec.end ?? 0;
    const entries = ["least", "mean", "most"].map((label) => ({ label, colour: "--soft", isArea: false }));
    this.legend = new Legend(entries, () => {});
    const bar = make("span", "heat-bar");
    bar.setAttribute("role", "img");
    bar.setAttribute("aria-label", "Colours from cold to hot");
    parts.head.append(bar);
    this.element.append(this.legend.element);
  }

  draw(frame: Frame): void {
    this.frame = frame;
    this.time ??= this.make();
    if (this.spec.end === undefined) this.end = this.largest();
    this.time.draw([[frame.from / 1000, frame.to / 1000], [null, null]], frame.from, frame.to, 0, this.spec.length);
    this.read(frame);
  }

  read(frame: Frame): void {
    this.frame = frame;
    this.time?.point(frame.cursorMs);
    const cell = this.cellAt(frame.cursorMs);
    const values = Array.isArray(cell) ? (cell as unknown[]).filter((v): v is number => isNumber(v as Cell)) : [];
    const mean = values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
    [values.length === 0 ? null : Math.min(...values), mean, values.length === 0 ? null : Math.max(...values)]
      .forEach((value, index) => this.legend.value(index, format(value, this.spec.unit)));
    const at = this.pointed === null || !Array.isArray(cell) ? null : cell[this.pointed];
    const value = format(isNumber(at) ? at : null, this.spec.unit);
    say(this.headline, this.pointed === null ? "" : `${this.spec.word} ${this.pointed}: ${value}`);
  }

  recolour(): void {
    this.colours = null;
    this.time?.plot.redraw(false);
  }

  private track() { return this.home.model.laneOf(this.spec.field).track; }

  private cellAt(cursorMs: number | null): Cell | null {
    const track = this.track();
    return track.column(this.spec.field)[cursorMs === null ? track.length - 1 : track.rowAt(cursorMs)] ?? null;
  }

  private make(): TimePlot {
    const { length } = this.spec;
    const time = new TimePlot(this.body, this.home.view, {
      height: Math.min(mostHeight, Math.max(leastHeight, length * rowHeight + around)),
      series: [{ points: { show: false } }],
      hasTimeGrid: false,
      yScale: { auto: false, dir: -1 },
      yAxis: yAxis({
        grid: { show: false },
        splits: () => rowLabels(length).map((row) => row + 0.5),
        values: (_, splits) => splits.map((split) => String(Math.floor(split))),
      }),
      hooks: { drawClear: [(plot) => this.paint(plot)] },
    }, () => this.home.redraw());
    time.plot.over.addEventListener("mousemove", (event) => {
      this.pointed = Math.min(length - 1, Math.max(0, Math.floor(time.plot.posToVal(event.offsetY, "y"))));
      this.read(this.frame);
    });
    time.plot.over.addEventListener("mouseleave", () => { this.pointed = null; this.read(this.frame); });
    return time;
  }

  /** A column of pixels per column of the screen, a pixel per row; the browser makes the rows as high as they are. */
  private paint(plot: uPlot): void {
    const { left, top, width, height } = plot.bbox;
    const columns = Math.max(1, Math.floor(width / devicePixelRatio)), rows = this.spec.length;
    const context = this.image.getContext("2d");
    if (!context || rows === 0) return;
    [this.image.width, this.image.height] = [columns, rows];
    const pixels = context.createImageData(columns, rows);
    this.fill(new Uint32Array(pixels.data.buffer), columns);
    context.putImageData(pixels, 0, 0);
    plot.ctx.imageSmoothingEnabled = false;
    plot.ctx.drawImage(this.image, left, top, width, height);
  }

  private fill(pixels: Uint32Array, columns: number): void {
    const track = this.track(), cells = track.column(this.spec.field), { from, to } = this.frame;
    const colours = this.colours ??= heatColours();
    for (let column = 0; column < columns; column++) {
      const cell = cells[track.rowAt(from + (column + 0.5) / columns * (to - from))];
      if (!Array.isArray(cell)) continue; // nothing was seen then: the ground stays bare
      for (let row = 0; row < cell.length; row++) {
        const value = cell[row] as Cell;
        if (!isNumber(value)) continue;
        const heat = this.end > 0 ? Math.min(1, Math.max(0, value / this.end)) : 0;
        pixels[row * columns + column] = colours[Math.round(heat * 255)]!;
      }
    }
  }

  private largest(): number {
    let largest = 0;
    for (const cell of this.track().column(this.spec.field)) {
      if (!Array.isArray(cell)) continue;
      for (const value of cell as Cell[]) if (isNumber(value)) largest = Math.max(largest, value);
    }
    return largest;
  }
}

/** Which rows have their number beside them: all of a few, some of many. */
function rowLabels(length: number): number[] {
  const step = 2 ** Math.max(0, Math.ceil(Math.log2(length / 16)));
  return Array.from({ length: Math.ceil(length / step) }, (_, index) => index * step);
}
