import { useState, type SubmitEvent } from 'react';

import { Coded } from '../shell/Coded.tsx';
import { useOperatorWords } from './words.ts';

/** Asks for the key. */
export function KeyForm({ wrong, onKey }: { wrong: boolean; onKey: (key: string) => void }) {
  const words = useOperatorWords();
  const [key, setKey] = useState('');
  const open = (event: SubmitEvent) => {
    event.preventDefault();
    if (key.trim()) onKey(key.trim());
  };
  return (
    <form className="key" onSubmit={open}>
      <h2 className="panel__title">{words.keyTitle}</h2>
      <p><Coded text={words.keyLead} /></p>
      <label className="key__label">
        {words.key}
        <input className="search" type="password" autoComplete="off" value={key} onChange={(event) => setKey(event.target.value)} />
      </label>
      {wrong && (
        <p className="trouble" role="alert">
          {words.wrongKey}
        </p>
      )}
      <button type="submit" className="button button--main">
        {words.open}
      </button>
    </form>
  );
}
