import { useId, useRef, useState, type KeyboardEvent } from 'react';

import type { Card } from '../api/contract.ts';
import { PickButton } from '../compare/PickButton.tsx';
import { ChevronIcon } from '../shell/icons.tsx';
import { useSite } from '../shell/site.ts';
import { useWords } from '../words/index.ts';
import { multiple } from '../words/numbers.ts';
import { FactSheet } from './FactSheet.tsx';
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
  const site = useSite();
  return (
    <header className="card__head">
      <div className="card__names">
        <h3 className="card__title">
          {site ? (
            <button type="button" className="card__go" onClick={() => site.choose(card.item_id, card.title)}>
              {card.title}
            </button>
          ) : (
            card.title
          )}{' '}
          {card.year !== null && <span className="card__year">({card.year})</span>}
        </h3>
        {card.also && <p className="card__also">{card.also}</p>}
        {card.facts.length > 0 && <p className="card__facts">{card.facts.join(' / ')}</p>}
      </div>
      <p className="chance" title={words.oddsTitle}>
        <span className="chance__number">
          <span className="chance__sign">×</span>
          {multiple(card.times)}
        </span>
        <span className="chance__word">{words.odds}</span>
      </p>
    </header>
  );
}

type Panel = 'why' | 'facts';

/** A button that opens one of the card's panels and says whether it is open. */
function Toggle({ panel, id, open, onToggle }: { panel: Panel; id: string; open: boolean; onToggle: () => void }) {
  const words = useWords();
  return (
    <button
      type="button"
      className="panel-toggle"
      data-panel={panel}
      aria-expanded={open}
      aria-controls={id}
      onClick={onToggle}
    >
      {words[panel]}
      <ChevronIcon />
    </button>
  );
}

/** One recommended item: what it is, why in one sentence, what to say of it, and its evidence and facts on demand. */
export function CardView({ card, rank, decision }: Props) {
  const id = useId();
  const body = useRef<HTMLElement>(null);
  const [open, setOpen] = useState<Panel | null>(null);

  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(null);
    body.current?.querySelector<HTMLElement>(`[data-panel=${open}]`)?.focus();
  };

  return (
    <li className="card" data-item={card.item_id} onKeyDown={closeOnEscape}>
      <Spine card={card} rank={rank} />
      <article className="card__body" aria-label={card.title} ref={body}>
        <Head card={card} />
        {card.reason && <p className="card__reason">{card.reason}</p>}
        <div className="card__actions">
          <PressButtons itemId={card.item_id} decision={decision} />
          <PickButton card={card} />
          <span className="card__panels">
            {(['facts', 'why'] as const).map((panel) => (
              <Toggle
                key={panel}
                panel={panel}
                id={id}
                open={open === panel}
                onToggle={() => setOpen(open === panel ? null : panel)}
              />
            ))}
          </span>
        </div>
        {open === 'why' && <WhyPanel card={card} id={id} />}
        {open === 'facts' && <FactSheet card={card} id={id} />}
      </article>
    </li>
  );
}
