// Which panels a topic has. One that the page has never heard of gets them from its schema.
import type { Field, Topic } from "../data/api.ts";
import { element, gauge, rate, rateOfElement } from "../data/source.ts";
import { rateUnit } from "../data/units.ts";
import { machine } from "./machine.ts";
import { type Arrangement, fieldsOf, type MainValue, type PanelSpec, type SeriesSpec } from "./spec.ts";

/** Arrays up to this length are lines; longer ones a heat map. */
const mostLines = 8;
const colours = 8;

export function arrange(topic: Topic): Arrangement {
  const known = machine[topic.name]?.(topic);
  const there = new Set(topic.fields.map((field) => field.name));
  // A stranger may publish under a name of the machine's; then its own fields count.
  if (known && known.main.every((value) => there.has(value.field)))
    return { ...known, panels: known.panels.filter((panel) => fieldsOf(panel).every((field) => there.has(field))) };
  return stranger(topic);
}

function stranger(topic: Topic): Arrangement {
  const scalars = topic.fields.filter((field) => field.length === null);
  const numbers = scalars.filter((field) => field.type !== "text");
  return {
    title: topic.name, order: 100,
    main: numbers.slice(0, 2).map((field) => mainValue(topic, field)),
    panels: [
      ...linesByUnit(topic, numbers),
      ...topic.fields.filter((field) => field.length !== null && field.type !== "text")
        .map((field) => array(topic, field)),
      ...texts(scalars.filter((field) => field.type === "text"), topic),
    ],
  };
}

function mainValue(topic: Topic, field: Field): MainValue {
  const isRate = field.kind === "counter";
  return { label: shortName(topic, field), field: field.name, unit: field.unit, isRate, isRatio: isUnitRatio(field) };
}

/** Scalars that share a unit and a kind share a graph, as long as their lines can be told apart. */
function linesByUnit(topic: Topic, fields: Field[]): PanelSpec[] {
  const groups: Field[][] = [];
  for (const field of fields) {
    const group = groups.find(([first, ...rest]) =>
      first!.unit === field.unit && first!.kind === field.kind && rest.length < colours - 1);
    if (group) group.push(field); else groups.push([field]);
  }
  return groups.map((group) => lines(topic, group));
}

function lines(topic: Topic, group: Field[]): PanelSpec {
  const first = group[0]!, isRate = first.kind === "counter";
  const series = group.map((field, index): SeriesSpec => ({
    label: shortName(topic, field), colour: colour(index), source: isRate ? rate(field.name) : gauge(field.name),
  }));
  const title = group.length > 3 ? `${series[0]!.label} and ${group.length - 1} more`
    : series.map((one) => one.label).join(", ");
  const end = isUnitRatio(first) ? { end: 1 } : {};
  return { kind: "graph", form: "lines", title, unit: isRate ? rateUnit(first.unit) : first.unit, series, ...end };
}

function array(topic: Topic, field: Field): PanelSpec {
  const length = field.length ?? 0, isRate = field.kind === "counter", title = shortName(topic, field);
  const end = isUnitRatio(field) ? { end: 1 } : {};
  if (length > mostLines && !isRate)
    return {
      kind: "heat", title: `${title} (${length})`, unit: field.unit, field: field.name, length, word: "place", ...end,
    };
  const names = topic.fields.find((other) => other.type === "text" && other.length === length);
  const series = Array.from({ length: Math.min(length, mostLines) }, (_, index): SeriesSpec => ({
    label: String(index), colour: colour(index),
    source: isRate ? rateOfElement(field.name, index) : element(field.name, index),
    ...(names ? { name: { field: names.name, index } } : {}),
  }));
  return { kind: "graph", form: "lines", title, unit: isRate ? rateUnit(field.unit) : field.unit, series, ...end };
}

function texts(scalars: Field[], topic: Topic): PanelSpec[] {
  const arrays = topic.fields.filter((field) => field.type === "text" && field.length !== null);
  const fields = [...scalars, ...arrays].map((field) => field.name);
  return fields.length === 0 ? [] : [{ kind: "text", title: "Texts", fields }];
}

/** Without the topic's own name in front, which stands above it. */
export function shortName(topic: Topic, field: Field): string {
  return field.name.startsWith(`${topic.name}.`) ? field.name.slice(topic.name.length + 1) : field.name;
}

const isUnitRatio = (field: Field): boolean => field.unit === "1" && field.kind === "gauge";

const colour = (index: number): string => `--series-${index % colours + 1}`;
