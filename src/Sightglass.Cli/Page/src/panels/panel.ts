// What every panel is to the page, and the frame around it.
import type { TopicModel } from "../data/model.ts";
import type { View } from "../frame/view.ts";

/** What is drawn in one go on the whole page. */
export interface Frame {
  readonly from: number;
  readonly to: number;
  /** The instant that is read; null for the newest. */
  readonly cursorMs: number | null;
}

export interface Panel {
  readonly element: HTMLElement;
  readonly fields: readonly string[];
  /** Draws anew. Called for panels in view only. */
  draw(frame: Frame): void;
  /** Only the instant that is read has changed. */
  read(frame: Frame): void;
  /** The colours have changed. */
  recolour?(): void;
}

/** What a panel is made with. */
export interface PanelHome {
  readonly model: TopicModel;
  readonly view: View;
  /** The panel wants to be drawn again: its size or its choice of lines has changed. */
  redraw(): void;
}

let lastId = 0;

/** The frame: a figure with a heading, room for a large value, and a body of a height that does not change. */
export function frame(title: string, kind: string, isWide: boolean): {
  element: HTMLElement; head: HTMLElement; body: HTMLElement; headline: HTMLElement;
} {
  const id = `panel-${++lastId}`;
  const element = make("section", `panel ${kind}${isWide ? " wide" : ""}`);
  element.setAttribute("aria-labelledby", id);
  const head = make("header", "panel-head");
  const heading = make("h3", "");
  heading.id = id;
  heading.textContent = title;
  const headline = make("span", "headline");
  const body = make("div", "panel-body");
  head.append(heading, headline);
  element.append(head, body);
  return { element, head, body, headline };
}

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K, className: string, text = "",
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className !== "") element.className = className;
  if (text !== "") element.textContent = text;
  return element;
}

/** Writes a text only where it differs: what stays the same costs the browser nothing. */
export function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
