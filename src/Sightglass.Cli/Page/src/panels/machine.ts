// The panels of the machine's own topics. docs/topics.md has the fields.
import type { Topic } from "../data/api.ts";
import { computed, gauge, rate } from "../data/source.ts";
import type { Arrangement, ColumnSpec, GraphSpec, MainValue, PanelSpec, SeriesSpec } from "./spec.ts";

type Machine = (topic: Topic) => Arrangement;

export const machine: Record<string, Machine> = {
  "system.cpu": cpu,
  "system.memory": memory,
  "container.cpu": containerCpu,
  "container.memory": containerMemory,
  "system.disk": disk,
  "system.network": network,
  "system.processes": processes,
  "system.cpu.frequency": frequency,
  "sightglass.publisher": publisher,
};

const line = (label: string, colour: string, field: string): SeriesSpec => ({ label, colour, source: gauge(field) });

const value = (label: string, field: string, unit: string, more: Partial<MainValue> = {}): MainValue =>
  ({ label, field, unit, ...more });

function cpu(topic: Topic): Arrangement {
  const of = "system.cpu.utilization";
  const modes = ["user", "system", "nice", "iowait", "irq", "softirq", "steal"];
  const count = lengthOf(topic, "system.cpu.logical.utilization");
  return {
    title: "CPU", order: 1,
    main: [value("busy", of, "1", { isRatio: true }), value("load", "system.cpu.load.1m", "{thread}")],
    panels: [
      {
        kind: "graph", title: "CPU by mode", unit: "1", form: "stack", end: 1, isWide: true, headline: gauge(of),
        series: modes.map((mode) => line(mode, `--cpu-${mode}`, `${of}.${mode}`)),
      },
      {
        kind: "heat", title: `Processors (${count})`, unit: "1", field: "system.cpu.logical.utilization",
        length: count, word: "processor", end: 1,
      },
      {
        kind: "graph", title: "Load", unit: "{thread}", form: "lines",
        series: [line("1 min", "--series-3", "system.cpu.load.1m"), line("5 min", "--series-6", "system.cpu.load.5m"),
          line("15 min", "--series-4", "system.cpu.load.15m")],
      },
      pressure("CPU pressure, some", "system.cpu.pressure.some"),
    ],
  };
}

function memory(): Arrangement {
  const of = (name: string): string => `system.memory.${name}`;
  const parts = ["total", "free", "buffers", "cached", "slab.reclaimable"].map(of);
  return {
    title: "Memory", order: 2,
    main: [value("used", of("utilization"), "1", { isRatio: true }), value("available", of("available"), "By")],
    panels: [
      {
        kind: "graph", title: "Memory", unit: "By", form: "stack", end: { field: of("total") }, isWide: true,
        headline: gauge(of("used")),
        series: [
          {
            label: "programs", colour: "--memory-programs",
            source: computed(parts, (total, ...others) => others.reduce((left, part) => left - part, total!)),
          },
          line("shared", "--memory-shared", of("shared")),
          {
            label: "cached", colour: "--memory-cached",
            source: computed([of("cached"), of("shared")], (cached, shared) => Math.max(0, cached! - shared!)),
          },
          line("buffers", "--memory-buffers", of("buffers")), line("slab", "--memory-slab", of("slab.reclaimable")),
          { ...line("used", "--memory-used", of("used")), isLine: true },
        ],
      },
      {
        kind: "graph", title: "Swap and commit", unit: "By", form: "lines",
        series: [line("swap used", "--swap", of("swap.used")),
          line("committed", "--memory-programs", of("commit.used")),
          line("commit limit", "--memory-cached", of("commit.limit"))],
      },
      pressure("Memory pressure, some", of("pressure.some")),
      pressure("Memory pressure, full", of("pressure.full")),
    ],
  };
}

function containerCpu(topic: Topic): Arrangement {
  const of = (name: string): string => `container.cpu.${name}`;
  return {
    title: "Container CPU", order: 3,
    main: [value("of limit", of("utilization"), "1", { isRatio: true }), value("processors", of("usage"), "{cpu}")],
    panels: [
      {
        kind: "graph", title: "Processors used", unit: "{cpu}", form: "lines", headline: gauge(of("usage")),
        series: [line("used", "--cpu-user", of("usage")), line("limit", "--cpu-steal", of("limit"))],
      },
      {
        kind: "graph", title: "Throttled", unit: "1", form: "lines",
        series: [line("periods", "--series-6", of("throttled.utilization")),
          { label: "time", colour: "--cpu-steal", source: rate(of("throttled.time")) }],
      },
      ...ifThere(topic, of("pressure.some.10s"), pressure("Container pressure, CPU", of("pressure.some"))),
    ],
  };
}

function containerMemory(topic: Topic): Arrangement {
  const of = (name: string): string => `container.memory.${name}`;
  return {
    title: "Container memory", order: 4,
    main: [value("of limit", of("utilization"), "1", { isRatio: true }), value("working set", of("working_set"), "By")],
    panels: [
      {
        kind: "graph", title: "Memory of the container", unit: "By", form: "lines", headline: gauge(of("working_set")),
        series: [line("working set", "--memory-programs", of("working_set")),
          line("usage", "--memory-cached", of("usage")), line("limit", "--cpu-steal", of("limit"))],
      },
      {
        kind: "graph", title: "What it is", unit: "By", form: "lines",
        series: [line("anonymous", "--memory-programs", of("anonymous")), line("file", "--memory-cached", of("file")),
          line("swap", "--swap", of("swap.used"))],
      },
      ...ifThere(topic, of("pressure.some.10s"), pressure("Container pressure, memory", of("pressure.some"))),
    ],
  };
}

