// Which stretch of time every graph shows, and the instant that is read: one of each for the whole page.

export const ranges = { "5m": 300, "10m": 600, all: Infinity } as const;
export type RangeName = keyof typeof ranges;

const leastSpanMs = 2000;

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The present, and the oldest sample that there is. */
export interface Extent {
  readonly nowMs: number;
  readonly oldestMs: number;
}

/** A graph with the pointer on it, which knows the instant below even while time moves on. */
export interface Pointer {
  readonly pointedMs: number | null;
}

export class View {
  /** The chosen range, which follows the present as long as nothing is held. */
  range: RangeName = "5m";
  /** A stretch that was zoomed or panned to, and stands still. */
  held: Span | null = null;
  /** The page stays as it was when it was paused; samples are still collected. */
  isPaused = false;
  private pausedAtMs = 0;
  private readMs: number | null = null;
  private pointer: Pointer | null = null;

  constructor(private readonly extent: () => Extent, private readonly onChange: () => void,
    private readonly onRead: () => void) {}

  /** The instant that is read on every graph; null for the newest. */
  get cursorMs(): number | null {
    if (this.pointer) return this.pointer.pointedMs;
    return this.readMs ?? (this.isPaused && !this.held ? this.pausedAtMs : null);
  }

  get span(): Span {
    if (this.held) return this.held;
    const { nowMs, oldestMs } = this.extent();
    const to = this.isPaused ? this.pausedAtMs : nowMs, seconds = ranges[this.range];
    return { from: seconds === Infinity ? Math.min(oldestMs, to - leastSpanMs) : to - seconds * 1000, to };
  }

  choose(range: RangeName): void {
    this.range = range;
    this.held = null;
    this.onChange();
  }

  /** Shows a stretch of time, and no less than what can still be told apart. */
  hold(from: number, to: number): void {
    const lacking = Math.max(0, leastSpanMs - (to - from)) / 2;
    this.held = { from: from - lacking, to: to + lacking };
    this.onChange();
  }

  /** Moves what is shown by a share of its width, not beyond the present. */
  pan(share: number): void {
    const { from, to } = this.span;
    const step = Math.min((to - from) * share, Math.max(0, this.extent().nowMs - to));
    this.hold(from + step, to + step);
  }

  /** Shows less (below 1) or more (above 1) around an instant, or around the middle. */
  zoom(factor: number, aroundMs: number | null): void {
    const { from, to } = this.span, around = aroundMs ?? (from + to) / 2;
    this.hold(around - (around - from) * factor, Math.min(this.extent().nowMs, around + (to - around) * factor));
  }

  /** Back to the present. */
  reset(): void {
    this.held = this.readMs = null;
    this.isPaused = false;
    this.onChange();
  }

  pause(isPaused: boolean): void {
    this.pausedAtMs = this.extent().nowMs;
    this.isPaused = isPaused;
    this.onChange();
  }

  /** The pointer is on a graph, or has left it. */
  point(pointer: Pointer | null): void {
    this.pointer = pointer;
    if (pointer) this.readMs = null;
    this.onRead();
  }

  /** The keyboard moves the instant that is read, by a share of what is shown; it stays inside. */
  step(share: number): void {
    const { from, to } = this.span;
    this.readMs = Math.min(to, Math.max(from, (this.cursorMs ?? to) + (to - from) * share));
    this.pointer = null;
    this.onRead();
  }
}
