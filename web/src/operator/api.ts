import { posted, read } from '../api/client.ts';
import type { Locale } from '../api/contract.ts';

export type Counts = Record<string, number>;

export interface Turns {
  window: number;
  since: number | null;
  last_hour: number;
  whole_hour: boolean;
  steps: number[];
  moves: Counts;
  locales: Counts;
}

export interface Shown {
  lists: number;
  places: number;
  items: number;
  catalogue: number;
  coverage: number;
  gini: number;
  top: { item_id: string; title: string; times: number }[];
  top_share: number;
}

export interface KeptOut {
  reasons: Counts;
  wishes: { key: string; label: string; items: number }[];
  offered: number;
  taken: number;
}

export interface Wording {
  asked: number;
  by: Counts;
  trouble: Counts;
  blocked: number;
  tokens: number;
  cost: number;
}

export interface Version {
  version: string;
  created_at: number;
  live: boolean;
  ndcg: number | null;
  ci95: [number, number] | null;
  interactions: number;
  users: number;
  scorers: string[];
  forgotten: number;
}

export interface LoadedFile {
  file: string;
  read: number;
  kept: number;
  dropped: number;
  faults: { reason: string; count: number }[];
}

export interface Quality {
  items: number;
  labelled: number;
  dated: number;
  described: number;
  translated: number;
  triples: number;
  loads: { at: number; items: number; events: number; files: LoadedFile[]; enriched: number }[];
}

/** The state of a home; nothing in it names a user. */
export interface Overview {
  at: number;
  turns: Turns;
  feedback: { last_day: Counts; liked_cards: number };
  shown: Shown;
  kept_out: KeptOut;
  words: Wording;
  versions: Version[];
  data: Quality;
  latency: { turns: number; p50_ms: number | null; p95_ms: number | null };
}

function shown(key: string, init: RequestInit = {}): RequestInit {
  return { ...init, headers: { ...init.headers, Authorization: `Bearer ${key}` } };
}

export function readOverview(key: string, locale: Locale): Promise<Overview> {
  return read(`v1/operator/overview?locale=${locale}`, shown(key));
}

export async function promote(key: string, version: string): Promise<void> {
  await read('v1/operator/promotions', shown(key, posted({ version })));
}

export async function rollBack(key: string): Promise<void> {
  await read('v1/operator/rollbacks', shown(key, posted({})));
}
