import { useCallback, useEffect, useRef, useState } from 'react';

import { problemOf } from '../api/client.ts';
import type { Locale, Problem } from '../api/contract.ts';
import { readOverview, type Overview } from './api.ts';

const EVERY_MS = 5_000;

export interface Look {
  overview: Overview | null;
  /** Why the last look failed; the overview is then the one before. */
  problem: Problem | null;
  refresh: () => void;
}

/** The overview, read anew every five seconds while the page is in sight. */
export function useOverview(key: string, locale: Locale): Look {
  const [overview, setOverview] = useState<Overview | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  // Looks may overtake each other: what an earlier one saw must not stand over what a later one did.
  const begun = useRef(0);
  const latest = useRef(0);

  const look = useCallback(async () => {
    const number = (begun.current += 1);
    const seen = await readOverview(key, locale).then((found) => ({ found }), (thrown: unknown) => ({ failed: problemOf(thrown) }));
    if (number < latest.current) return;
    latest.current = number;
    if ('found' in seen) setOverview(seen.found);
    setProblem('failed' in seen ? seen.failed : null);
  }, [key, locale]);

  useEffect(() => {
    const seen = () => {
      if (!document.hidden) void look();
    };
    seen();
    const timer = setInterval(seen, EVERY_MS);
    document.addEventListener('visibilitychange', seen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [look]);

  return { overview, problem, refresh: () => void look() };
}
