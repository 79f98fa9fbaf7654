// A uPlot over time, as every graph of the page is one: same axis, same instant under the cursor, zoom and pan of all.
import uPlot from "uplot";
import type { Pointer, View } from "../frame/view.ts";
import { colour } from "./palette.ts";

export const axisWidth = 62;
const axisHeight = 28;
/** Steps of the axis of time, in seconds: such as people count in. */
const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];
const font = "11px system-ui, sans-serif";

export interface TimePlotOptions {
  readonly height: number;
  readonly series: uPlot.Series[];
  readonly yAxis: uPlot.Axis;
  /** Where the ground is painted over, lines of time would cut it. */
  readonly hasTimeGrid?: boolean;
  readonly yScale: uPlot.Scale;
  readonly hooks?: uPlot.Hooks.Arrays;
}

export class TimePlot implements Pointer {
  readonly plot: uPlot;
  /** Where the pointer is on this graph, in pixels; null when it is elsewhere. */
  private pointer: number | null = null;

  constructor(host: HTMLElement, private readonly view: View, options: TimePlotOptions, redraw: () => void) {
    this.plot = new uPlot({
      width: Math.max(host.clientWidth, 100),
      height: options.height,
      legend: { show: false },
      padding: [8, 20, 0, 0],
      series: [{}, ...options.series],
      scales: { x: { time: true, auto: false }, y: options.yScale },
      axes: [xAxis(options.hasTimeGrid ?? true), options.yAxis],
      cursor: {
        y: false,
        points: { size: 6 },
        drag: { x: true, y: false, setScale: false },
        bind: {
          mousedown: (_, __, handle) => (event) => event.shiftKey ? this.startPan(event) : handle(event),
          dblclick: () => () => { this.view.reset(); return null; },
        },
      },
      hooks: { ...options.hooks, setSelect: [() => this.zoomToSelection()] },
    }, [[], ...options.series.map(() => [])], host);
    this.listen(this.plot.over);
    new ResizeObserver(() => {
      const width = host.clientWidth;
      if (width < 1 || width === this.plot.width) return;
      this.plot.setSize({ width, height: options.height });
      redraw();
    }).observe(host);
  }

  /** The instant under the pointer; null when it is not on this graph. */
  get pointedMs(): number | null {
    return this.pointer === null ? null : this.plot.posToVal(this.pointer, "x") * 1000;
  }

  draw(data: uPlot.AlignedData, from: number, to: number, yMin: number, yMax: number): void {
    this.plot.batch(() => {
      this.plot.setData(data, false);
      this.plot.setScale("x", { min: from / 1000, max: to / 1000 });
      this.plot.setScale("y", { min: yMin, max: yMax });
    });
  }

  /** Shows the instant that another graph, or the keyboard, points at. */
  point(cursorMs: number | null): void {
    if (this.pointer !== null) return; // the pointer itself is here
    const left = cursorMs === null ? -10 : this.plot.valToPos(cursorMs / 1000, "x");
    const isInside = left >= 0 && left <= this.plot.over.clientWidth;
    this.plot.setCursor({ left: isInside ? left : -10, top: isInside ? 1 : -10 }, false);
  }

  private listen(over: HTMLElement): void {
    const move = (clientX: number): void => {
      this.pointer = clientX - over.getBoundingClientRect().left;
      this.view.point(this);
    };
    const leave = (): void => {
      this.pointer = null;
      this.view.point(null);
    };
    over.addEventListener("mousemove", (event) => move(event.clientX));
    over.addEventListener("mouseleave", leave);
    const touch = (event: TouchEvent): void => {
      if (event.touches.length === 1) move(event.touches[0]!.clientX);
      if (this.pointer !== null) this.plot.setCursor({ left: this.pointer, top: 1 }, false);
    };
    over.addEventListener("touchstart", touch, { passive: true });
    over.addEventListener("touchmove", touch, { passive: true });
    over.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
  }

  private wheel(event: WheelEvent): void {
    // An upright wheel scrolls the page, as everywhere.
    const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
    if (event.ctrlKey) this.view.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.pointedMs);
    else if (event.shiftKey || Math.abs(sideways) > Math.abs(event.deltaY)) this.view.pan(Math.sign(sideways) * 0.1);
    else return;
    event.preventDefault();
  }

  private startPan(down: MouseEvent): null {
    const { min, max } = this.plot.scales["x"]!;
    const perPixel = (max! - min!) * 1000 / this.plot.over.clientWidth;
    const move = (event: MouseEvent): void => {
      const by = (down.clientX - event.clientX) * perPixel;
      this.view.hold(min! * 1000 + by, max! * 1000 + by);
    };
    addEventListener("mousemove", move);
    addEventListener("mouseup", () => removeEventListener("mousemove", move), { once: true });
    return null;
  }

  private zoomToSelection(): void {
    const { left, width } = this.plot.select;
    if (width < 3) return;
    const from = this.plot.posToVal(left, "x") * 1000, to = this.plot.posToVal(left + width, "x") * 1000;
    this.plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.view.hold(from, to);
  }
}

function xAxis(hasGrid: boolean): uPlot.Axis {
  return {
    size: axisHeight, font, gap: 7, incrs: steps, space: (_, __, ___, ____, width) => width < 500 ? 52 : 76,
    stroke: () => colour("--soft"),
    grid: { show: hasGrid, stroke: () => colour("--grid"), width: 1 },
    ticks: { show: false },
    values: (_, splits, __, ___, step) => splits.map((seconds) => clockText(seconds * 1000, step < 60)),
  };
}

export function yAxis(more: Partial<uPlot.Axis>): uPlot.Axis {
  return {
    size: axisWidth, font, gap: 6, space: 34,
    stroke: () => colour("--soft"),
    grid: { stroke: () => colour("--grid"), width: 1 },
    ticks: { show: false },
    ...more,
  };
}

/** The time of day here. */
export function clockText(ms: number, hasSeconds = true): string {
  const time = new Date(ms), two = (number: number): string => String(number).padStart(2, "0");
  const minutes = `${two(time.getHours())}:${two(time.getMinutes())}`;
  return hasSeconds ? `${minutes}:${two(time.getSeconds())}` : minutes;
}
