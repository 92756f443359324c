import { useState } from 'react';

import type { Tastes } from '../chat/useTastes.ts';
import { useLocale, useWords } from '../words/index.ts';
import { Carry } from './Carry.tsx';
import { ChangeView } from './ChangeView.tsx';
import { TasteRow } from './TasteRow.tsx';
import { Trouble } from './Trouble.tsx';
import { useEdits, type Outcome } from './useEdits.ts';

function OutcomeView({ outcome }: { outcome: Outcome }) {
  return (
    <li className="edited" data-edited={outcome.item_id}>
      {'change' in outcome ? <ChangeView change={outcome.change} /> : <Trouble problem={outcome.problem} />}
    </li>
  );
}

/** So many tastes are shown at first: a longer history would hide what stands below it. */
const AT_FIRST = 8;

/** What the recommender knows of the user's tastes, each with its edits; the answer to the last edit stands below its taste. */
export function TasteList({ user, tastes }: { user: string; tastes: Tastes }) {
  const words = useWords();
  const { all, refresh } = tastes;
  const { working, outcome, edit } = useEdits(user, useLocale(), all, refresh);
  const [whole, setWhole] = useState(false);
  const rows = (whole ? all : all.slice(0, AT_FIRST)).map((taste) => (
    <TasteRow key={taste.item_id} taste={taste} working={working === taste.item_id} onEdit={edit} />
  ));
  if (outcome) {
    const still = all.findIndex(({ item_id }) => item_id === outcome.item_id);
    rows.splice(still < 0 ? outcome.at : still + 1, 0, <OutcomeView key="outcome" outcome={outcome} />);
  }
  return (
    <section className="side">
      <h2>{words.tastes}</h2>
      {all.length === 0 && <p className="side__empty">{words.noTastes}</p>}
      <ul className="side__list" aria-live="polite">
        {rows}
      </ul>
      {!whole && all.length > AT_FIRST && (
        <button type="button" className="more" onClick={() => setWhole(true)}>
          {words.allTastes(all.length)}
        </button>
      )}
      <Carry user={user} onRestored={refresh} />
    </section>
  );
}
