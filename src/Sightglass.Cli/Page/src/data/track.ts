// The samples of one topic as columns: what the history brought, and behind it what the stream brings.
import type { History, SampleEvent } from "./api.ts";

export type Value = number | null;
export type Cell = Value | string | Value[] | string[];

/** Without this much patience a late sample would tear the line; three intervals are what the publisher allows too. */
const gapIntervals = 3.5;

export class Track {
  /** Milliseconds since 1970, ascending. */
  times: number[] = [];
  numbers: number[] = [];
  /** Whether the line breaks before a row. */
  gaps: boolean[] = [];
  /** Every column is as long as `times`. */
  columns = new Map<string, (Cell | null)[]>();
  /** Between two rows normally; 0 as long as it is not known. */
  intervalMs = 0;
  private isLastFromStream = false;

  get length(): number { return this.times.length; }

  get lastTime(): number | undefined { return this.times[this.times.length - 1]; }

  get lastNumber(): number | undefined { return this.numbers[this.numbers.length - 1]; }

  column(field: string): (Cell | null)[] { return this.columns.get(field) ?? []; }

  /** Takes a history instead of what is there, but for the rows of the stream that are newer. */
  replace(history: History): void {
    const end = history.time[history.time.length - 1];
    const from = end === undefined ? 0 : this.firstAfter(end);
    const newer = { times: this.times.slice(from), numbers: this.numbers.slice(from), gaps: this.gaps.slice(from) };
    const columns = new Map<string, (Cell | null)[]>();
    for (const field of history.fields) {
      const tail = this.columns.get(field)?.slice(from) ?? newer.times.map(() => null);
      columns.set(field, [...(history.values[field] ?? []), ...tail]);
    }
    this.times = [...history.time, ...newer.times];
    this.numbers = [...history.number, ...newer.numbers];
    this.gaps = [...history.time.map(() => false), ...newer.gaps];
    for (const row of history.gap) this.gaps[row] = true;
    this.columns = columns;
    this.isLastFromStream = newer.times.length > 0;
  }

  /** Puts what was missed between a row and what the stream has brought since; what is known is dropped. */
  fill(missed: History, afterMs: number): void {
    const newer = this.cut(this.firstAfter(afterMs));
    missed.time.forEach((time, row) => {
      if (time <= afterMs) return;
      this.add(time, missed.number[row]!, missed.gap.includes(row), cellsAt(missed.values, row));
    });
    const end = this.lastTime ?? -Infinity;
    newer.times.forEach((time, row) => {
      // The first row that the stream brought is a gap only if the history did not close it.
      const isClosed = row === 0 && this.lastNumber !== undefined && newer.numbers[0] === this.lastNumber + 1;
      if (time > end) this.add(time, newer.numbers[row]!, newer.gaps[row]! && !isClosed, cellsAt(newer.columns, row));
    });
    this.isLastFromStream = newer.times.length > 0;
  }

  /** Takes a sample of the stream. False if it is known already. */
  push(sample: SampleEvent): boolean {
    const time = this.lastTime, number = this.lastNumber;
    if (time !== undefined && number !== undefined && sample.number <= number && sample.time <= time) return false;
    if (time !== undefined && sample.time <= time) this.cut(this.firstAfter(sample.time - 1)); // the clock was set back
    // Only between samples of the stream do numbers tell of lost ones: a history may be thinned out.
    const hasLost = this.isLastFromStream && number !== undefined && sample.number !== number + 1;
    this.add(sample.time, sample.number, sample.gap === true || hasLost || sample.time <= (time ?? 0), sample.values);
    this.isLastFromStream = true;
    return true;
  }

  /** The stream was torn here: whatever comes next from it may not be the next sample. */
  breakStream(): void { this.isLastFromStream = false; }

  /** Forgets what lies before a time. */
  trim(fromMs: number): void {
    const count = this.firstAfter(fromMs - 1);
    if (count === 0) return;
    this.times.splice(0, count);
    this.numbers.splice(0, count);
    this.gaps.splice(0, count);
    for (const column of this.columns.values()) column.splice(0, count);
  }

  /** The row whose sample was the newest at a time; -1 before the first and in a gap. */
  rowAt(timeMs: number): number {
    const row = this.firstAfter(timeMs) - 1;
    if (row < 0) return -1;
    const isLast = row === this.length - 1;
    const reachMs = Math.max(this.intervalMs, this.usualMs()) * gapIntervals;
    if (isLast || this.gaps[row + 1]) return timeMs - this.times[row]! <= reachMs ? row : -1;
    return row;
  }

  /** Takes the rows from one on away. */
  private cut(from: number): { times: number[]; numbers: number[]; gaps: boolean[]; columns: Columns } {
    const columns: Columns = {};
    for (const [field, column] of this.columns) columns[field] = column.splice(from);
    const [times, numbers, gaps] = [this.times.splice(from), this.numbers.splice(from), this.gaps.splice(from)];
    return { times, numbers, gaps, columns };
  }

  private add(time: number, number: number, gap: boolean, values: Record<string, Cell | null>): void {
    const before = this.lastTime;
    const isLate = before !== undefined && this.intervalMs > 0
      && time - before > Math.max(this.intervalMs, this.usualMs()) * gapIntervals;
    this.times.push(time);
    this.numbers.push(number);
    this.gaps.push(gap || isLate);
    for (const field of Object.keys(values))
      if (!this.columns.has(field)) this.columns.set(field, this.times.slice(1).map(() => null));
    for (const [field, column] of this.columns) column.push(values[field] ?? null);
  }

  /** What usually lies between two rows: more than an interval where the server thinned the history out. */
  private usualMs(): number {
    const count = this.length;
    return count < 2 ? 0 : Math.min(this.times[count - 1]! - this.times[count - 2]!, this.times[1]! - this.times[0]!);
  }

  private firstAfter(timeMs: number): number {
    let low = 0, high = this.times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.times[middle]! > timeMs) high = middle; else low = middle + 1;
    }
    return low;
  }
}

type Columns = Record<string, (Cell | null)[]>;

function cellsAt(columns: Columns, row: number): Record<string, Cell | null> {
  const cells: Record<string, Cell | null> = {};
  for (const field in columns) cells[field] = columns[field]![row] ?? null;
  return cells;
}
