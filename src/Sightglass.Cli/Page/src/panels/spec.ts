// What a panel shows, as data: made from a topic's schema, drawn by the panels.
import type { Form } from "../data/plot.ts";
import type { Source } from "../data/source.ts";

export interface SeriesSpec {
  readonly label: string;
  /** A property of style/colours.css. */
  readonly colour: string;
  readonly source: Source;
  /** Lies over the layers of a stack as a line of its own. */
  readonly isLine?: boolean;
  /** The text field whose element is the label, once it is known. */
  readonly name?: { readonly field: string; readonly index: number };
}

export interface GraphSpec {
  readonly kind: "graph";
  readonly title: string;
  readonly unit: string;
  readonly form: Form;
  readonly series: readonly SeriesSpec[];
  /** The end of the value axis: fixed, or as large as a field says. */
  readonly end?: number | { readonly field: string };
  /** Shown large in the head of the panel. */
  readonly headline?: Source;
  readonly isWide?: boolean;
}

export interface HeatSpec {
  readonly kind: "heat";
  readonly title: string;
  readonly unit: string;
  readonly field: string;
  readonly length: number;
  readonly word: string;
  /** The value of the hottest colour; without it, the largest in view. */
  readonly end?: number;
}

export interface ColumnSpec {
  readonly title: string;
  readonly field: string;
  readonly unit: string;
  /** A counter, shown as its rate. */
  readonly isRate?: boolean;
  readonly isText?: boolean;
  /** An identity rather than a measure: shown as it is. */
  readonly isPlain?: boolean;
}

export interface TableSpec {
  readonly kind: "table";
  readonly title: string;
  readonly columns: readonly ColumnSpec[];
  /** By which column it is sorted at first, the largest first; without it, in the publisher's order. */
  readonly sort?: number;
  readonly isWide?: boolean;
}

export interface TextSpec {
  readonly kind: "text";
  readonly title: string;
  readonly fields: readonly string[];
}

export type PanelSpec = GraphSpec | HeatSpec | TableSpec | TextSpec;

/** A value of the overview: a word and a number. */
export interface MainValue {
  readonly label: string;
  readonly field: string;
  readonly unit: string;
  readonly isRate?: boolean;
  /** Also drawn as a bar, coloured by its height. */
  readonly isRatio?: boolean;
}

export interface Arrangement {
  readonly title: string;
  /** The machine's topics come first, in this order. */
  readonly order: number;
  readonly main: readonly MainValue[];
  readonly panels: readonly PanelSpec[];
}

export function fieldsOf(panel: PanelSpec): string[] {
  switch (panel.kind) {
    case "graph": return [
      ...panel.series.flatMap((series) => [...series.source.fields, ...(series.name ? [series.name.field] : [])]),
      ...(typeof panel.end === "object" ? [panel.end.field] : []), ...(panel.headline?.fields ?? [])];
    case "heat": return [panel.field];
    case "table": return panel.columns.map((column) => column.field);
    default: return [...panel.fields];
  }
}
