// All topics at a glance: state, publisher, interval, age, and the values that matter most. Also the way to each.
import type { TopicModel } from "../data/model.ts";
import { isNumber } from "../data/source.ts";
import { format, formatAge, formatInterval, rateUnit } from "../data/units.ts";
import { make, say } from "../panels/panel.ts";
import type { Arrangement, MainValue } from "../panels/spec.ts";
import { stateWord } from "./words.ts";

export class OverviewEntry {
  readonly element = make("a", "entry");
  private readonly state = make("span", "state");
  private readonly about = make("span", "about");
  private readonly values: HTMLElement[];
  private readonly bar: HTMLElement | null;

  constructor(private readonly model: TopicModel, private readonly arrangement: Arrangement, target: string) {
    this.element.href = `#${target}`;
    this.element.append(this.state, make("span", "name", arrangement.title));
    const numbers = make("span", "numbers");
    this.values = arrangement.main.map((value) => {
      const number = make("b", "");
      const pair = make("span", "pair");
      pair.append(make("i", "", value.label), number);
      numbers.append(pair);
      return number;
    });
    this.element.append(numbers, this.about);
    this.bar = arrangement.main[0]?.isRatio ? make("span", "bar-fill") : null;
    if (this.bar) {
      const track = make("span", "bar-track");
      track.setAttribute("aria-hidden", "true"); // the number beside it says the same
      track.append(this.bar);
      this.element.append(track);
    }
  }

  show(ageSeconds: number | null): void {
    const { model } = this, word = stateWord(model);
    if (this.element.dataset["state"] !== word) this.element.dataset["state"] = word;
    say(this.state, word);
    this.arrangement.main.forEach((value, index) => say(this.values[index]!, mainText(model, value)));
    const interval = formatInterval(model.intervalSeconds);
    say(this.about, [`${model.publisher.program} ${model.publisher.pid}`, interval && `every ${interval}`,
      ageSeconds === null ? "" : `${formatAge(ageSeconds)} ago`].filter((part) => part !== "").join(" · "));
    if (this.bar) this.showBar();
  }

  private showBar(): void {
    const ratio = this.model.latest.get(this.arrangement.main[0]!.field);
    const share = isNumber(ratio) ? Math.min(1, Math.max(0, ratio)) : 0;
    this.bar!.parentElement!.style.visibility = isNumber(ratio) ? "" : "hidden";
    this.bar!.style.transform = `scaleX(${share.toFixed(3)})`;
    this.bar!.dataset["heat"] = share < 0.6 ? "calm" : share < 0.85 ? "busy" : "hot";
  }
}

/** A value of the newest sample; a counter's rate over its last interval. */
function mainText(model: TopicModel, value: MainValue): string {
  if (!value.isRate) {
    const cell = model.latest.get(value.field);
    return typeof cell === "string" ? cell : format(isNumber(cell) ? cell : null, value.unit);
  }
  const track = model.laneOf(value.field).track, column = track.column(value.field), row = track.length - 1;
  const now = column[row], before = track.gaps[row] ? null : column[row - 1];
  const seconds = row > 0 ? (track.times[row]! - track.times[row - 1]!) / 1000 : 0;
  const rate = isNumber(now) && isNumber(before) && seconds > 0 && now >= before ? (now - before) / seconds : null;
  return format(rate, rateUnit(value.unit));
}
