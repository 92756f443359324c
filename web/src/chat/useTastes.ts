import { useCallback, useEffect, useState } from 'react';

import { readProfile, Refusal } from '../api/client.ts';
import type { Locale, PressKind, Profile, Steering, Taste } from '../api/contract.ts';

export type Mark = Exclude<PressKind, 'retract'>;

/** What a taste amounts to, whichever way it came in: by a button, a sentence or an imported rating. */
export function markOf({ kind, weight }: Pick<Taste, 'kind' | 'weight'>): Mark {
  if (kind === 'seen' || weight === 0) return 'seen';
  return weight > 0 ? 'like' : 'dislike';
}

export interface Tastes {
  all: readonly Taste[];
  marks: ReadonlyMap<string, Mark>;
  steering: Steering | null;
  refresh: () => void;
}

/** The tastes of `user`, read anew whenever the chat comes to rest. Where they cannot be read, the last known stay. */
const NOTHING: Profile = { tastes: [], steering: null };

export function useTastes(user: string, locale: Locale, resting: boolean): Tastes {
  const [{ tastes: all, steering }, setProfile] = useState(NOTHING);

  const refresh = useCallback(async () => {
    try {
      setProfile(await readProfile(user, locale));
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
    }
  }, [user, locale]);

  useEffect(() => {
    if (resting) void refresh();
  }, [refresh, resting]);

  return { all, marks: new Map(all.map((taste) => [taste.item_id, markOf(taste)])), steering, refresh: () => void refresh() };
}
