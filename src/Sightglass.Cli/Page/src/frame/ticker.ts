// When the page draws: once for a batch of samples, in the browser's own rhythm, and not at all while nobody sees it.

/** The topics of one publisher tick within a quarter of a second; they are drawn together. */
const batchMs = 300;
const tickMs = 1000;

export class Ticker {
  private timer: number | undefined;
  private isAsked = false;
  private lastMs = 0;

  constructor(private readonly draw: () => void) {
    // Ages grow, and time moves on, without any sample.
    window.setInterval(() => { if (performance.now() - this.lastMs > tickMs * 0.9) this.soon(); }, tickMs);
  }

  /** Samples have come: draw when their batch is complete. */
  soon(): void {
    if (document.hidden) return;
    this.timer ??= window.setTimeout(() => this.now(), batchMs);
  }

  /** The reader did something: draw at once. */
  now(): void {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    if (this.isAsked || document.hidden) return;
    this.isAsked = true;
    requestAnimationFrame(() => {
      this.isAsked = false;
      this.lastMs = performance.now();
      this.draw();
    });
  }
}
