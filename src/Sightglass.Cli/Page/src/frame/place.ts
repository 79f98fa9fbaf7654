// A topic's place on the page: its entry in the overview, its section, and which of its panels are in view.
import type { Topic } from "../data/api.ts";
import { TopicModel } from "../data/model.ts";
import { arrange } from "../panels/arrangement.ts";
import type { Frame, Panel } from "../panels/panel.ts";
import type { Arrangement } from "../panels/spec.ts";
import { OverviewEntry } from "./overview.ts";
import { Section } from "./section.ts";
import type { View } from "./view.ts";

export interface PlaceListener {
  /** More fields are wanted than before. */
  want(): void;
  redraw(): void;
  setInterval(model: TopicModel): void;
}

export class TopicPlace {
  readonly model: TopicModel;
  readonly entry: OverviewEntry;
  readonly section: Section;
  private readonly arrangement: Arrangement;
  private readonly inView = new Set<Panel>();
  private readonly observer: IntersectionObserver;
  private readonly seenAtMs = performance.now();

  constructor(topic: Topic, view: View, private readonly listener: PlaceListener) {
    this.model = new TopicModel(topic);
    this.arrangement = arrange(topic);
    const id = `topic-${topic.name.replaceAll(/[^\w-]/g, "-")}`;
    const home = { model: this.model, view, redraw: () => listener.redraw() };
    this.entry = new OverviewEntry(this.model, this.arrangement, id);
    this.section = new Section(this.model, this.arrangement, home, id, () => listener.want(),
      () => listener.setInterval(this.model));
    for (const value of this.arrangement.main) this.model.laneOf(value.field).wanted.add(value.field);
    const panels = new Map<Element, Panel>(this.section.panels.map((panel) => [panel.element, panel]));
    this.observer = new IntersectionObserver((entries) => this.see(entries, panels), { rootMargin: "80px" });
    for (const element of panels.keys()) this.observer.observe(element);
  }

  /** The machine's topics first, then by name. */
  isBefore(other: TopicPlace): boolean {
    const order = this.arrangement.order - other.arrangement.order;
    return order !== 0 ? order < 0 : this.model.name < other.model.name;
  }

  wantedFields(): Iterable<string> {
    if (this.section.values.isOpen) return this.model.fields.keys();
    return this.model.lanes.flatMap((lane) => [...lane.wanted]);
  }

  show(nowMs: number, frame: Frame): void {
    const age = this.ageSeconds(nowMs);
    this.entry.show(age);
    // What is out of view is not written either: browsers paint far beyond the edge of the screen.
    if (this.inView.size > 0 || this.section.values.isOpen || !this.section.isShown) this.section.show(age, frame);
  }

  draw(frame: Frame): void { for (const panel of this.inView) panel.draw(frame); }

  read(nowMs: number, frame: Frame): void {
    for (const panel of this.inView) panel.read(frame);
    this.section.show(this.ageSeconds(nowMs), frame);
  }

  recolour(): void { for (const panel of this.section.panels) panel.recolour?.(); }

  remove(): void {
    this.observer.disconnect();
    this.entry.element.remove();
    this.section.element.remove();
  }

  private ageSeconds(nowMs: number): number | null {
    if (this.model.latestTimeMs !== null) return Math.max(0, nowMs - this.model.latestTimeMs) / 1000;
    const age = this.model.topic.ageSeconds;
    return age === null ? null : age + (performance.now() - this.seenAtMs) / 1000;
  }

  private see(entries: IntersectionObserverEntry[], panels: Map<Element, Panel>): void {
    let isMore = false;
    for (const { target, isIntersecting } of entries) {
      const panel = panels.get(target)!;
      if (!isIntersecting) {
        this.inView.delete(panel);
        continue;
      }
      this.inView.add(panel);
      for (const field of panel.fields) {
        const lane = this.model.laneOf(field);
        isMore ||= !lane.wanted.has(field);
        lane.need(field);
      }
    }
    if (isMore) this.listener.want();
    this.listener.redraw();
  }
}
