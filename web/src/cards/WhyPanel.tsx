import type { CSSProperties } from 'react';

import type { Card } from '../api/contract.ts';
import { CheckIcon } from '../shell/icons.tsx';
import { useWords } from '../words/index.ts';
import { percent, signed } from '../words/numbers.ts';
import { asPercent, keyOf } from './Bar.tsx';
import { addsUp, grouped, scaleOf, sumOf, type Group, type Scale } from './evidence.ts';
import { HistoryBar } from './HistoryBar.tsx';
import { Questions } from './Questions.tsx';

function BarGroup({ group, scale }: { group: Group; scale: Scale }) {
  const words = useWords();
  return (
    <section className="why__group" data-kind={group.kind}>
      <h4 className="why__kind">
        <span>{words.kinds[group.kind]}</span>
        <span className="why__subtotal" data-subtotal={group.subtotal}>
          {signed(group.subtotal)}
        </span>
      </h4>
      <ul className="why__bars">
        {group.evidence.map((piece) => (
          <HistoryBar key={keyOf(piece)} evidence={piece} scale={scale} />
        ))}
      </ul>
    </section>
  );
}

function Total({ card }: { card: Card }) {
  const words = useWords();
  const sum = sumOf(card.evidence);
  const exact = addsUp(card.evidence, card.score);
  return (
    <footer className="why__foot">
      <p className="why__total" data-score={card.score} data-sum={sum}>
        <span className="why__total-name">{words.total}</span>
        <span className="why__unit">{words.unit(`${percent(card.probability)}%`)}</span>
        <strong>{signed(sum)}</strong>
      </p>
      <p className={exact ? 'why__check' : 'why__check why__check--broken'} data-adds-up={exact}>
        {exact && <CheckIcon />}
        {exact ? words.addsUp(card.evidence.length) : words.doesNotAddUp(signed(sum), signed(card.score))}
      </p>
      <p className="why__note">{words.modelNote}</p>
    </footer>
  );
}

/** The ledger behind a card: every term of its score as a bar from one zero line, subtotals, the total, and what to ask on. */
export function WhyPanel({ card, id }: { card: Card; id: string }) {
  const words = useWords();
  const scale = scaleOf(card.evidence);
  return (
    <section
      className="why"
      id={id}
      aria-label={words.whyTitle(card.title)}
      style={{ '--zero': asPercent(scale.zero) } as CSSProperties}
    >
      {grouped(card.evidence).map((group) => (
        <BarGroup key={group.kind} group={group} scale={scale} />
      ))}
      <Total card={card} />
      <Questions card={card} />
    </section>
  );
}