function disk(): Arrangement {
  const of = "system.disk", device = "system.disk.device";
  return {
    title: "Disks", order: 5,
    main: [value("read", `${of}.io.read.rate`, "By/s"), value("write", `${of}.io.write.rate`, "By/s")],
    panels: [
      mirror("Disk transfer", "By/s", "read", `${of}.io.read`, "write", `${of}.io.write`),
      mirror("Disk operations", "{}/s", "read", `${of}.operations.read`, "write", `${of}.operations.write`),
      {
        kind: "table", title: "Devices",
        columns: [name("device", `${device}.name`), flow("read", `${device}.io.read`, "By"),
          flow("write", `${device}.io.write`, "By"), { title: "busy", field: `${device}.utilization`, unit: "1" }],
      },
    ],
  };
}

function network(): Arrangement {
  const of = "system.network", face = "system.network.interface";
  return {
    title: "Network", order: 6,
    main: [value("in", `${of}.io.receive.rate`, "By/s"), value("out", `${of}.io.transmit.rate`, "By/s")],
    panels: [
      mirror("Network transfer", "By/s", "in", `${of}.io.receive`, "out", `${of}.io.transmit`),
      mirror("Packets", "{}/s", "in", `${of}.packets.receive`, "out", `${of}.packets.transmit`),
      {
        kind: "table", title: "Interfaces",
        columns: [name("interface", `${face}.name`), flow("in", `${face}.io.receive`, "By"),
          flow("out", `${face}.io.transmit`, "By"), flow("dropped", `${face}.dropped.receive`, "{}"),
          flow("errors", `${face}.errors.receive`, "{}")],
      },
    ],
  };
}

function processes(): Arrangement {
  const table = (title: string, of: string, sort: number): PanelSpec => ({
    kind: "table", title, sort,
    columns: [{ title: "pid", field: `${of}.pid`, unit: "", isPlain: true }, name("name", `${of}.name`),
      { title: "processors", field: `${of}.cpu.usage`, unit: "1" },
      { title: "memory", field: `${of}.memory.usage`, unit: "By" }, name("user", `${of}.user`)],
  });
  return {
    title: "Processes", order: 7, main: [value("running", "system.processes.count", "{process}")],
    panels: [table("Busiest by CPU", "system.processes.by_cpu", 2),
      table("Largest by memory", "system.processes.by_memory", 3)],
  };
}

function frequency(topic: Topic): Arrangement {
  const of = "system.cpu.frequency", logical = "system.cpu.logical.frequency";
  return {
    title: "Frequency", order: 8, main: [value("mean", `${of}.mean`, "Hz")],
    panels: [
      {
        kind: "graph", title: "Frequency", unit: "Hz", form: "lines", headline: gauge(`${of}.mean`),
        series: [line("mean", "--series-2", `${of}.mean`), line("limit", "--cpu-steal", `${of}.limit`)],
      },
      {
        kind: "heat", title: "Frequency per processor", unit: "Hz", field: logical, length: lengthOf(topic, logical),
        word: "processor",
      },
    ],
  };
}

function publisher(): Arrangement {
  const of = "sightglass.publisher", per = "sightglass.publisher.topic";
  return {
    title: "The publisher itself", order: 9,
    main: [value("CPU", `${of}.cpu.usage`, "1"), value("memory", `${of}.memory.usage`, "By")],
    panels: [
      {
        kind: "graph", title: "Its CPU", unit: "1", form: "lines",
        series: [line("of a processor", "--cpu-user", `${of}.cpu.usage`)],
      },
      {
        kind: "graph", title: "Its memory", unit: "By", form: "lines",
        series: [line("resident", "--memory-programs", `${of}.memory.usage`),
          line("managed", "--memory-cached", `${of}.memory.managed`)],
      },
      {
        kind: "table", title: "What each topic costs",
        columns: [name("topic", `${per}.name`),
          { title: "missed", field: `${per}.tick.missed`, unit: "", isPlain: true },
          flow("of a processor", `${per}.tick.time`, "s"),
          { title: "last tick", field: `${per}.tick.duration`, unit: "s" }],
      },
    ],
  };
}

const pressure = (title: string, of: string): GraphSpec => ({
  kind: "graph", title, unit: "1", form: "lines",
  series: [line("10 s", "--pressure-1", `${of}.10s`), line("60 s", "--pressure-2", `${of}.60s`),
    line("300 s", "--pressure-3", `${of}.300s`)],
});

const mirror = (
  title: string, unit: string, up: string, upField: string, down: string, downField: string,
): GraphSpec => ({
  kind: "graph", title, unit, form: "mirror",
  series: [{ label: up, colour: "--in", source: rate(upField) },
    { label: down, colour: "--out", source: rate(downField) }],
});

const name = (title: string, field: string): ColumnSpec => ({ title, field, unit: "", isText: true });

const flow = (title: string, field: string, unit: string): ColumnSpec => ({ title, field, unit, isRate: true });

const lengthOf = (topic: Topic, field: string): number => topic.fields.find((f) => f.name === field)?.length ?? 0;

const ifThere = (topic: Topic, field: string, panel: PanelSpec): PanelSpec[] =>
  topic.fields.some((f) => f.name === field) ? [panel] : [];
