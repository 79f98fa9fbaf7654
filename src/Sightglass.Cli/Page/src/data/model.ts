// A topic as the page knows it: who publishes it, what it consists of, its samples.
import type { Field, History, SampleEvent, State, Topic, TopicEvent } from "./api.ts";
import { type Cell, Track } from "./track.ts";

/** Arrays longer than this are kept apart: their history is asked for with fewer points. */
const wideLength = 32;
/** How many values a history brings at most: at the first look, which is to be small, and when it lasts. */
const firstValues = { narrow: 1600, wide: 4000 }, laterValues = { narrow: Infinity, wide: 60_000 };
const leastPoints = 8, refineAfterMs = 3000;
/** More rows than any screen has columns are thinned out by asking for the history again. */
const mostRows = 5000;

const isWide = (field: Field | undefined): boolean => (field?.length ?? 0) > wideLength;

/** Rows of one density, and the fields that they have. */
export class Lane {
  readonly track = new Track();
  /** What the stream is asked for. */
  readonly wanted = new Set<string>();
  /** What is drawn, and so needs a past; and what has it. */
  readonly needed = new Set<string>();
  private readonly loaded = new Set<string>();
  isLoading = false;
  /** When what was thinned out for the first look is asked for again; Infinity if nothing was, or it is done. */
  private refineAtMs = Infinity;
  private isFirst = true;
  /** Since when; Infinity as long as nothing was loaded. */
  loadedFromMs = Infinity;

  constructor(private readonly fields: Map<string, Field>) {}

  /** Whether the past of what is drawn is there, back to a time. */
  isLoaded(fromMs: number): boolean {
    return this.track.length <= mostRows && this.loadedFromMs <= fromMs && performance.now() < this.refineAtMs
      && [...this.needed].every((field) => this.loaded.has(field));
  }

  get hasHistory(): boolean { return this.loaded.size > 0; }

  need(field: string): void {
    this.wanted.add(field);
    this.needed.add(field);
  }

  take(history: History, fromMs: number, isThinned: boolean): void {
    this.refineAtMs = this.isFirst && isThinned ? performance.now() + refineAfterMs : Infinity;
    this.isFirst = false;
    this.track.replace(history);
    this.loaded.clear();
    for (const field of history.fields) this.loaded.add(field);
    this.loadedFromMs = fromMs;
  }

  forget(fromMs: number): void {
    this.track.trim(fromMs);
    this.loadedFromMs = Math.max(this.loadedFromMs, fromMs);
  }

  /** How many rows are asked for: as many as are wanted, or as few as many fields and long arrays leave. */
  points(wanted: number): number {
    let values = 0;
    for (const name of this.needed) values += this.fields.get(name)?.length ?? 1;
    const kind = values > 0 && [...this.needed].some((name) => isWide(this.fields.get(name))) ? "wide" : "narrow";
    const most = (this.isFirst ? firstValues : laterValues)[kind];
    return Math.min(wanted, Math.max(leastPoints, Math.floor(most / Math.max(values, 1))));
  }
}

export class TopicModel {
  readonly name: string;
  readonly fields = new Map<string, Field>();
  readonly narrow: Lane;
  readonly wide: Lane;
  state: State;
  publisher: { pid: number; program: string };
  intervalSeconds: number | null;
  /** The newest sample, of all fields that the stream brings. */
  readonly latest = new Map<string, Cell | null>();
  latestTimeMs: number | null = null;
  latestNumber: number | null = null;
  /** How many samples this page did not get. */
  lost = 0;
  isGone = false;

  constructor(readonly topic: Topic) {
    this.name = topic.name;
    this.state = topic.state;
    this.publisher = topic.publisher;
    this.intervalSeconds = topic.intervalSeconds;
    for (const field of topic.fields) this.fields.set(field.name, field);
    this.narrow = new Lane(this.fields);
    this.wide = new Lane(this.fields);
    this.setInterval(topic.intervalSeconds);
  }

  get lanes(): readonly Lane[] { return [this.narrow, this.wide]; }

  laneOf(field: string): Lane {
    return isWide(this.fields.get(field)) ? this.wide : this.narrow;
  }

  /** Values are as old as they look: nobody publishes now. */
  get isOld(): boolean { return this.isGone || this.state !== "live"; }

  /** What tells two schemas apart. */
  static shape(topic: Topic): string {
    return topic.fields.map(({ name, type, length, unit, kind }) => `${name} ${type} ${length} ${unit} ${kind}`).join();
  }

  see(event: TopicEvent): void {
    this.state = event.state;
    this.publisher = event.publisher;
    this.isGone = false;
    this.setInterval(event.intervalSeconds);
  }

  push(sample: SampleEvent): void {
    const isNew = this.latestTimeMs === null || this.latestNumber === null
      || sample.time > this.latestTimeMs || sample.number > this.latestNumber;
    if (!isNew) return; // two streams overlap while one takes the other's place
    for (const field in sample.values) this.latest.set(field, sample.values[field]!);
    this.latestTimeMs = sample.time;
    this.latestNumber = sample.number;
    for (const lane of this.lanes) {
      if (lane.wanted.size === 0) continue;
      const values: Record<string, Cell> = {};
      for (const field of lane.wanted) values[field] = sample.values[field] ?? null;
      lane.track.push({ ...sample, values });
    }
  }

  /** The newest row of a history is the newest sample too, where no stream has said more yet. */
  seeHistory(history: History): void {
    const row = history.time.length - 1;
    const time = history.time[row];
    if (time === undefined || (this.latestTimeMs !== null && time <= this.latestTimeMs)) return;
    for (const field of history.fields) this.latest.set(field, history.values[field]?.[row] ?? null);
    this.latestTimeMs = time;
    this.latestNumber = history.number[row]!;
  }

  private setInterval(seconds: number | null): void {
    this.intervalSeconds = seconds;
    for (const lane of this.lanes) lane.track.intervalMs = (seconds ?? 0) * 1000;
  }
}
