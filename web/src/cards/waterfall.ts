import type { Evidence, EvidenceKind } from '../api/contract.ts';
import { grouped, isBase, sumOf } from './evidence.ts';

/** One term as a step of the running sum, `from` before it and `to` after it. */
export interface Step {
  evidence: Evidence;
  from: number;
  to: number;
}

/** The steps of one kind, one after the other; "base" is what every item of a list starts with. */
export interface Flight {
  kind: EvidenceKind | 'base';
  steps: readonly Step[];
  subtotal: number;
}

/** What part of the number line is drawn. Zero may lie outside of it: then bars that begin there are cut at the edge. */
export interface Axis {
  low: number;
  high: number;
}

/** Where a bar lies, as fractions of the width; `cut` where it goes on beyond the edge, and at which one. */
export interface Stretch {
  left: number;
  width: number;
  cut: 'low' | 'high' | null;
}

/** How much farther than what is drawn zero may lie and still be drawn, and the room for bars that are cut. */
const FAR = 0.4;
const ROOM = 0.12;

/** All terms as flights of steps: the base first, then kind by kind, what the user said before what holds for all. */
export function flights(evidence: readonly Evidence[]): Flight[] {
  let level = 0;
  const flight = (kind: Flight['kind'], members: readonly Evidence[]): Flight => {
    const steps = members.map((piece) => {
      const from = level;
      level += piece.value;
      return { evidence: piece, from, to: level };
    });
    return { kind, steps, subtotal: sumOf(members) };
  };
  const base = evidence.filter(isBase);
  const rest = grouped(evidence.filter((piece) => !isBase(piece)));
  return [...(base.length > 0 ? [flight('base', base)] : []), ...rest.map((group) => flight(group.kind, group.evidence))];
}

/** The stretch of the number line on which the steps lie; zero too, unless it lies so far away that it would flatten them. */
export function axisOf(all: readonly Flight[]): Axis {
  const levels = all.flatMap(({ kind, steps }) => steps.flatMap(({ from, to }) => (kind === 'base' ? [to] : [from, to])));
  const low = Math.min(...levels);
  const high = Math.max(...levels);
  const spread = high - low;
  const away = Math.max(0, low, -high);
  if (away <= FAR * spread || spread === 0) return { low: Math.min(0, low), high: Math.max(0, high) };
  return low > 0 ? { low: low - ROOM * spread, high } : { low, high: high + ROOM * spread };
}

/** Where a level lies, as a fraction of the width, at the nearer edge when it is outside. */
export function placeOf(level: number, { low, high }: Axis): number {
  return high === low ? 0 : Math.min(1, Math.max(0, (level - low) / (high - low)));
}

export function stretchOf(from: number, to: number, axis: Axis): Stretch {
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  const left = placeOf(first, axis);
  const cut = first < axis.low ? 'low' : last > axis.high ? 'high' : null;
  return { left, width: placeOf(last, axis) - left, cut };
}
