import { createContext, useContext } from 'react';

import type { Mark } from '../chat/useTastes.ts';
import type { PressKind } from '../api/contract.ts';

/** What the cards of one slate need to know and to do. */
export interface Presses {
  busy: boolean;
  marks: ReadonlyMap<string, Mark>;
  /** Whether more can be disputed than single items. */
  steerable: boolean;
  /** The tastes have changed otherwise than by a press. */
  retaste: () => void;
  press: (itemId: string, kind: PressKind, decision: string | null) => void;
}

export const PressesContext = createContext<Presses>({ busy: true, marks: new Map(), steerable: false, retaste: () => undefined, press: () => undefined });

export function usePresses(): Presses {
  return useContext(PressesContext);
}
