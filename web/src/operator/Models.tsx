import { useState } from 'react';

import { problemOf } from '../api/client.ts';
import type { Problem } from '../api/contract.ts';
import { Trouble } from '../profile/Trouble.tsx';
import { Coded } from '../shell/Coded.tsx';
import { langTag, useLocale } from '../words/index.ts';
import { moment } from '../words/times.ts';
import { promote, rollBack, type Version } from './api.ts';
import { useCount } from './Bars.tsx';
import { Panel } from './Panels.tsx';
import { useOperatorWords } from './words.ts';

interface Asked {
  question: string;
  act: () => Promise<void>;
}

function Question({ asked, onEnd }: { asked: Asked; onEnd: (problem: Problem | null) => void }) {
  const words = useOperatorWords();
  const [busy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    onEnd(await asked.act().then(() => null, problemOf));
  };
  return (
    <div className="ask" role="group" aria-label={asked.question}>
      <p>{asked.question}</p>
      <button type="button" className="button button--main" data-answer="yes" disabled={busy} onClick={() => void act()}>
        {words.yes}
      </button>
      <button type="button" className="button" data-answer="no" autoFocus onClick={() => onEnd(null)}>
        {words.no}
      </button>
    </div>
  );
}

function Row({ version, onPromote }: { version: Version; onPromote: () => void }) {
  const words = useOperatorWords();
  const count = useCount();
  const tag = langTag(useLocale());
  return (
    <tr data-version={version.version} data-live={version.live}>
      <th scope="row">{version.version}</th>
      <td>{moment(version.created_at, tag)}</td>
      <td className="figures-cell">
        {version.ndcg === null ? '–' : version.ndcg.toFixed(4)}
        {version.ci95 && <small> ({version.ci95.map((end) => end.toFixed(3)).join('–')})</small>}
      </td>
      <td>{words.interactions(count(version.interactions), count(version.users))}</td>
      <td>
        {version.live ? (
          <strong className="live">{words.live}</strong>
        ) : (
          <button type="button" className="button" onClick={onPromote}>
            {words.promote}
          </button>
        )}
      </td>
    </tr>
  );
}

interface Props {
  versions: readonly Version[];
  operatorKey: string;
  onChanged: () => void;
}

/** The model versions, newest first; another one is made live after a question. */
export function Models({ versions, operatorKey, onChanged }: Props) {
  const words = useOperatorWords();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const ask = (question: string, act: () => Promise<void>) => {
    setProblem(null);
    setAsked({ question, act });
  };
  const end = (failed: Problem | null) => {
    setAsked(null);
    setProblem(failed);
    onChanged();
  };
  return (
    <Panel name="models" title={words.models}>
      {versions.length === 0 && <p className="panel__note"><Coded text={words.noVersions} /></p>}
      {versions.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={words.models}>
          <table className="board">
            <thead>
              <tr>
                <th scope="col">{words.version}</th>
                <th scope="col">{words.made}</th>
                <th scope="col">{words.ndcg}</th>
                <th scope="col">{words.learnedFrom}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {versions.toReversed().map((version) => (
                <Row
                  key={version.version}
                  version={version}
                  onPromote={() => ask(words.promoteAsk(version.version), () => promote(operatorKey, version.version))}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {asked && <Question key={asked.question} asked={asked} onEnd={end} />}
      {problem && <Trouble problem={problem} />}
      {versions.length > 1 && !asked && (
        <button type="button" className="button" data-do="roll-back" onClick={() => ask(words.rollBackAsk, () => rollBack(operatorKey))}>
          {words.rollBack}
        </button>
      )}
    </Panel>
  );
}
