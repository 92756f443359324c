import type { Card } from '../api/contract.ts';
import { CheckIcon } from '../shell/icons.tsx';
import { useWords } from '../words/index.ts';
import { percent, signed } from '../words/numbers.ts';
import { addsUp, sumOf } from './evidence.ts';
import { Questions } from './Questions.tsx';
import { Waterfall } from './Waterfall.tsx';

/** Whether the terms add up to the score, which the page checks for itself. */
function Check({ card }: { card: Card }) {
  const words = useWords();
  const exact = addsUp(card.evidence, card.score);
  return (
    <footer className="why__foot">
      <p className={exact ? 'why__check' : 'why__check why__check--broken'} data-adds-up={exact}>
        {exact && <CheckIcon />}
        {exact ? words.addsUp(card.evidence.length) : words.doesNotAddUp(signed(sumOf(card.evidence)), signed(card.score))}
      </p>
      <p className="why__note">{words.modelNote}</p>
    </footer>
  );
}

/** The ledger behind a card: every term of its score as a step to the next sum, the total, and what to ask on. */
export function WhyPanel({ card, id }: { card: Card; id: string }) {
  const words = useWords();
  return (
    <section className="why" id={id} aria-label={words.whyTitle(card.title)}>
      <Waterfall card={card}>
        <span className="fall__unit">{words.unit(`${percent(card.probability)}%`)}</span>
      </Waterfall>
      <Check card={card} />
      <Questions card={card} />
    </section>
  );
}
