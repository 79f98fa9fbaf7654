import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const sheet = readFileSync("style/colours.css", "utf8");

/** WCAG's minimum for text, and for graphics. */
const textContrast = 4.5, lineContrast = 3;
const texts = ["text", "soft", "old", "accent", "live", "silent", "paused", "stopped", "died", "busy", "hot"];
const grounds = ["line", "grid", "ground", "panel", "raised"];

for (const theme of ["dark", "light"]) {
  const block = new RegExp(`data-theme="${theme}"\\]\\s*\\{([^}]*)\\}`).exec(sheet)![1]!;
  const colours = new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map((found) => [found[1]!, found[2]!]));

  test(`words can be read in the ${theme} theme`, () => {
    for (const word of texts)
      for (const ground of ["ground", "panel"])
        assert.ok(contrast(colours.get(word)!, colours.get(ground)!) >= textContrast, `${word} on ${ground}`);
  });

  test(`lines can be seen in the ${theme} theme`, () => {
    const lines = [...colours.keys()].filter((name) => !grounds.includes(name) && !name.startsWith("heat-"));
    assert.ok(lines.length > 30);
    for (const line of lines) {
      const found = contrast(colours.get(line)!, colours.get("panel")!);
      assert.ok(found >= lineContrast, `${line}: ${found.toFixed(2)}`);
    }
  });
}

function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high! + 0.05) / (low! + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
