import type { ReactNode } from 'react';

import type { Overview } from './api.ts';
import { share, useCount } from './Bars.tsx';
import { useOperatorWords } from './words.ts';

interface FigureProps {
  name: string;
  label: string;
  note?: string | undefined;
  children: ReactNode;
}

function Figure({ name, label, note, children }: FigureProps) {
  return (
    <div className="figure" data-figure={name}>
      <dt className="figure__label">{label}</dt>
      <dd className="figure__value">{children}</dd>
      {note && <dd className="figure__note">{note}</dd>}
    </div>
  );
}

/** The turns of the last hour in twelve bars. */
function Steps({ steps }: { steps: readonly number[] }) {
  const words = useOperatorWords();
  const most = Math.max(1, ...steps);
  return (
    <span className="steps" role="img" aria-label={`${words.stepsTitle}: ${steps.join(', ')}`}>
      {steps.map((n, at) => (
        <span key={at} className="steps__bar" style={{ height: `${(100 * n) / most}%` }} />
      ))}
    </span>
  );
}

const milliseconds = (ms: number): string => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0));

/** The figures that are looked at first. */
export function Figures({ overview }: { overview: Overview }) {
  const words = useOperatorWords();
  const count = useCount();
  const { turns, latency, shown, kept_out, feedback } = overview;
  return (
    <dl className="figures">
      <Figure name="turns" label={words.turns}>
        {!turns.whole_hour && <small>{words.atLeast} </small>}
        {count(turns.last_hour)}
        <Steps steps={turns.steps} />
      </Figure>
      <Figure
        name="latency"
        label={words.latency}
        note={latency.turns > 0 ? words.latencyNote(count(latency.turns)) : words.latencyNone}
      >
        {latency.p50_ms === null || latency.p95_ms === null ? (
          '–'
        ) : (
          <>
            {milliseconds(latency.p50_ms)} <small>/</small> {milliseconds(latency.p95_ms)} <small>ms</small>
          </>
        )}
      </Figure>
      <Figure name="coverage" label={words.coverage} note={words.coverageNote(count(shown.items), count(shown.catalogue))}>
        {share(shown.items, shown.catalogue)}
      </Figure>
      <Figure name="gini" label={words.gini} note={words.giniNote}>
        {shown.gini.toFixed(3)}
      </Figure>
      <Figure name="liked" label={words.liked} note={words.likedNote}>
        {count(feedback.liked_cards)}
      </Figure>
      <Figure name="relaxed" label={words.relaxed} note={kept_out.offered > 0 ? words.relaxedNote(count(kept_out.taken)) : words.relaxedNone}>
        {count(kept_out.offered)}
      </Figure>
    </dl>
  );
}
