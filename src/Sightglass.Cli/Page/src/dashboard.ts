// The page as a whole: the topics, the view of time, the stream; who draws what and when.
import {
  getInfo, getTopic, getTopics, type Info, Refusal, type SampleEvent, type Topic, type TopicEvent,
} from "./data/api.ts";
import { Clock } from "./data/clock.ts";
import { Loader, type Past } from "./data/loader.ts";
import { TopicModel } from "./data/model.ts";
import { Stream, type StreamListener } from "./data/stream.ts";
import { IntervalDialog } from "./frame/interval.ts";
import { Link } from "./frame/link.ts";
import { Ticker } from "./frame/ticker.ts";
import { TopicPlace } from "./frame/place.ts";
import { ranges, View } from "./frame/view.ts";
import { forgetColours } from "./panels/palette.ts";

const points = { "5m": 320, "10m": 640, all: 1200 } as const;
/** How much more than the range is kept, so that not each frame forgets something. */
const keptShare = 1.2, subscribeMs = 60, recheckMs = 3000;

export class Dashboard implements StreamListener {
  readonly view: View;
  info: Info | null = null;
  private readonly places = new Map<string, TopicPlace>();
  private readonly clock = new Clock();
  private readonly ticker = new Ticker(() => this.draw(), () => this.fastestMs);
  private readonly loader = new Loader(() => this.ticker.soon());
  private readonly stream: Stream;
  private readonly link = new Link();
  private readonly dialog = new IntervalDialog(() => this.info);
  private readonly adding = new Set<string>();
  private subscribeTimer: number | undefined;
  private isViewNew = true;
  private isReading = false;

  constructor(private readonly overview: HTMLElement, private readonly main: HTMLElement,
    private readonly onFrame: (dashboard: Dashboard) => void) {
    const redraw = (): void => { this.isViewNew = true; this.ticker.now(); };
    this.view = new View(() => ({ nowMs: this.clock.nowMs, oldestMs: this.oldestMs }), redraw, () => this.readSoon());
    this.stream = new Stream(this, () => this.wantedFields());
    document.addEventListener("visibilitychange", () => document.hidden ? this.rest() : this.start());
  }

  get models(): TopicModel[] { return [...this.places.values()].map((place) => place.model); }

  /** Begins, or begins again: asks what there is, and follows it. */
  start(): void {
    this.isViewNew = true;
    void this.look().finally(() => this.subscribe());
  }

  recolour(): void {
    forgetColours();
    for (const place of this.places.values()) place.recolour();
  }

  onOpen(isTorn: boolean): void {
    const wasGone = this.link.isGone;
    this.link.opened();
    if (isTorn) for (const model of this.models) this.loader.fill(model);
    if (wasGone) void this.look();
    this.ticker.now();
  }

  onGone(): void {
    this.link.gone();
    this.ticker.now();
    // One that answers, but not with a stream, has its reasons.
    getInfo().then(() => this.link.explain("This server has no stream for one more page: close some."),
      (fault: unknown) => { if (fault instanceof Refusal) this.link.explain(fault.message); });
  }

  onTopic(event: TopicEvent): void {
    const place = this.places.get(event.topic);
    if (!place) return void this.add(event.topic);
    const isAnother = place.model.publisher.pid !== event.publisher.pid;
    place.model.see(event);
    if (isAnother) void this.add(event.topic); // it may consist of other fields now
    this.ticker.soon();
  }

  onTopicGone(topic: string): void {
    const place = this.places.get(topic);
    if (place) place.model.isGone = true;
    this.ticker.soon();
  }

  onSample(event: SampleEvent): void {
    this.clock.see(event.time);
    this.link.heard();
    this.places.get(event.topic)?.model.push(event);
    this.ticker.soon();
  }

  onLost(topic: string, count: number): void {
    const place = this.places.get(topic);
    if (place) place.model.lost += count;
    this.ticker.soon();
  }

  private async look(): Promise<void> {
    try {
      this.info ??= await getInfo();
      const there = await getTopics();
      const names = new Set(there.map((topic) => topic.name));
      for (const place of this.places.values()) place.model.isGone = !names.has(place.model.name);
      const unknown = there.filter((topic) => !this.places.has(topic.name));
      // Put in place in one go: what comes into view and goes out again would be asked for in vain.
      const found = await Promise.allSettled(unknown.map((topic) => getTopic(topic.name)));
      for (const one of found) if (one.status === "fulfilled") this.place(one.value);
    } catch {
      this.link.gone(); // the stream tries again, and looks again when it is open
    }
    document.getElementById("empty")!.hidden = this.places.size > 0;
    document.getElementById("empty")!.textContent =
      "There is no topic yet. Start a publisher with `sightglass publish`; it appears here by itself.";
  }

