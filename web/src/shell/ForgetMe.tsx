import { useState } from 'react';

import { forgetUser, problemOf } from '../api/client.ts';
import { useWords } from '../words/index.ts';

interface Props {
  user: string;
  onForgotten: () => void;
}

type Step = 'rest' | 'asking' | 'deleting';

function Question({ busy, onYes, onNo }: { busy: boolean; onYes: () => void; onNo: () => void }) {
  const words = useWords();
  return (
    <div className="forget" role="group" aria-label={words.forgetMe}>
      <p>{words.forgetQuestion}</p>
      <button type="button" className="button button--danger" disabled={busy} onClick={onYes}>
        {words.forgetYes}
      </button>
      <button type="button" className="button" autoFocus onClick={onNo}>
        {words.forgetNo}
      </button>
    </div>
  );
}

/** The user's id, and the way to have everything under it deleted. */
export function ForgetMe({ user, onForgotten }: Props) {
  const words = useWords();
  const [step, setStep] = useState<Step>('rest');
  const [trouble, setTrouble] = useState<string | null>(null);

  const forget = async () => {
    setStep('deleting');
    try {
      await forgetUser(user);
      onForgotten();
    } catch (thrown) {
      const { detail } = problemOf(thrown);
      setTrouble(detail || words.offlineTitle);
      setStep('asking');
    }
  };

  return (
    <section className="side">
      <h2>{words.whoYouAre}</h2>
      <p className="side__id">{user}</p>
      <p className="side__empty">{words.idNote}</p>
      {step === 'rest' ? (
        <button type="button" className="button button--danger" onClick={() => setStep('asking')}>
          {words.forgetMe}
        </button>
      ) : (
        <Question busy={step === 'deleting'} onYes={() => void forget()} onNo={() => setStep('rest')} />
      )}
      {trouble && <p role="alert">{trouble}</p>}
    </section>
  );
}
