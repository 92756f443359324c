import type { Evidence } from '../api/contract.ts';
import { signed } from '../words/numbers.ts';
import { spanOf, type Scale } from './evidence.ts';

export const asPercent = (fraction: number): string => `${(fraction * 100).toFixed(3)}%`;

interface Props {
  evidence: Evidence;
  scale: Scale;
}

/** One term of a difference of two scores as a bar from the zero line. */
export function Bar({ evidence, scale }: Props) {
  const { left, width, cut } = spanOf(evidence.value, scale);
  const sign = evidence.value < 0 ? 'minus' : 'plus';
  return (
    <li className="bar" data-value={evidence.value} data-source={evidence.source}>
      <span className="bar__label">{evidence.label}</span>
      <span className="bar__track" aria-hidden="true">
        <span className={`bar__fill bar__fill--${sign}${cut ? ' bar__fill--cut' : ''}`} style={{ left: asPercent(left), width: asPercent(width) }} />
      </span>
      <span className={`bar__value bar__value--${sign}`}>{signed(evidence.value)}</span>
    </li>
  );
}

/** Tells bars of one list apart: a term is its source, its kind and what it refers to. */
export const keyOf = ({ source, kind, ref }: Evidence): string => `${source}|${kind}|${ref}`;
