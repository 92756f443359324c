import type { Problem } from '../api/contract.ts';
import { Coded } from '../shell/Coded.tsx';
import { useWords } from '../words/index.ts';

/** What did not work, beside what was tried: the server's own sentence, or that it does not answer. */
export function Trouble({ problem }: { problem: Problem }) {
  const words = useWords();
  const detail = problem.detail || (problem.status === 0 ? '' : problem.title);
  return (
    <p className="trouble" role="alert">
      {problem.status === 0 ? words.offlineTitle : words.problemTitle}
      {detail && <Coded text={`${words.colon}${detail}`} />}
    </p>
  );
}
