import { useState } from 'react';

import { problemOf } from '../api/client.ts';
import type { Change, Locale, Problem, Taste } from '../api/contract.ts';
import { editTaste, removeTaste, type Edit } from '../api/profile.ts';

/** What came of an edit, and where in the list of tastes it was made: the taste itself may be gone. */
export type Outcome = { item_id: string; at: number } & ({ change: Change } | { problem: Problem });

export interface Edits {
  /** The taste that is being edited. */
  working: string | null;
  outcome: Outcome | null;
  edit: (taste: Taste, edit: Edit | 'remove') => void;
}

/** Edits of a user's tastes, one at a time; `onDone` follows each that the server stored. */
export function useEdits(user: string, locale: Locale, tastes: readonly Taste[], onDone: () => void): Edits {
  const [working, setWorking] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const edit = async ({ item_id }: Taste, kind: Edit | 'remove') => {
    if (working !== null) return;
    const owner = { user, locale };
    const at = tastes.findIndex((taste) => taste.item_id === item_id);
    setWorking(item_id);
    try {
      const change = await (kind === 'remove' ? removeTaste(owner, item_id) : editTaste(owner, item_id, kind));
      setOutcome({ item_id, at, change });
      onDone();
    } catch (thrown) {
      setOutcome({ item_id, at, problem: problemOf(thrown) });
    }
    setWorking(null);
  };
  return { working, outcome, edit: (taste, kind) => void edit(taste, kind) };
}
