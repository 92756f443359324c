import type { Card } from '../api/contract.ts';
import { CompareIcon } from '../shell/icons.tsx';
import { useWords } from '../words/index.ts';
import { usePicks } from './picks.ts';

/** Puts a card beside others to be compared, and back. */
export function PickButton({ card }: { card: Card }) {
  const words = useWords();
  const { cards, toggle } = usePicks();
  const picked = cards.some(({ item_id }) => item_id === card.item_id);
  return (
    <button type="button" className="press" data-press="compare" aria-pressed={picked} title={words.compare} onClick={() => toggle(card)}>
      <CompareIcon />
      <span className="press__word">{words.compare}</span>
    </button>
  );
}
