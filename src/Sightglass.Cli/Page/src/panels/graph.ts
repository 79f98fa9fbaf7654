// Lines, layers or two directions over time.
import type uPlot from "uplot";
import { axisEnd, type Plot, plot } from "../data/plot.ts";
import { isNumber } from "../data/source.ts";
import { format, formatTick, isBinary, scaleFor } from "../data/units.ts";
import { Legend } from "./legend.ts";
import { colour, dash, mixed, translucent } from "./palette.ts";
import { type Frame, frame, type Panel, type PanelHome, say } from "./panel.ts";
import { fieldsOf, type GraphSpec } from "./spec.ts";
import { TimePlot, yAxis } from "./timeplot.ts";

/** Where there is room, graphs are higher; style/panels.css keeps the same room free. */
const hasRoom = matchMedia("(min-width: 2300px)").matches;
const height = hasRoom ? 270 : 190, wideHeight = hasRoom ? 270 : 230;
/** Sums of rounded shares may be a little more than all. */
const rounding = 1.002;
/** Below this an axis would only show noise. */
const leastEnds: Record<string, number> = { "1": 0.01, By: 1024, "By/s": 1024 };

export class GraphPanel implements Panel {
  readonly element: HTMLElement;
  readonly fields: readonly string[];
  private readonly body: HTMLElement;
  private readonly headline: HTMLElement;
  private readonly legend: Legend;
  /** Where a line of the specification is among uPlot's series. */
  private readonly places: number[];
  private time: TimePlot | null = null;
  private shown: Plot = { xs: [], values: [], drawn: [] };

  constructor(private readonly spec: GraphSpec, private readonly home: PanelHome) {
    const parts = frame(spec.title, "graph", spec.isWide === true);
    ({ element: this.element, body: this.body, headline: this.headline } = parts);
    this.fields = fieldsOf(spec);
    const entries = spec.series.map((series) => ({
      label: series.label, colour: series.colour, isArea: spec.form === "stack" && !series.isLine,
    }));
    this.legend = new Legend(entries, () => home.redraw());
    this.element.append(this.legend.element);
    // Layers are drawn from the top down, so that a layer of nothing does not hide the line below it.
    const layers = spec.form === "stack" ? spec.series.filter((series) => !series.isLine).length : 0;
    this.places = spec.series.map((_, index) => index < layers ? layers - index : index + 1);
  }

  draw(frame: Frame): void {
    const { spec } = this, track = this.track();
    this.shown = plot(track, spec.series, spec.form, frame.from, frame.to, (index) => this.legend.isHidden(index));
    this.time ??= new TimePlot(this.body, this.home.view, this.options(layersOf(spec)), () => this.home.redraw());
    const [low, high] = this.ends();
    const data: uPlot.AlignedData = [this.shown.xs];
    this.places.forEach((place, index) => { data[place] = this.shown.drawn[index]!; });
    this.time.draw(data, frame.from, frame.to, low, high);
    const isNothing = this.shown.xs.length > 1 && this.shown.values.every((series) => series.every((v) => v === null));
    this.body.classList.toggle("nothing", isNothing);
    this.read(frame);
  }

  read(frame: Frame): void {
    this.time?.point(frame.cursorMs);
    const track = this.track();
    const row = frame.cursorMs === null ? track.length - 1 : track.rowAt(frame.cursorMs);
    const at = track.times[row];
    const index = at === undefined ? -1 : this.shown.xs.indexOf(at / 1000);
    this.spec.series.forEach((series, number) => {
      const values = this.shown.values[number] ?? [];
      this.legend.offer(number, values.some((value) => value !== null) || values.length === 0);
      this.legend.value(number, format(index < 0 ? null : values[index], this.spec.unit));
      if (series.name) this.legend.label(number, this.nameOf(series.name) || series.label);
    });
    if (this.spec.headline)
      say(this.headline, format(row < 0 ? null : this.spec.headline.column(track)[row], this.spec.unit));
  }

  recolour(): void { this.time?.plot.redraw(false); }

  private track() { return this.home.model.laneOf(this.fields[0]!).track; }

  private nameOf(name: { field: string; index: number }): string {
    const names = this.home.model.latest.get(name.field);
    return Array.isArray(names) ? String(names[name.index] ?? "") : "";
  }

  private ends(): [number, number] {
    const { end, unit, form } = this.spec;
    const fixed = typeof end === "object" ? this.home.model.latest.get(end.field) : end;
    let low = 0, high = isNumber(fixed) ? fixed : 0;
    for (const series of this.shown.drawn)
      for (const value of series) if (value !== null) [low, high] = [Math.min(low, value), Math.max(high, value)];
    const least = leastEnds[unit] ?? 1e-9;
    if (form === "mirror") {
      const both = axisEnd(Math.max(high, -low), isBinary(unit), least);
      return [-both, both];
    }
    const top = isNumber(fixed) && high <= fixed * rounding ? fixed : axisEnd(high, isBinary(unit), least);
    if (unit === "1" && high <= rounding) return [0, Math.min(top, 1)]; // more than all is not there
    return [low < 0 ? -axisEnd(-low, isBinary(unit), least) : 0, top];
  }

  private options(layers: number) {
    const { spec } = this;
    const series: uPlot.Series[] = [];
    spec.series.forEach((one, index) => {
      const isLayer = index < layers;
      series[this.places[index]! - 1] = {
        stroke: () => colour(one.colour),
        width: isLayer ? 1 : 1.5,
        ...(isLayer ? {} : { dash: spec.form === "mirror" ? [] : dash(index) }),
        ...fillOf(spec, index, isLayer),
        points: { show: false },
      };
    });
    return { height: spec.isWide ? wideHeight : height, series, yAxis: this.axis(), yScale: { auto: false } };
  }

  private axis(): uPlot.Axis {
    const { unit } = this.spec;
    return yAxis({
      ...(isBinary(unit) ? { incrs: Array.from({ length: 61 }, (_, index) => 2 ** index) } : {}),
      values: (plot, splits, _, __, step) => {
        const { min, max } = plot.scales["y"]!;
        const scale = scaleFor(unit, Math.max(Math.abs(min ?? 0), Math.abs(max ?? 0)));
        return splits.map((value) => formatTick(value, scale, step));
      },
    });
  }
}

const layersOf = (spec: GraphSpec): number =>
  spec.form === "stack" ? spec.series.filter((series) => !series.isLine).length : 0;

function fillOf(spec: GraphSpec, index: number, isLayer: boolean): Partial<uPlot.Series> {
  const property = spec.series[index]!.colour;
  // A layer is painted down to the ground, and those below it over it: that costs half of what bands between lines do.
  if (isLayer) return { fill: () => mixed(property, "--panel", 0.6) };
  if (spec.form === "mirror") return { fill: () => translucent(property, 0.25), fillTo: 0 };
  const isMain = index === 0 && (spec.series.length === 1 || spec.headline !== undefined);
  return isMain ? { fill: () => translucent(property, 0.12) } : {};
}
