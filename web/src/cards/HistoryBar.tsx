import { useId, useState } from 'react';

import type { Evidence } from '../api/contract.ts';
import { MuteIcon } from '../shell/icons.tsx';
import { useWords } from '../words/index.ts';
import { Bar } from './Bar.tsx';
import { Dispute } from './Dispute.tsx';
import { itemBehind, type Scale } from './evidence.ts';
import { useList } from './listed.ts';
import { usePresses } from './presses.ts';

/** A term that comes from what the user said of an item or did with it: in the list that holds now, it can be disputed. */
export function HistoryBar({ evidence, scale }: { evidence: Evidence; scale: Scale }) {
  const words = useWords();
  const id = useId();
  const list = useList();
  const { marks } = usePresses();
  const [open, setOpen] = useState(false);
  const item = itemBehind(evidence);
  if (list === null || item === null || !marks.has(item)) return <Bar evidence={evidence} scale={scale} />;

  return (
    <>
      <Bar
        evidence={evidence}
        scale={scale}
        action={
          <button
            type="button"
            className="bar__dispute"
            aria-label={words.disputeOf(evidence.label)}
            title={words.dispute}
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            <MuteIcon />
          </button>
        }
      />
      {open && (
        <li className="disputed" id={id} data-disputed={item}>
          <Dispute item={item} list={list} />
        </li>
      )}
    </>
  );
}
