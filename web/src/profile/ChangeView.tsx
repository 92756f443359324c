import type { CSSProperties } from 'react';

import type { Change, Moved } from '../api/contract.ts';
import { asPercent, Bar, keyOf } from '../cards/Bar.tsx';
import { scaleOf } from '../cards/evidence.ts';
import { ListChange } from '../cards/ListChange.tsx';
import { useWords } from '../words/index.ts';

/** Why one item went to another place: what each term of its score says more or less than before. */
function MovedView({ moved }: { moved: Moved }) {
  const words = useWords();
  const scale = scaleOf(moved.terms);
  const place = (at: number | null) => (at === null ? words.notThere : String(at));
  return (
    <section className="moved" style={{ '--zero': asPercent(scale.zero) } as CSSProperties}>
      <h3 className="moved__title">
        <span>{moved.item.title}</span>
        <span className="moved__places">
          {place(moved.before)} → {place(moved.after)}
        </span>
      </h3>
      <ul className="why__bars">
        {moved.terms.map((term) => (
          <Bar key={keyOf(term)} evidence={term} scale={scale} />
        ))}
      </ul>
    </section>
  );
}

/** What a change of the profile did to the user's own list, in a sentence and side by side, and why on demand. */
export function ChangeView({ change }: { change: Change }) {
  const words = useWords();
  const told = change.moved.filter(({ terms }) => terms.length > 0);
  return (
    <>
      <p className="answered__sentence">{change.sentence}</p>
      {change.moved.length > 0 && (
        <ListChange before={change.before} after={change.after} names={[words.listBefore, words.listAfter]} />
      )}
      {told.length > 0 && (
        <details className="moves">
          <summary>{words.whyMoved}</summary>
          {told.map((moved) => (
            <MovedView key={moved.item.item_id} moved={moved} />
          ))}
        </details>
      )}
    </>
  );
}
