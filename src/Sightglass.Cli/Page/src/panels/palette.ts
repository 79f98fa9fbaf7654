// The colours of the style sheet for what is drawn on canvases.

let properties = getComputedStyle(document.documentElement);
const known = new Map<string, string>();

/** The theme has changed: colours are looked up anew. */
export function forgetColours(): void {
  properties = getComputedStyle(document.documentElement);
  known.clear();
}

export function colour(property: string): string {
  let found = known.get(property);
  if (found === undefined) known.set(property, found = properties.getPropertyValue(property).trim() || "#888888");
  return found;
}

export function translucent(property: string, alpha: number): string {
  return colour(property) + Math.round(alpha * 255).toString(16).padStart(2, "0");
}

/** A colour as it looks when it lies thinly on another. */
export function mixed(property: string, ground: string, share: number): string {
  const [above, below] = [channels(colour(property)), channels(colour(ground))];
  return `rgb(${above.map((channel, index) => Math.round(channel * share + below[index]! * (1 - share))).join(" ")})`;
}

/** 256 colours from cold to hot as bytes of red, green, blue, alpha. */
export function heatColours(): Uint32Array {
  const stops = [0, 1, 2, 3, 4].map((index) => channels(colour(`--heat-${index}`)));
  return Uint32Array.from({ length: 256 }, (_, index) => {
    const at = index / 255 * (stops.length - 1), low = Math.min(Math.floor(at), stops.length - 2), share = at - low;
    const [red, green, blue] = [0, 1, 2].map((channel) =>
      Math.round(stops[low]![channel]! * (1 - share) + stops[low + 1]![channel]! * share));
    return (255 << 24 | blue! << 16 | green! << 8 | red!) >>> 0;
  });
}

const channels = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** What tells lines apart without colour. */
const dashes = [[], [7, 3], [2, 2], [9, 3, 2, 3], [4, 2], [12, 4], [1, 3], [6, 2, 1, 2, 1, 2]];

export const dash = (index: number): number[] => dashes[index % dashes.length]!;
