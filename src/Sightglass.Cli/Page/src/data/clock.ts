// The present by the clock of the samples, which need not be this browser's.

const largestDriftMs = 5000;

export class Clock {
  private behindMs: number | null = null;

  get nowMs(): number { return Date.now() - (this.behindMs ?? 0); }

  /** A sample has just arrived. The quickest way tells best how far the clocks are apart. */
  see(sampleMs: number): void {
    const behind = Date.now() - sampleMs;
    const isNew = this.behindMs === null || Math.abs(behind - this.behindMs) > largestDriftMs;
    this.behindMs = isNew ? behind : Math.min(this.behindMs!, behind);
  }
}
