import { useCallback, useEffect, useState } from 'react';

import { readTastes, Refusal } from '../api/client.ts';
import type { PressKind, Taste } from '../api/contract.ts';

export type Mark = Exclude<PressKind, 'retract'>;

/** What a taste amounts to, whichever way it came in: by a button, a sentence or an imported rating. */
export function markOf({ kind, weight }: Pick<Taste, 'kind' | 'weight'>): Mark {
  if (kind === 'seen' || weight === 0) return 'seen';
  return weight > 0 ? 'like' : 'dislike';
}

export interface Tastes {
  all: readonly Taste[];
  marks: ReadonlyMap<string, Mark>;
  refresh: () => void;
}

/** The tastes of `user`, read anew whenever the chat comes to rest. Where they cannot be read, the last known stay. */
export function useTastes(user: string, resting: boolean): Tastes {
  const [all, setAll] = useState<readonly Taste[]>([]);

  const refresh = useCallback(async () => {
    try {
      setAll(await readTastes(user));
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
    }
  }, [user]);

  useEffect(() => {
    if (resting) void refresh();
  }, [refresh, resting]);

  return { all, marks: new Map(all.map((taste) => [taste.item_id, markOf(taste)])), refresh: () => void refresh() };
}
