import { useEffect, useState } from 'react';

import { recall, remember } from '../memory/storage.ts';

export type Theme = 'light' | 'dark';

const DARK = '(prefers-color-scheme: dark)';

function chosen(): Theme | null {
  const theme = recall('theme');
  return theme === 'light' || theme === 'dark' ? theme : null;
}

/** The colours in use and their toggle. Until the user chooses, the system's choice holds, also when it changes. */
export function useTheme(): [Theme, () => void] {
  const [choice, setChoice] = useState(chosen);
  const [system, setSystem] = useState<Theme>(() => (matchMedia(DARK).matches ? 'dark' : 'light'));
  const theme = choice ?? system;

  useEffect(() => {
    const query = matchMedia(DARK);
    const follow = () => setSystem(query.matches ? 'dark' : 'light');
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);

  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);

  const toggle = () => {
    const other = theme === 'dark' ? 'light' : 'dark';
    remember('theme', other);
    setChoice(other);
  };
  return [theme, toggle];
}
