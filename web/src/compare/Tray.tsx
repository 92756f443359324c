import { useState } from 'react';

import type { Listed } from '../api/client.ts';
import { Drawer } from '../shell/Drawer.tsx';
import { CloseIcon } from '../shell/icons.tsx';
import { useWords } from '../words/index.ts';
import { Comparison } from './Comparison.tsx';
import { usePicks } from './picks.ts';

/** The cards that were put aside, and the way to see them side by side. */
export function Tray({ list }: { list: Omit<Listed, 'locale'> }) {
  const words = useWords();
  const { cards, toggle, clear } = usePicks();
  const [open, setOpen] = useState(false);
  if (cards.length === 0) return null;
  const enough = cards.length > 1;
  return (
    <section className="tray" aria-label={words.compareTray}>
      <ul className="tray__picks">
        {cards.map((card) => (
          <li key={card.item_id} className="wish" data-pick={card.item_id}>
            <span className="wish__label">{card.title}</span>
            <button type="button" aria-label={words.unpick(card.title)} title={words.unpick(card.title)} onClick={() => toggle(card)}>
              <CloseIcon />
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="button button--main" data-do="compare" aria-disabled={!enough} onClick={() => enough && setOpen(true)}>
        {enough ? words.compareThem : words.compareMore}
      </button>
      <Drawer open={open && enough} label={words.compareTitle} wide onClose={() => setOpen(false)}>
        <Comparison cards={cards} list={list} />
        <button type="button" className="button" onClick={clear}>
          {words.compareClear}
        </button>
      </Drawer>
    </section>
  );
}
