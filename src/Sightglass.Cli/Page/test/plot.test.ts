import assert from "node:assert/strict";
import { test } from "node:test";
import { axisEnd, plot } from "../src/data/plot.ts";
import { computed, element, gauge, rate, rateOfElement } from "../src/data/source.ts";
import { type Cell, Track } from "../src/data/track.ts";

function track(columns: Record<string, (Cell | null)[]>, gaps: number[] = []): Track {
  const made = new Track(), length = Object.values(columns)[0]!.length;
  made.replace({
    topic: "t", instance: "1", fields: Object.keys(columns), gap: gaps,
    time: Array.from({ length }, (_, row) => 1000 * (row + 1)), number: Array.from({ length }, (_, row) => row),
    values: columns as Record<string, Cell[]>,
  });
  return made;
}

const all = [0, 1e9] as const;

test("the rate of a counter is its gain over the time between two samples", () => {
  assert.deepEqual(rate("c").column(track({ c: [10, 30, 30, 35] })), [null, 20, 0, 5]);
});

test("no rate is computed across a gap, a fall, or what is not available", () => {
  assert.deepEqual(rate("c").column(track({ c: [10, 30, 5, 8] }, [1])), [null, null, null, 3]);
  assert.deepEqual(rate("c").column(track({ c: [10, null, 30, 31] })), [null, null, null, 1]);
});

test("elements of arrays have values and rates of their own", () => {
  const made = track({ a: [[1, 10], [2, 30], [3, null as unknown as number]] });
  assert.deepEqual(element("a", 0).column(made), [1, 2, 3]);
  assert.deepEqual(rateOfElement("a", 1).column(made), [null, 20, null]);
});

test("what is computed of several fields is not available where one is not", () => {
  assert.deepEqual(computed(["a", "b"], (a, b) => a! - b!).column(track({ a: [5, 5], b: [2, null] })), [3, null]);
});

test("a gap has a row of nothing in its middle", () => {
  const made = plot(track({ a: [1, 2, 3] }, [2]), [{ source: gauge("a") }], "lines", ...all);
  assert.deepEqual(made.xs, [1, 2, 2.5, 3]);
  assert.deepEqual(made.drawn, [[1, 2, null, 3]]);
});

test("layers lie on each other, and a line lies over them", () => {
  const lines = [{ source: gauge("a") }, { source: gauge("b") }, { source: gauge("c"), isLine: true }];
  const made = plot(track({ a: [1, 2], b: [10, null], c: [7, 7] }), lines, "stack", ...all);
  assert.deepEqual(made.values, [[1, 2], [10, null], [7, 7]]);
  assert.deepEqual(made.drawn, [[1, 2], [11, null], [7, 7]]);
});

test("where no layer has a value there is none, rather than zero", () => {
  const lines = [{ source: gauge("a") }, { source: gauge("b") }];
  const made = plot(track({ a: [1, null], b: [1, null] }), lines, "stack", ...all);
  assert.deepEqual(made.drawn, [[1, null], [2, null]]);
});

test("a layer that is switched off leaves the others in place", () => {
  const lines = [{ source: gauge("a") }, { source: gauge("b") }];
  const made = plot(track({ a: [1], b: [10] }), lines, "stack", ...all, (index) => index === 0);
  assert.deepEqual(made.drawn, [[null], [10]]);
});

test("a layer that is nothing all the time is not drawn", () => {
  const lines = [{ source: gauge("a") }, { source: gauge("b") }, { source: gauge("c") }];
  assert.deepEqual(plot(track({ a: [1, 2], b: [0, 0], c: [0, 3] }), lines, "stack", ...all).drawn,
    [[1, 2], [null, null], [1, 5]]);
});

test("the second of two directions is drawn downwards and read as it is", () => {
  const made = plot(track({ a: [1], b: [2] }), [{ source: gauge("a") }, { source: gauge("b") }], "mirror", ...all);
  assert.deepEqual([made.values, made.drawn], [[[1], [2]], [[1], [-2]]]);
});

test("only what is in view is drawn, and one sample on each side", () => {
  const made = plot(track({ a: [1, 2, 3, 4, 5, 6] }), [{ source: gauge("a") }], "lines", 3100, 3900);
  assert.deepEqual(made.xs, [3, 4]);
});

test("an axis ends at round numbers", () => {
  assert.equal(axisEnd(0.31, false, 0), 0.5);
  assert.equal(axisEnd(96, false, 0), 200);
  assert.equal(axisEnd(0, false, 0.01), 0.01);
  assert.equal(axisEnd(1500, true, 1024), 2048);
});
