// Whether the server is heard, in the bar; and loudly when it is not.
import { say } from "../panels/panel.ts";
import { clockText } from "../panels/timeplot.ts";

/** Where something is live, a server that says nothing for so long is not well. */
const quietMs = 15_000;

export class Link {
  private readonly mark = document.getElementById("link")!;
  private readonly words = this.mark.querySelector(".words")!;
  private readonly notice = document.getElementById("notice")!;
  private goneSinceMs: number | null = null;
  private heardAtMs: number | null = null;

  get isGone(): boolean { return this.goneSinceMs !== null; }

  opened(): void {
    this.goneSinceMs = null;
    this.heardAtMs ??= performance.now();
  }

  heard(): void { this.heardAtMs = performance.now(); }

  gone(): void { this.goneSinceMs ??= Date.now(); }

  /** Why it is not heard, as far as it says so itself. */
  explain(why: string): void {
    if (this.isGone) say(this.notice, why);
  }

  show(): void {
    const isQuiet = this.heardAtMs !== null && performance.now() - this.heardAtMs > quietMs;
    const state = this.isGone ? "gone" : this.heardAtMs === null ? "connecting" : isQuiet ? "quiet" : "live";
    if (this.mark.dataset["state"] === state) return;
    this.mark.dataset["state"] = state;
    say(this.words, { gone: "server gone", connecting: "connecting", quiet: "no samples", live: "connected" }[state]);
    document.body.classList.toggle("cut", state === "gone");
    this.notice.hidden = state !== "gone";
    // Said once: it would be read aloud again at each change.
    if (state === "gone") say(this.notice, `The server is gone since ${clockText(this.goneSinceMs!)}. `
      + "What you see is old; the page goes on by itself when it returns, and fills the gap.");
  }
}
