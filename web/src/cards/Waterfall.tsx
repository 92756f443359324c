import type { CSSProperties, ReactNode } from 'react';

import type { Card } from '../api/contract.ts';
import { useWords } from '../words/index.ts';
import { signed } from '../words/numbers.ts';
import { asPercent, keyOf } from './Bar.tsx';
import { sumOf } from './evidence.ts';
import { StepRow } from './StepRow.tsx';
import { axisOf, flights, placeOf, stretchOf, type Axis, type Flight } from './waterfall.ts';

interface TrackProps {
  axis: Axis;
  from: number;
  to: number;
  /** "level" draws the running sum alone, with no bar. */
  look: 'plus' | 'minus' | 'total' | 'level';
}

/** One row of the picture: a bar between two levels, and the levels as lines to the rows above and below. For eyes only. */
export function Track({ axis, from, to, look }: TrackProps) {
  const { left, width, cut } = stretchOf(from, to, axis);
  const style = {
    '--from': asPercent(placeOf(from, axis)),
    '--to': asPercent(placeOf(to, axis)),
    '--left': asPercent(left),
    '--width': asPercent(width),
  } as CSSProperties;
  return (
    <td className={`fall__track fall__track--${look}`} aria-hidden="true" style={style}>
      {look !== 'level' && <span className={`fall__bar fall__bar--${look}${cut ? ` fall__bar--cut-${cut}` : ''}`} />}
    </td>
  );
}

/** The name of a kind with what it adds, above its steps. */
function Head({ flight, axis }: { flight: Flight; axis: Axis }) {
  const words = useWords();
  const level = flight.steps[0]?.from ?? 0;
  if (flight.kind === 'base') return null;
  return (
    <tr role="row" className="fall__row fall__head">
      <th role="rowheader" scope="rowgroup" className="fall__label">
        {words.kinds[flight.kind]}
      </th>
      <Track axis={axis} from={level} to={level} look="level" />
      <td role="cell" className="fall__value" data-subtotal={flight.subtotal}>
        {signed(flight.subtotal)}
      </td>
    </tr>
  );
}

/** Every term of a score as a step from the running sum before it to the one after it, down to the score; a table to whoever reads it. */
export function Waterfall({ card, children }: { card: Card; children: ReactNode }) {
  const words = useWords();
  const all = flights(card.evidence);
  const axis = axisOf(all);
  const sum = sumOf(card.evidence);
  return (
    <table role="table" className="fall" aria-label={words.whyTitle(card.title)} style={{ '--zero': asPercent(placeOf(0, axis)) } as CSSProperties}>
      <thead role="rowgroup" className="visually-hidden">
        <tr role="row">
          <th role="columnheader" scope="col">
            {words.reason}
          </th>
          <th role="columnheader" scope="col">
            {words.adds}
          </th>
          <th role="columnheader" scope="col">
            {words.sumSoFar}
          </th>
        </tr>
      </thead>
      {all.map((flight) => (
        <tbody role="rowgroup" key={flight.kind} className="fall__flight" data-kind={flight.kind}>
          <Head flight={flight} axis={axis} />
          {flight.steps.map((step) => (
            <StepRow key={keyOf(step.evidence)} step={step} axis={axis} base={flight.kind === 'base'} />
          ))}
        </tbody>
      ))}
      <tfoot role="rowgroup">
        <tr role="row" className="fall__row fall__total" data-score={card.score} data-sum={sum}>
          <th role="rowheader" scope="row" className="fall__label">
            {words.total} {children}
          </th>
          <Track axis={axis} from={0} to={sum} look="total" />
          <td role="cell" className="fall__value">
            <strong>{signed(sum)}</strong>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
