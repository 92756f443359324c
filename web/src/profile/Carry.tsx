import { useState, type ChangeEvent } from 'react';

import { problemOf } from '../api/client.ts';
import type { Problem, Restored } from '../api/contract.ts';
import { exportAddress, importProfile } from '../api/profile.ts';
import { useWords } from '../words/index.ts';
import { Trouble } from './Trouble.tsx';

/** Takes the profile away as a file, and puts one in the place of what is here. */
export function Carry({ user, onRestored }: { user: string; onRestored: () => void }) {
  const words = useWords();
  const [restored, setRestored] = useState<Restored | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const bring = async ({ currentTarget: input }: ChangeEvent<HTMLInputElement>) => {
    const file = input.files?.[0];
    if (!file) return;
    setRestored(null);
    setProblem(null);
    try {
      setRestored(await importProfile(user, file));
      onRestored();
    } catch (thrown) {
      setProblem(problemOf(thrown));
    }
    // So that the same file, mended, can be chosen again.
    input.value = '';
  };

  return (
    <div className="carry" role="group" aria-label={words.carry}>
      <a className="button" href={exportAddress(user)} download="chatrec-profile.json">
        {words.exportProfile}
      </a>
      <label className="button">
        {words.importProfile}
        <input className="visually-hidden" type="file" accept="application/json,.json" onChange={(event) => void bring(event)} />
      </label>
      <p className="side__empty">{words.carryNote}</p>
      {restored && (
        <p className="carry__told" role="status">
          {words.restored(restored.tastes, restored.unknown.length)}
        </p>
      )}
      {problem && <Trouble problem={problem} />}
    </div>
  );
}
