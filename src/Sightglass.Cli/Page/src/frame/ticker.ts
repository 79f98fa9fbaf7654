// When the page draws: once for a batch of samples, in the browser's own rhythm, and not at all while nobody sees it.

/** After a sample others of the same round follow; when none has come for so long, the round is over. */
const quietMs = 200;
/** How long the first sample of a round waits at most: where all is at 1 Hz, and where something is faster. */
const slowWaitMs = 800, fastWaitMs = 250, slowIntervalMs = 900;
const tickMs = 1000;

export class Ticker {
  private timer: number | undefined;
  private firstMs = Infinity;
  private isAsked = false;
  private drawnMs = 0;

  /** @param fastestMs The shortest interval of the topics that are live. */
  constructor(private readonly draw: () => void, private readonly fastestMs: () => number) {
    // Ages grow, and time moves on, without any sample.
    window.setInterval(() => { if (performance.now() - this.drawnMs > tickMs * 1.5) this.now(); }, tickMs);
  }

  /** Samples have come: draw when their round is complete. */
  soon(): void {
    if (document.hidden) return;
    const now = performance.now(), waitMs = this.fastestMs() < slowIntervalMs ? fastWaitMs : slowWaitMs;
    this.firstMs = Math.min(this.firstMs, now);
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.now(), Math.min(quietMs, Math.max(0, this.firstMs + waitMs - now)));
  }

  /** The reader did something: draw at once. */
  now(): void {
    window.clearTimeout(this.timer);
    this.firstMs = Infinity;
    if (this.isAsked || document.hidden) return;
    this.isAsked = true;
    requestAnimationFrame(() => {
      this.isAsked = false;
      this.drawnMs = performance.now();
      this.draw();
    });
  }
}
