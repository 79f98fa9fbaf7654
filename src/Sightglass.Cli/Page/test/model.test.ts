import assert from "node:assert/strict";
import { test } from "node:test";
import type { Field, Topic } from "../src/data/api.ts";
import { type Lane, TopicModel } from "../src/data/model.ts";
import { history, sample } from "./history.ts";

const scalar = (name: string): Field =>
  ({ name, type: "f64", length: null, unit: "1", kind: "gauge", description: "" });

function model(...fields: Field[]): TopicModel {
  const topic: Topic = {
    name: "engine", state: "live", instance: "1", publisher: { pid: 1, program: "p" }, intervalSeconds: 1,
    ageSeconds: 0, samples: 1, history: 10, fields,
  };
  const made = new TopicModel(topic);
  for (const field of fields) made.laneOf(field.name).need(field.name);
  return made;
}

const take = (lane: Lane): void => lane.take(history([[1000, 1, 5]]), 0, true);

test("a first look is small, also at 512 processors, and a longer one is finer", () => {
  const scalars = Array.from({ length: 16 }, (_, index) => scalar(`f${index}`));
  const made = model({ ...scalar("processors"), length: 512 }, ...scalars);
  assert.deepEqual([made.wide.points(320), made.narrow.points(320)], [8, 100]);
  for (const lane of made.lanes) take(lane);
  assert.deepEqual([made.wide.points(320), made.narrow.points(320)], [117, 320]);
});

test("what is drawn is loaded when its fields have a past that reaches back far enough", () => {
  const made = model(scalar("engine.speed")), { narrow } = made;
  assert.equal(narrow.isLoaded(0), false);
  narrow.take(history([[1000, 1, 5]]), 500, false);
  assert.deepEqual([narrow.isLoaded(500), narrow.isLoaded(499)], [true, false]);
  narrow.need("engine.temperature");
  assert.equal(narrow.isLoaded(500), false);
});

test("of two streams that overlap each sample is taken once", () => {
  const made = model(scalar("engine.speed"));
  for (const number of [1, 2, 2, 1, 3]) made.push(sample(number * 1000, number, number));
  assert.deepEqual(made.narrow.track.numbers, [1, 2, 3]);
  assert.equal(made.latestNumber, 3);
});

test("the newest sample of a restarted publisher is the newest, though its number is small", () => {
  const made = model(scalar("engine.speed"));
  made.push(sample(1000, 700, 5));
  made.push(sample(2000, 0, 6, true));
  assert.deepEqual([made.latestNumber, made.latest.get("engine.speed")], [0, 6]);
});
