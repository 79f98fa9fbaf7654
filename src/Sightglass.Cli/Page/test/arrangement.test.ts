import assert from "node:assert/strict";
import { test } from "node:test";
import type { Field, Topic } from "../src/data/api.ts";
import { arrange } from "../src/panels/arrangement.ts";

const field = (name: string, unit = "", kind = "gauge", length: number | null = null): Field =>
  ({ name, unit, kind, length, type: kind === "text" ? "text" : "f64", description: "" });

const topic = (name: string, ...fields: Field[]): Topic => ({
  name, fields, state: "live", instance: "1", publisher: { pid: 1, program: "p" }, intervalSeconds: 1, ageSeconds: 0,
  samples: 1, history: 10,
});

test("a topic that nobody has heard of has panels for all its fields", () => {
  const { panels, title, main } = arrange(topic("engine",
    field("engine.speed", "Hz"), field("engine.temperature", "Cel"),
    field("engine.turns", "{turn}", "counter"), field("engine.cylinder.pressure", "Pa", "gauge", 4),
    field("engine.sensor", "", "gauge", 64), field("engine.name", "", "text")));
  assert.equal(title, "engine");
  assert.deepEqual(main.map((value) => value.label), ["speed", "temperature"]);
  assert.deepEqual(panels.map((panel) => [panel.kind, panel.title]), [["graph", "speed"], ["graph", "temperature"],
    ["graph", "turns"], ["graph", "cylinder.pressure"], ["heat", "sensor (64)"], ["text", "Texts"]]);
  const turns = panels[2];
  assert.ok(turns?.kind === "graph" && turns.unit === "{turn}/s");
});

test("fields of one unit share a graph, as long as their lines can be told apart", () => {
  const fields = Array.from({ length: 10 }, (_, index) => field(`t.${index}`, "V"));
  const { panels } = arrange(topic("t", ...fields));
  assert.deepEqual(panels.map((panel) => panel.kind === "graph" && panel.series.length), [8, 2]);
});

test("a ratio is drawn up to one", () => {
  const [panel] = arrange(topic("t", field("t.load", "1"))).panels;
  assert.ok(panel?.kind === "graph" && panel.end === 1);
});

test("lines of an array are called by the topic's own names", () => {
  const [panel] = arrange(topic("t", field("t.rate", "V", "gauge", 3), field("t.name", "", "text", 3))).panels;
  assert.ok(panel?.kind === "graph");
  assert.deepEqual(panel.series[1]?.name, { field: "t.name", index: 1 });
});

test("a stranger under a name of the machine's is shown by its own fields", () => {
  const { title, panels } = arrange(topic("system.cpu", field("heat", "Cel")));
  assert.equal(title, "system.cpu");
  assert.equal(panels.length, 1);
});

test("of the machine's panels those are there whose fields are", () => {
  const fields = ["system.memory.utilization", "system.memory.available", "system.memory.swap.used",
    "system.memory.commit.used", "system.memory.commit.limit"];
  const { panels } = arrange(topic("system.memory", ...fields.map((name) => field(name))));
  assert.deepEqual(panels.map((panel) => panel.title), ["Swap and commit"]);
});
