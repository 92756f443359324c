import { useEffect, useState } from 'react';

import { recall, remember } from '../memory/storage.ts';

export type Theme = 'light' | 'dark';

const DARK = '(prefers-color-scheme: dark)';

function chosen(): Theme | null {
  const theme = recall('theme');
  return theme === 'light' || theme === 'dark' ? theme : null;
}

function system(): Theme {
  return matchMedia(DARK).matches ? 'dark' : 'light';
}

function wear(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}

/** Puts the remembered colours on before anything is drawn, so that a dark page does not flash up light. */
export function wearRemembered(): void {
  wear(chosen() ?? system());
}

/** The colours in use and their toggle. Until the user chooses, the system's choice holds, also when it changes. */
export function useTheme(): [Theme, () => void] {
  const [choice, setChoice] = useState(chosen);
  const [offered, setOffered] = useState(system);
  const theme = choice ?? offered;

  useEffect(() => {
    const query = matchMedia(DARK);
    const follow = () => setOffered(system());
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);

  useEffect(() => {
    wear(theme);
  }, [theme]);

  const toggle = () => {
    const other = theme === 'dark' ? 'light' : 'dark';
    remember('theme', other);
    setChoice(other);
  };
  return [theme, toggle];
}
