import { useEffect, useState } from 'react';

import { problemOf, readWithout, type Listed } from '../api/client.ts';
import type { Matter, Place, Problem, WhatIf } from '../api/contract.ts';
import { dispute, disputeMatter, editTaste, uphold, type Owner } from '../api/profile.ts';
import { Trouble } from '../profile/Trouble.tsx';
import { useLocale, useWords } from '../words/index.ts';
import { ListChange } from './ListChange.tsx';
import { usePresses } from './presses.ts';

/** What is disputed: what the user said of an item or did with it, or something else that a reason names. */
export type Reason = { item: string } | Matter;

interface Props {
  reason: Reason;
  list: Omit<Listed, 'locale'>;
}

const sameList = (before: readonly Place[], after: readonly Place[]): boolean =>
  before.length === after.length && before.every(({ item_id }, at) => item_id === after[at]?.item_id);

const tried = (reason: Reason, listed: Listed): Promise<WhatIf> =>
  'item' in reason ? readWithout(listed, reason.item) : disputeMatter(listed, reason, 'once');

const settled = (reason: Reason, owner: Owner): Promise<unknown> =>
  'item' in reason ? dispute(owner, reason.item) : disputeMatter(owner, reason, 'good');

const unsettled = (reason: Reason, owner: Owner): Promise<unknown> =>
  'item' in reason ? editTaste(owner, reason.item, 'unmute') : uphold(owner, reason);

/** The list with and without a reason, or why it cannot be told. The reason of an open panel stays the same. */
function useWithout(reason: Reason, { user, conversation }: Props['list']): WhatIf | Problem | null {
  const locale = useLocale();
  const [found, setFound] = useState<WhatIf | Problem | null>(null);
  useEffect(() => {
    let wanted = true;
    tried(reason, { user, conversation, locale })
      .catch(problemOf)
      .then((answer) => wanted && setFound(answer));
    return () => {
      wanted = false;
    };
  }, [user, conversation, locale]);
  return found;
}

/** "Not because of this": what the list would be for once without it, and the way to leave it out for good and back. */
export function Dispute({ reason, list }: Props) {
  const words = useWords();
  const locale = useLocale();
  const { retaste } = usePresses();
  const without = useWithout(reason, list);
  const [out, setOut] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const settle = async () => {
    const owner = { ...list, locale };
    setProblem(null);
    try {
      await (out ? unsettled(reason, owner) : settled(reason, owner));
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
      {!same && <ListChange before={without.before} after={without.after} names={['item' in reason ? words.listNow : words.ownList, words.listWithout]} />}
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
