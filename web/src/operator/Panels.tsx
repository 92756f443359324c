import type { ReactNode } from 'react';

import type { Overview, Wording } from './api.ts';
import { Bars, NamedBars, share, useCount } from './Bars.tsx';
import { useOperatorWords } from './words.ts';

export function Panel({ name, title, children }: { name: string; title: string; children: ReactNode }) {
  return (
    <section className="panel" data-board={name} aria-label={title}>
      <h2 className="panel__title">{title}</h2>
      {children}
    </section>
  );
}

function WordsPanel({ wording }: { wording: Wording }) {
  const words = useOperatorWords();
  const count = useCount();
  return (
    <Panel name="words" title={words.wording}>
      <NamedBars counts={wording.by} label={words.wording} />
      <p className="panel__note">{wording.asked === 0 ? words.noModel : words.asked(count(wording.asked))}</p>
      {wording.asked > 0 && (
        <>
          {wording.blocked > 0 && <p className="panel__note">{words.blocked(count(wording.blocked))}</p>}
          <p className="panel__note">{words.spent(count(wording.tokens), wording.cost.toFixed(2))}</p>
          {Object.keys(wording.trouble).length > 0 && (
            <>
              <h3 className="panel__sub">{words.trouble}</h3>
              <NamedBars counts={wording.trouble} label={words.trouble} />
            </>
          )}
        </>
      )}
    </Panel>
  );
}

/** What was done, said back, shown and kept out. */
export function Panels({ overview }: { overview: Overview }) {
  const words = useOperatorWords();
  const { turns, feedback, shown, kept_out, words: wording } = overview;
  const wishes = kept_out.wishes.map(({ key, label, items }) => ({ key, label, n: items }));
  const top = shown.top.map(({ item_id, title, times }) => ({ key: item_id, label: title, n: times }));
  return (
    <div className="panels">
      <Panel name="moves" title={words.moves}>
        <NamedBars counts={turns.moves} label={words.moves} />
      </Panel>
      <Panel name="feedback" title={words.feedback}>
        {Object.keys(feedback.last_day).length === 0 && <p className="panel__note">{words.noFeedback}</p>}
        <NamedBars counts={feedback.last_day} label={words.feedback} />
      </Panel>
      <Panel name="top" title={words.top}>
        <Bars rows={top} label={words.top} />
        <p className="panel__note">{words.topNote(share(Math.round(shown.top_share * shown.places), shown.places))}</p>
      </Panel>
      <Panel name="kept-out" title={words.keptOut}>
        <NamedBars counts={kept_out.reasons} label={words.keptOut} />
        {wishes.length > 0 && <h3 className="panel__sub">{words.keptOutWishes}</h3>}
        <Bars rows={wishes} label={words.keptOutWishes} />
      </Panel>
      <WordsPanel wording={wording} />
    </div>
  );
}
