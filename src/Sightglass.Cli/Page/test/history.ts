// A history as the server tells it, of one field, for the tests.
import type { History, SampleEvent } from "../src/data/api.ts";
import type { Cell } from "../src/data/track.ts";

export const field = "engine.speed";

export function history(rows: [time: number, number: number, value: Cell][], gap: number[] = []): History {
  return {
    topic: "engine", instance: "1", fields: [field], gap,
    time: rows.map(([time]) => time), number: rows.map(([, number]) => number),
    values: { [field]: rows.map(([, , value]) => value) },
  };
}

export function sample(time: number, number: number, value: Cell, gap?: boolean): SampleEvent {
  return { topic: "engine", time, number, values: { [field]: value }, ...(gap === undefined ? {} : { gap }) };
}
