// What a graph draws, made of a track: only what is in view, the breaks at gaps, layers on top of each other.
import type { Source } from "./source.ts";
import type { Track, Value } from "./track.ts";

export interface Plot {
  /** Seconds since 1970. */
  xs: number[];
  /** The values themselves, for people: one array per series. */
  values: Value[][];
  /** What is drawn: sums for layers, negative for what is drawn downwards. */
  drawn: Value[][];
}

export type Form = "lines" | "stack" | "mirror";

export interface Line {
  readonly source: Source;
  /** Lies over the layers of a stack instead of on them. */
  readonly isLine?: boolean;
}

export function plot(track: Track, lines: readonly Line[], form: Form, from: number, to: number,
  isHidden: (index: number) => boolean = () => false): Plot {
  const { first, last } = inView(track, from, to);
  const columns = lines.map((line) => line.source.column(track));
  const xs: number[] = [];
  const values: Value[][] = columns.map(() => []);
  for (let row = first; row <= last; row++) {
    if (track.gaps[row] && row > first) {
      // A row of nothing between the two sides of a gap: no line is drawn across it.
      xs.push((track.times[row - 1]! + track.times[row]!) / 2000);
      for (const series of values) series.push(null);
    }
    xs.push(track.times[row]! / 1000);
    columns.forEach((column, index) => values[index]!.push(column[row] ?? null));
  }
  const shown = values.map((series, index) => isHidden(index) ? series.map(() => null) : series);
  return { xs, values, drawn: form === "stack" ? layers(shown, lines) : form === "mirror" ? mirror(shown) : shown };
}

/** The rows in view and one on each side, so that lines reach the edges. */
function inView(track: Track, from: number, to: number): { first: number; last: number } {
  let first = 0, last = track.length - 1;
  while (first < last && track.times[first + 1]! <= from) first++;
  while (last > first && track.times[last - 1]! >= to) last--;
  return { first, last };
}

/** The second of each pair is drawn downwards. */
const mirror = (values: Value[][]): Value[][] =>
  values.map((series, index) => index % 2 === 0 ? series : series.map((value) => value === null ? null : -value));

function layers(values: Value[][], lines: readonly Line[]): Value[][] {
  const sums: Value[] = [];
  return values.map((series, index) => {
    if (lines[index]!.isLine) return series;
    // A layer that is nothing all the time is not drawn: its line would hide the one below.
    if (series.every((value) => value === null || value === 0)) return series.map(() => null);
    return series.map((value, row) => {
      // What one layer lacks leaves the layers above it in place.
      if (value !== null) sums[row] = (sums[row] ?? 0) + value;
      return value === null ? null : sums[row]!;
    });
  });
}

/** The end of an axis above the largest value: steps of 1, 2 and 5, or of two for bytes, so that it rarely moves. */
export function axisEnd(largest: number, isBinary: boolean, least: number): number {
  const size = Math.max(largest * 1.05, least);
  if (isBinary) return 2 ** Math.ceil(Math.log2(size));
  const power = 10 ** Math.floor(Math.log10(size));
  return [1, 2, 5, 10].map((step) => step * power).find((end) => end >= size) ?? size;
}
