import { useEffect, useState } from 'react';

import { listConversations, Refusal } from '../api/client.ts';
import type { ConversationEntry } from '../api/contract.ts';
import { langTag, useLocale, useWords } from '../words/index.ts';
import { moment } from '../words/times.ts';

interface Props {
  user: string;
  current: string | null;
  onOpen: (id: string) => void;
}

function useConversations(user: string): readonly ConversationEntry[] {
  const [entries, setEntries] = useState<readonly ConversationEntry[]>([]);
  useEffect(() => {
    listConversations(user).then(setEntries, (thrown: unknown) => {
      if (!(thrown instanceof Refusal)) throw thrown;
    });
  }, [user]);
  return entries;
}

/** The user's conversations, each of which can be opened again. */
export function ConversationList({ user, current, onOpen }: Props) {
  const words = useWords();
  const tag = langTag(useLocale());
  const entries = useConversations(user);
  return (
    <section className="side">
      <h2>{words.conversations}</h2>
      {entries.length === 0 && <p className="side__empty">{words.noConversations}</p>}
      <ul className="side__list">
        {entries.map(({ id, updated_at }) => (
          <li key={id}>
            <button type="button" className="visit" aria-current={id === current} onClick={() => onOpen(id)}>
              {moment(updated_at, tag)}
              {id === current && <span className="visit__now">{words.openNow}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
