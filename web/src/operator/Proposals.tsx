import { useCallback, useEffect, useState } from 'react';

import { problemOf } from '../api/client.ts';
import type { Problem } from '../api/contract.ts';
import { Trouble } from '../profile/Trouble.tsx';
import { Coded } from '../shell/Coded.tsx';
import { useLocale } from '../words/index.ts';
import { decide, readProposals, type Decision, type Proposal, type Review } from './api.ts';
import { useCount } from './Bars.tsx';
import { Panel } from './Panels.tsx';
import { useOperatorWords } from './words.ts';

function Row({ proposal, busy, onDecide }: { proposal: Proposal; busy: boolean; onDecide: (decision: Decision) => void }) {
  const words = useOperatorWords();
  const { number, kind, title, about, label, ground, model, agreement } = proposal;
  const said = `${title || about}: ${label}`;
  return (
    <tr data-proposal={number}>
      <th scope="row">{title || about}</th>
      <td>
        {words.names[kind] ?? kind}: <strong>{label}</strong>
        <br />
        <small>{ground}</small>
      </td>
      <td>
        <small>
          {model}, {Math.round(100 * agreement)} %
        </small>
      </td>
      <td>
        <button type="button" className="button" disabled={busy} aria-label={`${words.accept}: ${said}`} onClick={() => onDecide('accept')}>
          {words.accept}
        </button>
        <button type="button" className="button" disabled={busy} aria-label={`${words.reject}: ${said}`} onClick={() => onDecide('reject')}>
          {words.reject}
        </button>
      </td>
    </tr>
  );
}

function Board({ review, busy, onDecide }: { review: Review; busy: boolean; onDecide: (one: Proposal, decision: Decision) => void }) {
  const words = useOperatorWords();
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={words.proposals}>
      <table className="board">
        <thead>
          <tr>
            <th scope="col">{words.about}</th>
            <th scope="col">{words.proposed}</th>
            <th scope="col">{words.proposedBy}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {review.proposals.map((one) => (
            <Row key={one.number} proposal={one} busy={busy} onDecide={(decision) => onDecide(one, decision)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What a language model proposed and waits for a person, ten at a time; the last decision can be taken back. */
export function Proposals({ operatorKey }: { operatorKey: string }) {
  const words = useOperatorWords();
  const locale = useLocale();
  const count = useCount();
  const [after, setAfter] = useState(0);
  const [review, setReview] = useState<Review | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [last, setLast] = useState<Proposal | null>(null);
  const [busy, setBusy] = useState(false);

  const look = useCallback(
    () => readProposals(operatorKey, locale, after).then(setReview, (thrown: unknown) => setProblem(problemOf(thrown))),
    [operatorKey, locale, after],
  );
  useEffect(() => void look(), [look]);

  const settle = async (one: Proposal, decision: Decision) => {
    setBusy(true);
    const failed = await decide(operatorKey, [one.number], decision).then(() => null, problemOf);
    setProblem(failed);
    if (!failed) setLast(decision === 'undo' ? null : one);
    await look();
    setBusy(false);
  };
  const waiting = Object.values(review?.count ?? {}).reduce((sum, of) => sum + (of.waiting ?? 0), 0);
  return (
    <Panel name="proposals" title={words.proposals}>
      <p className="panel__note"><Coded text={waiting === 0 ? words.noProposals : words.waiting(count(waiting))} /></p>
      {review && review.proposals.length > 0 && <Board review={review} busy={busy} onDecide={(...decided) => void settle(...decided)} />}
      {problem && <Trouble problem={problem} />}
      {last && (
        <button type="button" className="button" data-do="undo" disabled={busy} onClick={() => void settle(last, 'undo')}>
          {words.undo(`${last.title || last.about}: ${last.label}`)}
        </button>
      )}
      {after > 0 && (
        <button type="button" className="button" data-do="first" onClick={() => setAfter(0)}>
          {words.firstPage}
        </button>
      )}
      {review?.after != null && (
        <button type="button" className="button" data-do="more" onClick={() => setAfter(review.after ?? 0)}>
          {words.nextPage}
        </button>
      )}
    </Panel>
  );
}
