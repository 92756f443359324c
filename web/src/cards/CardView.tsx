import { useId, useRef, useState, type KeyboardEvent } from 'react';

import type { Card } from '../api/contract.ts';
import { ChevronIcon } from '../shell/icons.tsx';
import { useWords } from '../words/index.ts';
import { percent } from '../words/numbers.ts';
import { PressButtons } from './PressButtons.tsx';
import { Spine } from './Spine.tsx';
import { WhyPanel } from './WhyPanel.tsx';

interface Props {
  card: Card;
  rank: number;
  decision: string | null;
}

function Head({ card }: { card: Card }) {
  const words = useWords();
  return (
    <header className="card__head">
      <div>
        <h3 className="card__title">
          {card.title} {card.year !== null && <span className="card__year">({card.year})</span>}
        </h3>
        {card.also && <p className="card__also">{card.also}</p>}
        {card.facts.length > 0 && <p className="card__facts">{card.facts.join(' / ')}</p>}
      </div>
      <p className="chance">
        <span className="chance__number">
          {percent(card.probability)}
          <span className="chance__sign">%</span>
        </span>
        <span className="chance__word">{words.chance}</span>
      </p>
    </header>
  );
}

/** One recommended item: what it is, why in one sentence, what to say of it, and its evidence on demand. */
export function CardView({ card, rank, decision }: Props) {
  const words = useWords();
  const panel = useId();
  const why = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);

  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
    why.current?.focus();
  };

  return (
    <li className="card" data-item={card.item_id} onKeyDown={closeOnEscape}>
      <Spine card={card} rank={rank} />
      <article className="card__body" aria-label={card.title}>
        <Head card={card} />
        {card.reason && <p className="card__reason">{card.reason}</p>}
        <div className="card__actions">
          <PressButtons itemId={card.item_id} decision={decision} />
          <button
            ref={why}
            type="button"
            className="why-toggle"
            aria-expanded={open}
            aria-controls={panel}
            onClick={() => setOpen(!open)}
          >
            {words.why}
            <ChevronIcon />
          </button>
        </div>
        {open && <WhyPanel card={card} id={panel} />}
      </article>
    </li>
  );
}
