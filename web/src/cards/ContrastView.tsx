import type { CSSProperties } from 'react';

import type { Contrast } from '../api/contract.ts';
import { useWords } from '../words/index.ts';
import { signed } from '../words/numbers.ts';
import { asPercent, Bar, keyOf } from './Bar.tsx';
import { scaleOf } from './evidence.ts';

/** Why one card stands above another: what each term says more for it, which adds up to the difference of the scores. */
export function ContrastView({ contrast }: { contrast: Contrast }) {
  const words = useWords();
  const scale = scaleOf(contrast.terms);
  return (
    <section data-difference={contrast.difference} style={{ '--zero': asPercent(scale.zero) } as CSSProperties}>
      <p className="answered__sentence">{contrast.sentence}</p>
      {contrast.note && <p className="answered__note">{contrast.note}</p>}
      <ul className="why__bars">
        {contrast.terms.map((term) => (
          <Bar key={keyOf(term)} evidence={term} scale={scale} />
        ))}
      </ul>
      <p className="why__total">
        <span className="why__total-name">{words.difference}</span>
        <strong>{signed(contrast.difference)}</strong>
      </p>
    </section>
  );
}
