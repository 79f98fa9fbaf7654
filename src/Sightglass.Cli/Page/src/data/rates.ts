// Counters are shown as rates: what was gained between two samples over the time between them.
import type { Track, Value } from "./track.ts";

/**
 * The rate per second at each row. There is none at a row after a gap, where a counter fell (it began anew), where it
 * is not available, and at the first row: nothing is ever computed across what was not seen.
 */
export function rates(track: Track, column: readonly Value[]): Value[] {
  return column.map((value, row) => {
    const before = row > 0 ? column[row - 1] : null;
    if (track.gaps[row] || typeof value !== "number" || typeof before !== "number") return null;
    const seconds = (track.times[row]! - track.times[row - 1]!) / 1000;
    return seconds > 0 && value >= before ? (value - before) / seconds : null;
  });
}
