import assert from "node:assert/strict";
import { test } from "node:test";
import { View } from "../src/frame/view.ts";

const now = 1_000_000_000;

function view(): { view: View; extent: { nowMs: number; oldestMs: number } } {
  const extent = { nowMs: now, oldestMs: now - 3_600_000 };
  return { view: new View(() => extent, () => {}, () => {}), extent };
}

test("the range follows the present", () => {
  const { view: shown, extent } = view();
  assert.deepEqual(shown.span, { from: now - 300_000, to: now });
  extent.nowMs += 1000;
  assert.deepEqual(shown.span, { from: now - 299_000, to: now + 1000 });
  shown.choose("all");
  assert.equal(shown.span.from, extent.oldestMs);
});

test("what was zoomed to stands still until it is reset", () => {
  const { view: shown, extent } = view();
  shown.hold(now - 60_000, now - 30_000);
  extent.nowMs += 5000;
  assert.deepEqual(shown.span, { from: now - 60_000, to: now - 30_000 });
  shown.reset();
  assert.equal(shown.span.to, now + 5000);
});

test("nothing is zoomed to less than can be told apart", () => {
  const { view: shown } = view();
  shown.hold(now - 1000, now - 1000);
  assert.equal(shown.span.to - shown.span.from, 2000);
});

test("nobody pans into the future", () => {
  const { view: shown } = view();
  shown.hold(now - 60_000, now - 10_000);
  shown.pan(0.5);
  assert.deepEqual(shown.span, { from: now - 50_000, to: now });
});

test("zooming keeps the instant that is read where it is", () => {
  const { view: shown } = view();
  shown.zoom(0.5, now - 150_000);
  assert.deepEqual(shown.span, { from: now - 225_000, to: now - 75_000 });
});

test("a paused page reads the instant of the pause", () => {
  const { view: shown, extent } = view();
  shown.pause(true);
  extent.nowMs += 10_000;
  assert.equal(shown.span.to, now);
  assert.equal(shown.cursorMs, now);
  shown.pause(false);
  assert.equal(shown.cursorMs, null);
});

test("the keyboard reads within what is shown", () => {
  const { view: shown } = view();
  shown.step(0.01);
  assert.equal(shown.cursorMs, now);
  shown.step(-0.5);
  assert.equal(shown.cursorMs, now - 150_000);
  shown.step(-0.9);
  assert.equal(shown.cursorMs, now - 300_000);
});
