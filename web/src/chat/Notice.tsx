import { useEffect, useRef } from 'react';

import type { Problem } from '../api/contract.ts';
import { Coded } from '../shell/Coded.tsx';
import { useWords, type Words } from '../words/index.ts';
import type { Failure } from './state.ts';

interface Props {
  failure: Failure;
  onRetry: () => void;
  onDismiss: () => void;
}

const OFFLINE = 0;
const NOT_FOUND = 404;
const NOT_READY = 'not_ready';

/** Whether a conversation was asked for that is not there: nothing to retry, and a new one can begin. */
export function isGone({ attempt, problem }: Failure): boolean {
  return attempt.do === 'open' && problem.status === NOT_FOUND;
}

function wording(words: Words, failure: Failure): { title: string; detail: string } {
  const { code, status, detail }: Problem = failure.problem;
  if (isGone(failure)) return { title: words.conversationGone, detail: '' };
  if (failure.attempt.do === 'say' && status === NOT_FOUND) return { title: words.conversationGone, detail: words.saidAnew };
  if (status === OFFLINE) return { title: words.offlineTitle, detail: words.offlineDetail };
  if (code === NOT_READY) return { title: words.notReadyTitle, detail: detail || words.notReadyDetail };
  return { title: words.problemTitle, detail: detail || words.problemDetail(status) };
}

/** What went wrong, in the server's own sentence, and the way on. */
export function Notice({ failure, onRetry, onDismiss }: Props) {
  const words = useWords();
  const { title, detail } = wording(words, failure);
  const notice = useRef<HTMLElement>(null);
  useEffect(() => {
    notice.current?.scrollIntoView({ block: 'nearest' });
  }, [failure]);

  return (
    <section ref={notice} className="notice" role="alert" data-status={failure.problem.status}>
      <h2 className="notice__title">{title}</h2>
      {detail && (
        <p className="notice__detail">
          <Coded text={detail} />
        </p>
      )}
      <p className="notice__ways">
        {!isGone(failure) && (
          <button type="button" className="button button--main" onClick={onRetry}>
            {words.retry}
          </button>
        )}
        <button type="button" className="button" onClick={onDismiss}>
          {words.dismiss}
        </button>
      </p>
    </section>
  );
}
