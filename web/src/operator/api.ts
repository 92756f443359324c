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

export type ProposalKind = 'theme' | 'mood' | 'query' | 'paraphrase';
export type ProposalStatus = 'waiting' | 'accepted' | 'rejected' | 'superseded';

/** What a language model proposed: `ground` is what it rests on, the item's own words for a theme or a mood. */
export interface Proposal {
  number: number;
  kind: ProposalKind;
  about: string;
  title: string;
  value: string;
  label: string;
  ground: string;
  model: string;
  at: number;
  agreement: number;
  status: ProposalStatus;
  by: string;
  decided_at: number | null;
}

export interface Review {
  proposals: Proposal[];
  count: Partial<Record<ProposalKind, Partial<Record<ProposalStatus, number>>>>;
  after: number | null;
}

export type Decision = 'accept' | 'reject' | 'undo';

function shown(key: string, init: RequestInit = {}): RequestInit {
  return { ...init, headers: { ...init.headers, Authorization: `Bearer ${key}` } };
}

export function readOverview(key: string, locale: Locale): Promise<Overview> {
  return read(`v1/operator/overview?locale=${locale}`, shown(key));
}

/** The proposals that wait, and those after `after`. */
export function readProposals(key: string, locale: Locale, after: number): Promise<Review> {
  return read(`v1/operator/proposals?locale=${locale}&after=${after}&limit=10`, shown(key));
}

export async function decide(key: string, numbers: readonly number[], decision: Decision): Promise<void> {
  await read('v1/operator/proposals/decisions', shown(key, posted({ numbers, decision, by: 'operator' })));
}

export async function promote(key: string, version: string): Promise<void> {
  await read('v1/operator/promotions', shown(key, posted({ version })));
}

export async function rollBack(key: string): Promise<void> {
  await read('v1/operator/rollbacks', shown(key, posted({})));
}
