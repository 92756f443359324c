import { useEffect, useState } from 'react';

import { problemOf, readContrast, readDetails, type Listed } from '../api/client.ts';
import type { Card, Contrast, Details, Problem } from '../api/contract.ts';
import { ContrastView } from '../cards/ContrastView.tsx';
import { Trouble } from '../profile/Trouble.tsx';
import { useLocale, useWords } from '../words/index.ts';
import { multiple, signed } from '../words/numbers.ts';
import { factLines, kindLines, pairs } from './sides.ts';

interface Props {
  cards: readonly Card[];
  list: Omit<Listed, 'locale'>;
}

/** The details of the cards, in their order; null for those that are not there yet or cannot be read. */
function useDetails(cards: readonly Card[]): (Details | null)[] {
  const locale = useLocale();
  const [known, setKnown] = useState<ReadonlyMap<string, Details>>(new Map());
  useEffect(() => {
    let wanted = true;
    for (const { item_id } of cards) {
      readDetails(item_id, locale).then(
        (found) => wanted && setKnown((before) => new Map(before).set(item_id, found)),
        (thrown: unknown) => void problemOf(thrown),
      );
    }
    return () => {
      wanted = false;
    };
  }, [cards, locale]);
  return cards.map(({ item_id }) => known.get(item_id) ?? null);
}

function Columns({ cards }: { cards: readonly Card[] }) {
  const words = useWords();
  return (
    <thead>
      <tr>
        <td />
        {cards.map(({ item_id, title, year }) => (
          <th key={item_id} scope="col" data-side={item_id}>
            {title} {year !== null && <span className="card__year">({year})</span>}
          </th>
        ))}
      </tr>
      <tr>
        <th scope="row">{words.oddsLine}</th>
        {cards.map(({ item_id, times }) => (
          <td key={item_id}>×{multiple(times)}</td>
        ))}
      </tr>
    </thead>
  );
}

function Facts({ cards }: { cards: readonly Card[] }) {
  const lines = factLines(useDetails(cards));
  return (
    <tbody data-lines="facts">
      {lines.map(({ name, values }) => (
        <tr key={name} className={new Set(values).size === 1 ? 'alike' : ''}>
          <th scope="row">{name}</th>
          {values.map((value, at) => (
            <td key={at}>{value || '–'}</td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function Evidence({ cards }: { cards: readonly Card[] }) {
  const words = useWords();
  return (
    <>
      <tbody data-lines="evidence">
        {kindLines(cards).map(({ name, values }) => (
          <tr key={name} data-kind={name}>
            <th scope="row">{words.kinds[name]}</th>
            {values.map((value, at) => (
              <td key={at} className={value < 0 ? 'side__figure side__figure--minus' : 'side__figure'} data-adds={value}>
                {signed(value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{words.total}</th>
          {cards.map(({ item_id, score }) => (
            <td key={item_id} className="side__figure" data-total={score}>
              <strong>{signed(score)}</strong>
            </td>
          ))}
        </tr>
      </tfoot>
    </>
  );
}

/** Why one card stands above another, for any two of them. */
function Contrasts({ cards, list }: Props) {
  const words = useWords();
  const locale = useLocale();
  const choices = pairs(cards);
  const [at, setAt] = useState(0);
  const [answer, setAnswer] = useState<Contrast | Problem | null>(null);
  const pair = choices[Math.min(at, choices.length - 1)];
  const [above, below] = [pair?.[0].item_id, pair?.[1].item_id];

  useEffect(() => {
    let wanted = true;
    setAnswer(null);
    if (above === undefined || below === undefined) return;
    readContrast({ ...list, locale }, above, below)
      .catch(problemOf)
      .then((found) => wanted && setAnswer(found));
    return () => {
      wanted = false;
    };
  }, [above, below, list.user, list.conversation, locale]);

  return (
    <section className="side" aria-busy={answer === null}>
      <h2>{words.contrastTitle}</h2>
      {choices.length > 1 && (
        <ul className="chips">
          {choices.map(([one, other], place) => (
            <li key={`${one.item_id}|${other.item_id}`}>
              <button type="button" className="chip" aria-pressed={place === at} data-pair={place} onClick={() => setAt(place)}>
                {words.versus(one.title, other.title)}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="answered" aria-live="polite">
        {answer === null && <p className="reply--waiting">{words.trying}</p>}
        {answer && ('terms' in answer ? <ContrastView contrast={answer} /> : <Trouble problem={answer} />)}
      </div>
    </section>
  );
}

/** Two or three cards side by side: their facts, what the evidence adds to each by kind, and why one stands above another. */
export function Comparison({ cards, list }: Props) {
  const words = useWords();
  return (
    <>
      <h2 className="compare__title">{words.compareTitle}</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label={words.compareTitle}>
        <table className="sides">
          <Columns cards={cards} />
          <Facts cards={cards} />
          <Evidence cards={cards} />
        </table>
      </div>
      <Contrasts cards={cards} list={list} />
    </>
  );
}
