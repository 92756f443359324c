import { useState } from 'react';

import { problemOf, readContrast, readCounterfactual, readPaths } from '../api/client.ts';
import type { Card, Contrast, Counterfactual, Paths, Problem } from '../api/contract.ts';
import { useLocale, useWords } from '../words/index.ts';
import { ContrastView } from './ContrastView.tsx';
import { ListChange } from './ListChange.tsx';
import { useList } from './listed.ts';
import { PathView } from './PathView.tsx';

type Answer = { to: string } & ({ contrast: Contrast } | { counterfactual: Counterfactual } | { paths: Paths } | { problem: Problem });

function AnswerView({ answer }: { answer: Answer }) {
  if ('problem' in answer) return <p className="answered__note">{answer.problem.detail || answer.problem.title}</p>;
  if ('contrast' in answer) return <ContrastView contrast={answer.contrast} />;
  if ('paths' in answer) return <PathView paths={answer.paths} />;
  const { counterfactual } = answer;
  return (
    <>
      <p className="answered__sentence">{counterfactual.sentence}</p>
      {counterfactual.note && <p className="answered__note">{counterfactual.note}</p>}
      {counterfactual.found && <ListChange before={counterfactual.before} after={counterfactual.after} />}
    </>
  );
}

/** What can be asked of a card in the list that holds now: without what it would go, what joins it to the
 *  user's own items, and why it stands above the next one. */
export function Questions({ card }: { card: Card }) {
  const words = useWords();
  const locale = useLocale();
  const list = useList();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [waiting, setWaiting] = useState<string | null>(null);
  if (list === null) return null;

  const at = list.cards.findIndex(({ item_id }) => item_id === card.item_id);
  const next = list.cards[at + 1];
  const listed = { user: list.user, conversation: list.conversation, locale };
  const ask = (to: string, question: Promise<Omit<Answer, 'to'>>) => {
    setWaiting(to);
    question
      .catch((thrown: unknown) => ({ problem: problemOf(thrown) }))
      .then((found) => {
        setAnswer({ to, ...found } as Answer);
        setWaiting(null);
      });
  };
  const questions = [
    {
      to: 'without',
      label: words.askWithout,
      put: () => readCounterfactual(listed, card.item_id).then((counterfactual) => ({ counterfactual })),
    },
    {
      to: 'paths',
      label: words.askPaths,
      put: () => readPaths(listed, card.item_id).then((paths) => ({ paths })),
    },
    ...(next
      ? [
          {
            to: 'above',
            label: words.askAbove(next.title),
            put: () => readContrast(listed, card.item_id, next.item_id).then((contrast) => ({ contrast })),
          },
        ]
      : []),
  ];

  return (
    <div className="questions">
      <ul className="chips" aria-label={words.questions}>
        {questions.map(({ to, label, put }) => (
          <li key={to}>
            <button type="button" className="chip" data-ask={to} aria-pressed={answer?.to === to} onClick={() => ask(to, put())}>
              {label}
            </button>
          </li>
        ))}
      </ul>
      <div className="answered" aria-live="polite" aria-busy={waiting !== null}>
        {waiting !== null && <p className="reply--waiting">{words.trying}</p>}
        {waiting === null && answer && <AnswerView answer={answer} />}
      </div>
    </div>
  );
}
