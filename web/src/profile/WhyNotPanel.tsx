import { useEffect, useState } from 'react';

import { findItems, problemOf, readWhyNot, type Listed } from '../api/client.ts';
import type { Found, Problem, WhyNot } from '../api/contract.ts';
import { ListChange } from '../cards/ListChange.tsx';
import { useLocale, useWords } from '../words/index.ts';
import { Trouble } from './Trouble.tsx';

const PAUSE_MS = 200;
const MOST = 6;

/** What a search finds, a moment after the typing has paused; null while there is nothing to say. */
function useFound(sought: string): readonly Found[] | Problem | null {
  const [found, setFound] = useState<readonly Found[] | Problem | null>(null);
  useEffect(() => {
    let wanted = true;
    const search = async () => {
      const answer = await findItems(sought, MOST).catch(problemOf);
      if (wanted) setFound(answer);
    };
    setFound(null);
    const timer = setTimeout(() => void search(), PAUSE_MS);
    if (sought === '') clearTimeout(timer);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [sought]);
  return found;
}

/** What keeps an item out and what would bring it in, with the list that this would make. */
function AnswerView({ answer }: { answer: WhyNot }) {
  return (
    <div data-why-not={answer.item.item_id}>
      <h3 className="why-not__title">{answer.item.title}</h3>
      {answer.sentences.map((sentence) => (
        <p key={sentence} className="answered__sentence">
          {sentence}
        </p>
      ))}
      {answer.note && <p className="answered__note">{answer.note}</p>}
      {answer.found && <ListChange before={answer.before} after={answer.after} />}
    </div>
  );
}

interface ChoicesProps {
  found: readonly Found[];
  onChoose: (item: string) => void;
}

function Choices({ found, onChoose }: ChoicesProps) {
  const words = useWords();
  const locale = useLocale();
  if (found.length === 0) return <p className="side__empty">{words.nothingFound}</p>;
  return (
    <ul className="side__list">
      {found.map(({ item_id, title, titles, year }) => (
        <li key={item_id}>
          <button type="button" className="visit" data-choose={item_id} onClick={() => onChoose(item_id)}>
            <span>
              {titles[locale] ?? title} {year !== null && <span className="taste__year">({year})</span>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** "Why not X?", of the list that holds now: a search, and the answer. */
export function WhyNotPanel({ user, conversation }: Omit<Listed, 'locale'>) {
  const words = useWords();
  const locale = useLocale();
  const [sought, setSought] = useState('');
  const [answer, setAnswer] = useState<WhyNot | Problem | 'waiting' | null>(null);
  const found = useFound(sought.trim());

  const ask = (item: string) => {
    setAnswer('waiting');
    setSought('');
    readWhyNot({ user, conversation, locale }, item).catch(problemOf).then(setAnswer);
  };
  return (
    <section className="side">
      <h2>{words.missing}</h2>
      <p className="side__empty">{words.missingLead}</p>
      <input
        className="search"
        type="search"
        value={sought}
        aria-label={words.searchTitles}
        placeholder={words.searchTitles}
        maxLength={200}
        onChange={(event) => setSought(event.target.value)}
      />
      <div aria-live="polite">
        {found && (Array.isArray(found) ? <Choices found={found} onChoose={ask} /> : <Trouble problem={found as Problem} />)}
        {answer === 'waiting' && <p className="answered reply--waiting">{words.trying}</p>}
        {answer && answer !== 'waiting' && (
          <div className="answered">{'sentences' in answer ? <AnswerView answer={answer} /> : <Trouble problem={answer} />}</div>
        )}
      </div>
    </section>
  );
}
