// Where the values of a line come from: a field, an element of one, the rate of a counter, or a sum.
import { rates } from "./rates.ts";
import type { Cell, Track, Value } from "./track.ts";

export interface Source {
  /** The fields that must be asked for. */
  readonly fields: readonly string[];
  /** A value for each row of the track. */
  column(track: Track): Value[];
}

export const gauge = (field: string): Source => ({
  fields: [field],
  column: (track) => numbers(track.column(field), track.length),
});

export const rate = (field: string): Source => ({
  fields: [field],
  column: (track) => rates(track, numbers(track.column(field), track.length)),
});

export const element = (field: string, index: number): Source => ({
  fields: [field],
  column: (track) => elements(track.column(field), index, track.length),
});

export const rateOfElement = (field: string, index: number): Source => ({
  fields: [field],
  column: (track) => rates(track, elements(track.column(field), index, track.length)),
});

/** Of several fields; not available where one of them is not. */
export const computed = (fields: readonly string[], compute: (...values: number[]) => number): Source => ({
  fields,
  column: (track) => {
    const columns = fields.map((field) => numbers(track.column(field), track.length));
    return track.times.map((_, row) => {
      const values = columns.map((column) => column[row] ?? null);
      return values.includes(null) ? null : compute(...values as number[]);
    });
  },
});

export const isNumber = (cell: Cell | null | undefined): cell is number =>
  typeof cell === "number" && !Number.isNaN(cell);

function numbers(column: (Cell | null)[], length: number): Value[] {
  return Array.from({ length }, (_, row) => { const cell = column[row]; return isNumber(cell) ? cell : null; });
}

function elements(column: (Cell | null)[], index: number, length: number): Value[] {
  return Array.from({ length }, (_, row) => {
    const cell = column[row];
    const value = Array.isArray(cell) ? cell[index] : null;
    return isNumber(value) ? value : null;
  });
}
