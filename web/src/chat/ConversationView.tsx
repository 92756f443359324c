import { ListContext } from '../cards/listed.ts';
import { useWords } from '../words/index.ts';
import type { ChatState, Entry } from './state.ts';
import { TurnView } from './TurnView.tsx';
import { useFollow } from './useFollow.ts';

interface Props {
  user: string;
  state: ChatState;
  onSuggestion: (message: string) => void;
}

/** Says a finished answer to a screen reader, once and whole. */
function Announcement({ entry }: { entry: Entry | undefined }) {
  const words = useWords();
  const turn = entry?.settled ? entry.turn : null;
  const said = turn ? [turn.reply, turn.slate.length > 0 ? words.results(turn.slate.length) : ''] : [];
  return (
    <p className="visually-hidden" role="status" aria-live="polite">
      {said.filter(Boolean).join(' ')}
    </p>
  );
}

export function ConversationView({ user, state, onSuggestion }: Props) {
  const { conversation, entries, phase } = state;
  const latest = useFollow(state);
  const last = entries.length - 1;
  const cards = entries[last]?.turn?.slate ?? [];
  return (
    <ListContext value={{ user, conversation, cards }}>
      {entries.map((entry, at) => (
        <TurnView
          key={at}
          entry={entry}
          latest={at === last}
          waiting={at === last && !entry.settled && phase === 'answering'}
          ref={at === last ? latest : null}
          onSuggestion={onSuggestion}
        />
      ))}
      <Announcement entry={entries[last]} />
    </ListContext>
  );
}
