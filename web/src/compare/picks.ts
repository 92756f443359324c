import { createContext, useCallback, useContext, useMemo, useState } from 'react';

import type { Card } from '../api/contract.ts';

/** So many cards stand side by side at most. */
export const MOST = 3;

/** The cards that were put aside to be compared. */
export interface Picks {
  cards: readonly Card[];
  toggle: (card: Card) => void;
  clear: () => void;
}

export const PicksContext = createContext<Picks>({ cards: [], toggle: () => undefined, clear: () => undefined });

export function usePicks(): Picks {
  return useContext(PicksContext);
}

/** With one card more or less; one too many takes the place of the oldest. */
export function toggled(cards: readonly Card[], card: Card): readonly Card[] {
  const others = cards.filter(({ item_id }) => item_id !== card.item_id);
  return others.length < cards.length ? others : [...others, card].slice(-MOST);
}

export function usePicking(): Picks {
  const [cards, setCards] = useState<readonly Card[]>([]);
  const toggle = useCallback((card: Card) => setCards((before) => toggled(before, card)), []);
  const clear = useCallback(() => setCards([]), []);
  return useMemo(() => ({ cards, toggle, clear }), [cards, toggle, clear]);
}
