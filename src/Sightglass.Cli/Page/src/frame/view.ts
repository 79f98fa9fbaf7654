// Which stretch of time every graph shows, and the instant under the cursor: one for the whole page.

export const ranges = { "5m": 300, "10m": 600, all: Infinity } as const;
export type RangeName = keyof typeof ranges;

const leastSpanMs = 2000;

export class View {
  /** The chosen range, which follows the present as long as `held` is null. */
  range: RangeName = "5m";
  /** A stretch that was zoomed or panned to, and stands still. */
  held: { from: number; to: number } | null = null;
  /** The page shows what there was when it was paused; data are still collected. */
  isPaused = false;
  /** The instant under the cursor, of whichever graph it is on. */
  cursorMs: number | null = null;
  private listeners: (() => void)[] = [];

  onChange(listener: () => void): void { this.listeners.push(listener); }

  /** What is shown, given the present and the oldest sample there is. */
  span(nowMs: number, oldestMs: number): { from: number; to: number } {
    if (this.held) return this.held;
    const seconds = ranges[this.range];
    const from = seconds === Infinity ? Math.min(oldestMs, nowMs - leastSpanMs) : nowMs - seconds * 1000;
    return { from, to: nowMs };
  }

  choose(range: RangeName): void {
    this.range = range;
    this.held = null;
    this.changed();
  }

  /** Shows a stretch of time, and no less than what can still be told apart. */
  hold(from: number, to: number): void {
    const lacking = Math.max(0, leastSpanMs - (to - from)) / 2;
    this.held = { from: from - lacking, to: to + lacking };
    this.changed();
  }

  /** Moves what is shown by a share of its width; to the right at most up to the present. */
  pan(share: number, nowMs: number, oldestMs: number): void {
    const { from, to } = this.span(nowMs, oldestMs);
    const step = Math.min((to - from) * share, Math.max(0, nowMs - to));
    this.hold(from + step, to + step);
  }

  /** Shows less (below 1) or more (above 1) around an instant, or around the middle. */
  zoom(factor: number, nowMs: number, oldestMs: number, aroundMs: number | null): void {
    const { from, to } = this.span(nowMs, oldestMs);
    const around = aroundMs ?? (from + to) / 2;
    this.hold(around - (around - from) * factor, Math.min(nowMs, around + (to - around) * factor));
  }

  /** Back to the present. */
  reset(): void {
    this.held = null;
    this.changed();
  }

  pause(isPaused: boolean): void {
    this.isPaused = isPaused;
    this.changed();
  }

  private changed(): void { for (const listener of this.listeners) listener(); }
}
