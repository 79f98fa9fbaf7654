// What the server says, in its own words. docs/web.md describes it.
import type { Cell } from "./track.ts";

export type State = "live" | "silent" | "paused" | "stopped" | "died";

export interface Info {
  version: string;
  host: string;
  readOnly: boolean;
  tokenRequired: boolean;
}

export interface Field {
  name: string;
  type: "f64" | "i64" | "u64" | "text";
  length: number | null;
  unit: string;
  kind: "gauge" | "counter" | "text" | string;
  description: string;
}

export interface Topic {
  name: string;
  state: State;
  instance: string;
  publisher: { pid: number; program: string };
  intervalSeconds: number | null;
  ageSeconds: number | null;
  samples: number;
  history: number;
  fields: Field[];
}

export interface History {
  topic: string;
  instance: string;
  fields: string[];
  time: number[];
  number: number[];
  gap: number[];
  values: Record<string, Cell[]>;
}

export interface TopicEvent {
  topic: string;
  state: State;
  publisher: { pid: number; program: string };
  intervalSeconds: number | null;
  ageSeconds: number | null;
}

export interface SampleEvent {
  topic: string;
  time: number;
  number: number;
  gap?: boolean;
  values: Record<string, Cell>;
}

/** The server's answer was no; the message is the server's own. */
export class Refusal extends Error {
  constructor(readonly status: number, message: string) { super(message); }
}

export const getInfo = (): Promise<Info> => get("api/info");

export const getTopics = (): Promise<Omit<Topic, "fields">[]> => get("api/topics");

export const getTopic = (name: string): Promise<Topic> => get(`api/topics/${encodeURIComponent(name)}`);

export function getHistory(name: string, from: string, fields: Iterable<string>, points: number): Promise<History> {
  const query = new URLSearchParams({ from, fields: [...fields].join(","), points: String(points) });
  return get(`api/topics/${encodeURIComponent(name)}/history?${query}`);
}

export async function setInterval(name: string, interval: string, token: string): Promise<string> {
  const answer = await fetch(`api/topics/${encodeURIComponent(name)}/interval`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(token === "" ? {} : { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ interval }),
  });
  const state = await read<{ interval: string }>(answer);
  return state.interval;
}

async function get<T>(path: string): Promise<T> {
  return read<T>(await fetch(path, { cache: "no-store" }));
}

async function read<T>(answer: Response): Promise<T> {
  if (answer.ok) return await answer.json() as T;
  const problem = await answer.json().catch(() => null) as { title?: string; detail?: string } | null;
  throw new Refusal(answer.status, problem?.detail ?? problem?.title ?? `The server answered ${answer.status}.`);
}
