// UCUM units as people read them. Data keep SI units; only what is shown is scaled.

/** How values of one unit are shown: divided by `divisor`, followed by `suffix`. */
export interface Scale {
  readonly divisor: number;
  readonly suffix: string;
}

const binaryPrefixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const decimalPrefixes = ["", "k", "M", "G", "T", "P", "E"];
const prefixed = new Set(["Hz", "W", "J", "V", "A", "Pa", "bit", "m", "g", "Ohm", "N", "bar"]);
const mostPlaces = 6;
const spelled: Record<string, string> = {
  Cel: "°C", "[degF]": "°F", K: "K", Ohm: "Ω", "%": "%", min: "min", h: "h", d: "d", rad: "rad", deg: "°",
};

/** The unit of a counter's rate. Seconds per second are a ratio: a share of one processor, or of the time. */
export function rateUnit(unit: string): string {
  if (unit === "s") return "1";
  return unit === "" || unit === "1" ? "{}/s" : `${unit}/s`;
}

/** The scale at which a value of this size is best read; an axis takes one for all its values. */
export function scaleFor(unit: string, size: number): Scale {
  const [base, per] = split(unit);
  size = Math.abs(size);
  if (unit === "1") return { divisor: 0.01, suffix: "%" };
  if (base === "s" && per === "") return secondsScale(size);
  // The border lies where rounding would say 1024.
  if (base === "By") return prefixScale(binaryPrefixes, 1024, 1023.5, size, "B" + per);
  const word = /^\{(.*)\}$/.exec(base)?.[1];
  if (word !== undefined || base === "")
    return prefixScale(decimalPrefixes, 1000, 9999.5, size, "", trimmed(" " + plural(word ?? "", per) + per));
  if (prefixed.has(base)) return prefixScale(decimalPrefixes, 1000, 999.5, size, (spelled[base] ?? base) + per);
  return { divisor: 1, suffix: (spelled[base] ?? base) + per };
}

/** One value with its unit; what is not available is never a number. */
export function format(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "n/a";
  const scale = scaleFor(unit, value);
  return joined(digits(value / scale.divisor, scale, unit), scale.suffix);
}

/** A value on an axis whose scale is given, with the digits that tell its steps apart. */
export function formatTick(value: number, scale: Scale, step: number): string {
  const scaledStep = Math.abs(step) / scale.divisor;
  let places = 0;
  while (places < mostPlaces && !isWhole(scaledStep * 10 ** places)) places++;
  // A word stands in the legend; on an axis it would not find room.
  const suffix = scale.suffix.replace(/ .*/, "");
  return joined((Math.abs(value) / scale.divisor).toFixed(places), suffix);
}

/** How long ago, as short as it can be said: `0 s`, `12 s`, `3 min`, `2 h`. Tenths would be another text each time. */
export function formatAge(seconds: number | null): string {
  if (seconds === null) return "";
  if (seconds < 120) return `${Math.floor(Math.max(0, seconds))} s`;
  return seconds < 7170 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** An interval as the program writes it: `250ms`, `1s`. */
export function formatInterval(seconds: number | null): string {
  if (seconds === null) return "";
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${Number(seconds.toFixed(1))} s`;
}

/** Whether an axis of this unit steps in powers of two. */
export const isBinary = (unit: string): boolean => split(unit)[0] === "By";

function split(unit: string): [string, string] {
  return unit.endsWith("/s") ? [unit.slice(0, -2), "/s"] : [unit, ""];
}

function secondsScale(size: number): Scale {
  if (size === 0 || size >= 1) return size < 7200 ? { divisor: 1, suffix: "s" } : { divisor: 3600, suffix: "h" };
  return size >= 0.9995e-3 ? { divisor: 1e-3, suffix: "ms" } : { divisor: 1e-6, suffix: "µs" };
}

function prefixScale(
  prefixes: string[], step: number, border: number, size: number, suffix: string, behind = "",
): Scale {
  let divisor = 1, index = 0;
  for (; size / divisor >= border && index < prefixes.length - 1; index++) divisor *= step;
  return { divisor, suffix: prefixes[index] + suffix + behind };
}

function digits(value: number, scale: Scale, unit: string): string {
  const size = Math.abs(value);
  if (unit === "1") return value.toFixed(1);
  if (scale.divisor === 1 && isBinary(unit)) return value.toFixed(0);
  if (size >= 100) return value.toFixed(0);
  if (Number.isInteger(value) && scale.divisor === 1) return String(value);
  return size >= 10 ? value.toFixed(1) : value.toFixed(2);
}

const plural = (word: string, per: string): string => word === "" || per === "" ? "" : `${word}s`;
const trimmed = (text: string): string => text.trim() === "" ? "" : text.replace(/^ +\//, "/");
const joined = (number: string, suffix: string): string =>
  suffix === "" ? number : suffix.startsWith("/") || suffix === "°" || suffix.startsWith(" ")
    ? number + suffix : `${number} ${suffix}`;
const isWhole = (number: number): boolean => Math.abs(number - Math.round(number)) < 1e-6;
