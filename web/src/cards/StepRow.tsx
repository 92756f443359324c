import { useId, useState } from 'react';

import type { Evidence } from '../api/contract.ts';
import { MuteIcon } from '../shell/icons.tsx';
import { useWords } from '../words/index.ts';
import { signed } from '../words/numbers.ts';
import { Dispute, type Reason } from './Dispute.tsx';
import { itemBehind, matterOf } from './evidence.ts';
import { useList } from './listed.ts';
import { usePresses } from './presses.ts';
import { Track } from './Waterfall.tsx';
import type { Axis, Step } from './waterfall.ts';

const COLUMNS = 4;

interface Props {
  step: Step;
  axis: Axis;
  /** What every item of a list starts with: it stands alone, and is its own subtotal. */
  base: boolean;
}

/** What of a term can be disputed: what the user said of an item or did with it and, where the server holds such disputes, more. */
function useReason(evidence: Evidence): Reason | null {
  const { marks, steerable } = usePresses();
  const item = itemBehind(evidence);
  if (item !== null) return marks.has(item) ? { item } : null;
  return steerable ? matterOf(evidence) : null;
}

/** One term, which in the list that holds now can be disputed. */
export function StepRow({ step, axis, base }: Props) {
  const words = useWords();
  const id = useId();
  const list = useList();
  const [open, setOpen] = useState(false);
  const { evidence, from, to } = step;
  const reason = useReason(evidence);
  const disputable = list !== null && reason !== null;
  const sign = evidence.value < 0 ? 'minus' : 'plus';
  return (
    <>
      <tr role="row" className="fall__row" data-value={evidence.value} data-source={evidence.source}>
        <th role="rowheader" scope="row" className="fall__label">
          <span className="fall__words">{evidence.label}</span>
          {disputable && (
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
          )}
        </th>
        <Track axis={axis} from={from} to={to} look={sign} />
        <td role="cell" className={`fall__value fall__value--${sign}`} {...(base ? { 'data-subtotal': evidence.value } : {})}>
          {signed(evidence.value)}
        </td>
        <td role="cell" className="visually-hidden">
          {signed(to)}
        </td>
      </tr>
      {open && disputable && (
        <tr role="row" className="disputed" id={id} data-disputed={'item' in reason ? reason.item : reason.ref}>
          <td role="cell" colSpan={COLUMNS}>
            <Dispute reason={reason} list={list} />
          </td>
        </tr>
      )}
    </>
  );
}
