// The state of a topic in words that say what to expect.
import type { TopicModel } from "../data/model.ts";
import { formatAge } from "../data/units.ts";

export const stateWord = (model: TopicModel): string => model.isGone ? "gone" : model.state;

/** What a reader should know beyond "live". */
export function stateSentence(model: TopicModel, ageSeconds: number | null): string {
  const ago = ageSeconds === null ? "" : ` ${formatAge(ageSeconds)} ago`;
  if (model.isGone) return `gone${ago}, its values are old`;
  switch (model.state) {
    case "live": return model.latestNumber === null ? "live, waiting for its first sample" : "live";
    case "silent": return `silent: its last sample came${ago}`;
    case "paused": return `paused: its last sample came${ago}`;
    case "stopped": return `stopped${ago}, waiting for it to return`;
    default: return `died${ago}, waiting for it to return`;
  }
}
