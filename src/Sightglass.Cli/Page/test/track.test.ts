import assert from "node:assert/strict";
import { test } from "node:test";
import { Track } from "../src/data/track.ts";
import { field, history, sample } from "./history.ts";

function tracked(...rows: Parameters<typeof history>): Track {
  const track = new Track();
  track.intervalMs = 1000;
  track.replace(history(...rows));
  return track;
}

test("a sample that is known already is dropped", () => {
  const track = tracked([[1000, 1, 5], [2000, 2, 6]]);
  assert.equal(track.push(sample(2000, 2, 6)), false);
  assert.equal(track.push(sample(1000, 1, 5)), false);
  assert.deepEqual(track.numbers, [1, 2]);
});

test("what the stream brings goes on behind the history without a gap", () => {
  const track = tracked([[1000, 1, 5]]);
  track.push(sample(2000, 2, 6));
  track.push(sample(3000, 3, 7));
  assert.deepEqual(track.column(field), [5, 6, 7]);
  assert.deepEqual(track.gaps, [false, false, false]);
});

test("a number that is left out on the stream is a gap", () => {
  const track = tracked([[1000, 1, 5]]);
  track.push(sample(2000, 2, 6));
  track.push(sample(4000, 4, 7));
  assert.deepEqual(track.gaps, [false, false, true]);
});

test("a history that is thinned out is no gap", () => {
  const track = tracked([[1000, 10, 5], [5000, 50, 6]]);
  track.push(sample(6000, 60, 7));
  assert.deepEqual(track.gaps, [false, false, false]);
});

test("the gaps of the history stay gaps", () => {
  assert.deepEqual(tracked([[1000, 1, 5], [9000, 1, 6], [10000, 2, 7]], [1]).gaps, [false, true, false]);
});

test("a restarted publisher's numbers begin anew, and its first sample is a gap", () => {
  const track = tracked([[1000, 7, 5]]);
  track.push(sample(2000, 8, 6));
  track.push(sample(3000, 0, 1, true));
  track.push(sample(4000, 1, 2));
  assert.deepEqual(track.numbers, [7, 8, 0, 1]);
  assert.deepEqual(track.gaps, [false, false, true, false]);
});

test("a sample that is much too late is a gap, whatever it says itself", () => {
  const track = tracked([[1000, 1, 5]]);
  track.push(sample(2000, 2, 6));
  track.push(sample(9000, 3, 7));
  assert.equal(track.gaps[2], true);
});

test("a later history takes the place of the earlier, and keeps what only the stream brought", () => {
  const track = tracked([[2000, 2, 6]]);
  track.push(sample(3000, 3, 7));
  track.replace(history([[1000, 1, 5], [2000, 2, 6]]));
  assert.deepEqual(track.numbers, [1, 2, 3]);
  assert.deepEqual(track.column(field), [5, 6, 7]);
});

test("what was missed is put before what came since, without a gap where nothing is lacking", () => {
  const track = tracked([[1000, 1, 5]]);
  track.breakStream();
  track.push(sample(4000, 4, 8, true));
  track.push(sample(5000, 5, 9));
  track.fill(history([[1000, 1, 5], [2000, 2, 6], [3000, 3, 7], [4000, 4, 8]]), 1000);
  assert.deepEqual(track.numbers, [1, 2, 3, 4, 5]);
  assert.deepEqual(track.column(field), [5, 6, 7, 8, 9]);
  assert.deepEqual(track.gaps, [false, false, false, false, false]);
});

test("a clock that was set back takes the place of the future", () => {
  const track = tracked([[1000, 1, 5], [2000, 2, 6]]);
  track.push(sample(3000, 3, 7));
  track.push(sample(1500, 4, 8));
  assert.deepEqual(track.times, [1000, 1500]);
  assert.deepEqual(track.gaps, [false, true]);
});

test("a field that comes later has nothing before", () => {
  const track = tracked([[1000, 1, 5]]);
  track.push({ ...sample(2000, 2, 6), values: { [field]: 6, other: 1 } });
  assert.deepEqual(track.column("other"), [null, 1]);
});

test("what is forgotten is forgotten in every column", () => {
  const track = tracked([[1000, 1, 5], [2000, 2, 6], [3000, 3, 7]], [1]);
  track.trim(2000);
  assert.deepEqual([track.times, track.numbers], [[2000, 3000], [2, 3]]);
  assert.deepEqual([track.gaps, track.column(field)], [[true, false], [6, 7]]);
});

test("an instant is read from the newest sample before it, but not in a gap nor long after the end", () => {
  const track = tracked([[1000, 1, 5], [2000, 2, 6], [60_000, 3, 7]], [2]);
  assert.equal(track.rowAt(500), -1);
  assert.equal(track.rowAt(1999), 0);
  assert.equal(track.rowAt(3000), 1);
  assert.equal(track.rowAt(30_000), -1);
  assert.equal(track.rowAt(60_500), 2);
  assert.equal(track.rowAt(90_000), -1);
});
