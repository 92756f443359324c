import type { Evidence, EvidenceKind, Matter } from '../api/contract.ts';

/** The evidence of one kind, strongest first, and what it adds. */
export interface Group {
  kind: EvidenceKind;
  evidence: Evidence[];
  subtotal: number;
}

/** Where bars begin and how wide they may grow, all as fractions of the width. */
export interface Scale {
  zero: number;
  unit: number;
}

/** Where one bar lies: its left edge and its width, as fractions of the width; `cut` where it would go on beyond the edge. */
export interface Span {
  left: number;
  width: number;
  cut: boolean;
}

const ORDER: readonly EvidenceKind[] = [
  'wish',
  'mood',
  'history',
  'attribute',
  'text',
  'path',
  'prior',
  'model',
  'diversity',
  'rest',
];
const TOLERANCE = 1e-9;

export function sumOf(evidence: readonly Evidence[]): number {
  return evidence.reduce((sum, { value }) => sum + value, 0);
}

const OF_WORD = /^word=/;
const OF_ITEM = /^item:(.+)$/s;

/** The item of the user's own that a term comes from; null where it comes from something else. */
export function itemBehind({ kind, ref }: Evidence): string | null {
  return kind === 'history' ? (OF_ITEM.exec(ref)?.[1] ?? null) : null;
}

/** What a lasting dispute of a term would be about, beside the user's own items; null where none can be held. */
export function matterOf(evidence: Evidence): Matter | null {
  const { kind, ref } = evidence;
  switch (kind) {
    case 'attribute':
    case 'path':
      return { matter: kind, ref };
    case 'text':
      return OF_WORD.test(ref) ? { matter: 'word', ref: ref.replace(OF_WORD, '') } : { matter: 'evidence', ref: kind };
    case 'prior':
      return isBase(evidence) ? null : { matter: 'evidence', ref: kind };
    case 'model':
      return { matter: 'evidence', ref: kind };
    default:
      return null;
  }
}

/** The law of the house: |sum - score| <= 1e-9 * max(1, |score|). */
export function addsUp(evidence: readonly Evidence[], score: number): boolean {
  return Math.abs(sumOf(evidence) - score) <= TOLERANCE * Math.max(1, Math.abs(score));
}

/** Evidence by kind, what the user said first and what holds for all later; kinds without evidence are absent. */
export function grouped(evidence: readonly Evidence[]): Group[] {
  return ORDER.map((kind) => {
    const members = evidence.filter((piece) => piece.kind === kind);
    members.sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
    return { kind, evidence: members, subtotal: sumOf(members) };
  }).filter((group) => group.evidence.length > 0);
}

/** The term that every item of a list starts with alike. */
export const isBase = ({ kind, ref }: Evidence): boolean => kind === 'prior' && ref === 'base';

/** How much room a base has that is not drawn to scale, as a fraction of the side of what speaks for the item. */
const ROOM_OF_BASE = 0.4;

/** One scale for all bars of a card: the longest on either side reaches its edge. What all items start with tells none from another
 *  and would make slivers of the rest: it gets some room, and is cut where it needs more. */
export function scaleOf(evidence: readonly Evidence[]): Scale {
  const telling = evidence.filter((piece) => !isBase(piece) && piece.value !== 0);
  const values = (telling.length > 0 ? telling : evidence).map(({ value }) => value);
  const base = -Math.min(0, ...evidence.filter(isBase).map(({ value }) => value));
  const above = Math.max(0, ...values);
  const below = Math.max(0, Math.min(base, above * ROOM_OF_BASE), ...values.map((value) => -value));
  const width = below + above;
  return width === 0 ? { zero: 0, unit: 0 } : { zero: below / width, unit: 1 / width };
}

export function spanOf(value: number, { zero, unit }: Scale): Span {
  const whole = Math.abs(value) * unit;
  const room = value < 0 ? zero : 1 - zero;
  const cut = whole > room + TOLERANCE;
  const width = cut ? room : whole;
  return { left: value < 0 ? zero - width : zero, width, cut };
}
