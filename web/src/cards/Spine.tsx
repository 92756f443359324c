import type { CSSProperties } from 'react';

import type { Card } from '../api/contract.ts';
import { spineHues } from './hues.ts';

const STRIPE_REM = 0.75;

/** Bands of colour: the first label fills the spine, further ones are stripes at its foot. */
function bands(hues: readonly number[]): string {
  const [first, ...stripes] = hues.map((hue) => `oklch(var(--spine-tone) ${hue})`);
  if (first === undefined) return 'var(--rule)';
  const stops = stripes.map((colour, at) => `${colour} ${at * STRIPE_REM}rem ${(at + 1) * STRIPE_REM}rem`);
  return `linear-gradient(to top, ${[...stops, `${first} ${stripes.length * STRIPE_REM}rem`].join(', ')})`;
}

/** The coloured spine of a card, as on a shelf: its place in the list and its first label, written upright. */
export function Spine({ card, rank }: { card: Card; rank: number }) {
  return (
    <div className="spine" aria-hidden="true" style={{ background: bands(spineHues(card)) } as CSSProperties}>
      <span className="spine__rank">{rank}</span>
      <span className="spine__word">{card.facts[0]}</span>
    </div>
  );
}
