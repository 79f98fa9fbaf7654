import assert from "node:assert/strict";
import { test } from "node:test";
import { format, formatAge, formatInterval, formatTick, rateUnit, scaleFor } from "../src/data/units.ts";

for (const [value, unit, text] of [
  [0.123456, "1", "12.3 %"], [1, "1", "100.0 %"],
  [0, "By", "0 B"], [1023, "By", "1023 B"], [1023.6, "By", "1.00 KiB"], [588_251_136, "By", "561 MiB"],
  [2048, "By/s", "2.00 KiB/s"],
  [2_893_000_000, "Hz", "2.89 GHz"], [800e6, "Hz", "800 MHz"],
  [81, "Cel", "81 °C"], [81.25, "Cel", "81.3 °C"],
  [0.00042, "s", "420 µs"], [0.042, "s", "42.0 ms"], [12.5, "s", "12.5 s"], [36000, "s", "10.0 h"],
  [0.42, "{cpu}", "0.42"], [12, "{packet}/s", "12 packets/s"], [25_000, "{packet}/s", "25.0 k packets/s"],
  [3, "{}/s", "3/s"], [7, "", "7"], [230, "V", "230 V"], [5, "furlong", "5 furlong"],
] as const) test(`${value} ${unit} is shown as ${text}`, () => assert.equal(format(value, unit), text));

test("what is not available is never a number", () => {
  for (const value of [null, undefined, NaN]) assert.equal(format(value, "By"), "n/a");
});

test("counters of seconds have shares as rates, all others their unit per second", () => {
  assert.deepEqual(["s", "By", "{packet}", "", "1"].map(rateUnit), ["1", "By/s", "{packet}/s", "{}/s", "{}/s"]);
});

test("the values of an axis have one scale, and the digits that tell them apart", () => {
  const scale = scaleFor("By", 24 * 2 ** 30);
  const ticks = [0, 8, 16].map((value) => formatTick(value * 2 ** 30, scale, 8 * 2 ** 30));
  assert.deepEqual(ticks, ["0 GiB", "8 GiB", "16 GiB"]);
  assert.equal(formatTick(0.005, scaleFor("1", 0.01), 0.005), "0.5 %");
  assert.equal(formatTick(0.0025, scaleFor("1", 0.01), 0.0025), "0.25 %");
  assert.equal(formatTick(2000, scaleFor("{packet}/s", 20_000), 1000), "2 k");
  assert.equal(formatTick(-2048, scaleFor("By/s", 4096), 1024), "2 KiB/s");
});

test("ages and intervals are short", () => {
  assert.deepEqual([0.41, 12.4, 200, 9000, null].map(formatAge), ["0 s", "12 s", "3 min", "3 h", ""]);
  assert.deepEqual([0.25, 1, 2.5, null].map(formatInterval), ["250 ms", "1 s", "2.5 s", ""]);
});
