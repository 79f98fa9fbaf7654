// The server's stream of events, which comes back by itself. A page that nobody sees has none: browsers allow one host
// six connections, and what was missed is filled from the history.
import type { SampleEvent, TopicEvent } from "./api.ts";

const firstRetryMs = 500, longestRetryMs = 5000;
/** A server takes no longer request line than 8 KiB; beyond this all fields are asked for. */
const longestQuery = 6000;

export interface StreamListener {
  /** Samples may have been missed if the stream before it was torn, or there was none. */
  onOpen(isTorn: boolean): void;
  onGone(): void;
  onTopic(event: TopicEvent): void;
  onTopicGone(topic: string): void;
  onSample(event: SampleEvent): void;
  onLost(topic: string, count: number): void;
}

export class Stream {
  private source: EventSource | null = null;
  private next: EventSource | null = null;
  private retryMs = firstRetryMs;
  private retryTimer: number | undefined;
  private isStale = false;

  constructor(private readonly listener: StreamListener, private readonly fields: () => Iterable<string>) {}

  get isOpen(): boolean { return this.source?.readyState === EventSource.OPEN; }

  /** Opens a stream of the fields that are wanted now. The old one is heard until the new one speaks. */
  open(): void {
    clearTimeout(this.retryTimer);
    this.isStale = this.next !== null; // one that is just being opened is let be opened
    if (this.isStale) return;
    const fields = [...this.fields()].join(",");
    const query = fields.length > 0 && fields.length <= longestQuery ? `?${new URLSearchParams({ fields })}` : "";
    const source = this.next = new EventSource(`api/stream${query}`);
    source.addEventListener("open", () => {
      const isTorn = this.source === null;
      this.source?.close();
      [this.source, this.next, this.retryMs] = [source, null, firstRetryMs];
      this.listener.onOpen(isTorn);
      if (this.isStale) this.open();
    });
    source.addEventListener("error", () => this.fail(source));
    listen<TopicEvent>(source, "topic", (event) => this.listener.onTopic(event));
    listen<SampleEvent>(source, "sample", (event) => this.listener.onSample(event));
    listen<{ topic: string }>(source, "gone", (event) => this.listener.onTopicGone(event.topic));
    listen<{ topic: string; lost: number }>(source, "lost", (event) => this.listener.onLost(event.topic, event.lost));
  }

  close(): void {
    clearTimeout(this.retryTimer);
    this.source?.close();
    this.next?.close();
    this.source = this.next = null;
  }

  private fail(source: EventSource): void {
    source.close(); // the browser's own retry does not know of growing pauses, nor of another set of fields
    if (source !== this.source && source !== this.next) return;
    this.close();
    this.listener.onGone();
    this.retryTimer = window.setTimeout(() => this.open(), this.retryMs);
    this.retryMs = Math.min(this.retryMs * 1.7, longestRetryMs);
  }
}

function listen<T>(source: EventSource, name: string, take: (event: T) => void): void {
  source.addEventListener(name, (event) => take(JSON.parse((event as MessageEvent<string>).data) as T));
}
