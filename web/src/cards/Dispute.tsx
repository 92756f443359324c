import { useEffect, useState } from 'react';

import { problemOf, readWithout, type Listed } from '../api/client.ts';
import type { Place, Problem, WhatIf } from '../api/contract.ts';
import { dispute, editTaste } from '../api/profile.ts';
import { Trouble } from '../profile/Trouble.tsx';
import { useLocale, useWords } from '../words/index.ts';
import { ListChange } from './ListChange.tsx';
import { usePresses } from './presses.ts';

interface Props {
  item: string;
  list: Omit<Listed, 'locale'>;
}

const sameList = (before: readonly Place[], after: readonly Place[]): boolean =>
  before.length === after.length && before.every(({ item_id }, at) => item_id === after[at]?.item_id);

/** The list with and without what the user said of an item, or why it cannot be told. */
function useWithout(item: string, { user, conversation }: Props['list']): WhatIf | Problem | null {
  const locale = useLocale();
  const [found, setFound] = useState<WhatIf | Problem | null>(null);
  useEffect(() => {
    let wanted = true;
    readWithout({ user, conversation, locale }, item)
      .catch(problemOf)
      .then((answer) => wanted && setFound(answer));
    return () => {
      wanted = false;
    };
  }, [item, user, conversation, locale]);
  return found;
}

/** "Not because of this": what the list would be for once without it, and the way to leave it out for good and back. */
export function Dispute({ item, list }: Props) {
  const words = useWords();
  const locale = useLocale();
  const { retaste } = usePresses();
  const without = useWithout(item, list);
  const [out, setOut] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const settle = async () => {
    const owner = { user: list.user, locale };
    setProblem(null);
    try {
      await (out ? editTaste(owner, item, 'unmute') : dispute(owner, item));
      setOut(!out);
      retaste();
    } catch (thrown) {
      setProblem(problemOf(thrown));
    }
  };

  if (without === null) return <p className="reply--waiting">{words.trying}</p>;
  if (!('before' in without)) return <Trouble problem={without} />;
  const same = sameList(without.before, without.after);
  return (
    <div aria-live="polite" data-out={out}>
      <p className="answered__sentence">{same ? words.withoutSame : words.without}</p>
      {!same && <ListChange before={without.before} after={without.after} names={[words.listNow, words.listWithout]} />}
      <p className="disputed__ways">
        <button type="button" className="button" data-settle onClick={() => void settle()}>
          {out ? words.disputeUndo : words.disputeForGood}
        </button>
        <span className="answered__note">{out ? words.disputedForGood : words.disputeNote}</span>
      </p>
      {problem && <Trouble problem={problem} />}
    </div>
  );
}
