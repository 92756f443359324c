import type { Ref } from 'react';

import type { PressKind, Turn } from '../api/contract.ts';
import { EarlierSlate, Slate } from '../cards/Slate.tsx';
import { ReadAloud } from '../voice/ReadAloud.tsx';
import { langTag, useWords, type Words } from '../words/index.ts';
import type { Entry } from './state.ts';

interface Props {
  entry: Entry;
  latest: boolean;
  waiting: boolean;
  ref: Ref<HTMLElement> | null;
  onSuggestion: (message: string) => void;
}

/** What a press says, in words: it has no message of its own. */
function pressed(words: Words, turn: Turn | null): string {
  const act = turn?.acts[0];
  const say = act && words.pressed[act.act as PressKind];
  return say ? say(act.title ?? '') : '';
}

function Reply({ entry, waiting }: Pick<Props, 'entry' | 'waiting'>) {
  const words = useWords();
  if (entry.turn?.reply) return <p className="reply">{entry.turn.reply}</p>;
  return waiting ? <p className="reply reply--waiting">{words.thinking}</p> : null;
}

function Excluded({ turn }: { turn: Turn }) {
  const words = useWords();
  const count = Object.values(turn.excluded).reduce((sum, some) => sum + some, 0);
  return turn.slate.length > 0 && count > 0 ? <p className="excluded">{words.excluded(count)}</p> : null;
}

/** What could be said next; after a question, the answers to it. */
function Suggestions({ turn, onSuggestion }: { turn: Turn; onSuggestion: (message: string) => void }) {
  const words = useWords();
  const { question } = turn;
  if (turn.suggestions.length === 0) return null;
  return (
    <ul
      className={question ? 'chips chips--answers' : 'chips'}
      data-question={question?.field}
      aria-label={question ? words.answers : words.suggestions}
    >
      {turn.suggestions.map((suggestion) => (
        <li key={suggestion}>
          <button type="button" className="chip" onClick={() => onSuggestion(suggestion)}>
            {suggestion}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** One message and its answer. Only the latest list stands open: it is the one that holds now. */
export function TurnView({ entry, latest, waiting, ref, onSuggestion }: Props) {
  const words = useWords();
  const { turn } = entry;
  const List = latest ? Slate : EarlierSlate;
  const suggestions = turn && latest && entry.settled && <Suggestions turn={turn} onSuggestion={onSuggestion} />;
  return (
    <article className="turn" tabIndex={-1} ref={ref} aria-busy={waiting}>
      <h2 className="said">
        <span className="visually-hidden">{words.youSaid}: </span>
        <span className="said__words">{entry.message || pressed(words, turn)}</span>
      </h2>
      <div className="answer" lang={turn ? langTag(turn.locale) : undefined}>
        <Reply entry={entry} waiting={waiting} />
        {turn?.question && suggestions}
        {turn && turn.slate.length > 0 && <List slate={turn.slate} decision_id={turn.decision_id} />}
        {turn && latest && <Excluded turn={turn} />}
        {turn && latest && entry.settled && <ReadAloud turn={turn} />}
        {!turn?.question && suggestions}
      </div>
    </article>
  );
}