  /** Shows a topic, or shows it anew if it consists of other fields than before. */
  private async add(name: string): Promise<void> {
    if (this.adding.has(name)) return;
    this.adding.add(name);
    try {
      this.place(await getTopic(name));
    } catch {
      // It went as it came; if it comes again, the stream says so.
    } finally {
      this.adding.delete(name);
    }
  }

  private place(topic: Topic): void {
    const old = this.places.get(topic.name);
    if (old && TopicModel.shape(old.model.topic) === TopicModel.shape(topic)) return;
    old?.remove();
    const place = new TopicPlace(topic, this.view, {
      want: () => this.subscribe(),
      redraw: () => { this.isViewNew = true; this.ticker.now(); },
      setInterval: (model) => this.dialog.open(model),
    });
    this.places.set(topic.name, place);
    this.insert(place);
    document.getElementById("empty")!.hidden = true;
    this.subscribe();
  }

  private insert(place: TopicPlace): void {
    const after = [...this.places.values()].filter((other) => other !== place && other.isBefore(place))
      .sort((a, b) => a.isBefore(b) ? -1 : 1).pop();
    if (after) {
      after.entry.element.after(place.entry.element);
      after.section.element.after(place.section.element);
    } else {
      this.overview.prepend(place.entry.element);
      this.main.prepend(place.section.element);
    }
  }

  private wantedFields(): Set<string> {
    const fields = new Set<string>();
    for (const place of this.places.values()) for (const field of place.wantedFields()) fields.add(field);
    return fields;
  }

  /** Follows what is wanted now. What comes into view together is asked for together. */
  private subscribe(): void {
    if (this.subscribeTimer !== undefined || document.hidden) return;
    this.subscribeTimer = window.setTimeout(() => {
      this.subscribeTimer = undefined;
      this.stream.open();
    }, subscribeMs);
  }

  private rest(): void {
    this.stream.close();
  }

  private get fastestMs(): number {
    const live = this.models.filter((model) => model.state === "live");
    return Math.min(...live.map((model) => (model.intervalSeconds ?? Infinity) * 1000));
  }

  private get oldestMs(): number {
    return Math.min(...this.models.flatMap((model) => model.lanes).map((lane) => lane.track.times[0] ?? Infinity));
  }

  private past(): Past {
    const seconds = ranges[this.view.range], fromMs = this.clock.nowMs - seconds * 1000;
    const isBeyond = seconds === Infinity || this.view.span.from < fromMs - recheckMs;
    if (isBeyond) return { fromMs: 0, from: "0", points: points.all };
    return { fromMs: fromMs + recheckMs, from: `-${seconds}s`, points: points[this.view.range] };
  }

  private draw(): void {
    const past = this.past();
    if (this.stream.isOpen) for (const model of this.models) this.loader.load(model, past);
    const { span, cursorMs } = this.view, frame = { ...span, cursorMs };
    this.link.show();
    this.onFrame(this);
    if (this.view.isPaused && !this.isViewNew) return;
    // What is held stands still: only its numbers can change.
    const isStill = this.view.held !== null && !this.isViewNew && past.fromMs > 0;
    for (const place of this.places.values()) {
      place.show(this.clock.nowMs, frame);
      if (!isStill) place.draw(frame);
      if (past.fromMs > 0) this.forget(place.model);
    }
    this.isViewNew = false;
  }

  private forget(model: TopicModel): void {
    const keptMs = ranges[this.view.range] * 1000 * keptShare, { nowMs } = this.clock;
    for (const lane of model.lanes)
      if ((lane.track.times[0] ?? Infinity) < nowMs - keptMs * keptShare) lane.forget(nowMs - keptMs);
  }

  /** The cursor has moved: numbers and crosshairs, no drawing. */
  private readSoon(): void {
    if (this.isReading) return;
    this.isReading = true;
    requestAnimationFrame(() => {
      this.isReading = false;
      const frame = { ...this.view.span, cursorMs: this.view.cursorMs };
      for (const place of this.places.values()) place.read(this.clock.nowMs, frame);
      this.onFrame(this);
    });
  }
}

