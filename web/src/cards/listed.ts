import { createContext, useContext } from 'react';

import type { Listed } from '../api/client.ts';
import type { Card } from '../api/contract.ts';

/** The list that holds now and whose it is; null within a list that a later one has replaced. */
export const ListContext = createContext<(Omit<Listed, 'locale'> & { cards: readonly Card[] }) | null>(null);

export function useList() {
  return useContext(ListContext);
}
