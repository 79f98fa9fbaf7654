// Brings the past of what is drawn: all of it at first, and what was missed after the stream was torn.
import { getHistory, Refusal } from "./api.ts";
import type { Lane, TopicModel } from "./model.ts";

const allRows = 100_000, retryMs = 2000;

export interface Past {
  /** From when on; 0 for all there is. */
  readonly fromMs: number;
  /** As the server is asked: relative to its own clock where that is possible. */
  readonly from: string;
  readonly points: number;
}

export class Loader {
  private retryAtMs = 0;

  constructor(private readonly onLoaded: () => void) {}

  /** Loads what a topic lacks. */
  load(model: TopicModel, past: Past): void {
    if (performance.now() < this.retryAtMs) return;
    for (const lane of model.lanes) {
      if (lane.needed.size === 0 || lane.isLoading || lane.isLoaded(past.fromMs)) continue;
      void this.ask(lane, async () => {
        const points = lane.points(past.points);
        const history = await getHistory(model.name, past.from, lane.needed, points);
        lane.take(history, past.fromMs, points < past.points);
        model.seeHistory(history);
      });
    }
  }

  /** Fills the gap that a torn stream left. */
  fill(model: TopicModel): void {
    for (const lane of model.lanes) {
      const last = lane.track.lastTime;
      lane.track.breakStream();
      if (last === undefined || !lane.hasHistory || lane.isLoading) continue;
      void this.ask(lane, async () => {
        const missed = await getHistory(model.name, String(last), lane.needed, allRows);
        lane.track.fill(missed, last);
        model.seeHistory(missed);
      });
    }
  }

  private async ask(lane: Lane, load: () => Promise<void>): Promise<void> {
    lane.isLoading = true;
    try {
      await load();
    } catch (fault) {
      // A topic that is gone says so on the stream, and so does a server: here it is only tried again.
      if (!(fault instanceof Refusal || fault instanceof TypeError)) throw fault;
      this.retryAtMs = performance.now() + retryMs;
    } finally {
      lane.isLoading = false;
    }
    this.onLoaded();
  }
}
