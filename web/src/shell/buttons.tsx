import { useWords } from '../words/index.ts';
import { MoonIcon, SunIcon } from './icons.tsx';
import { useTheme } from './useTheme.ts';

export function ThemeButton() {
  const words = useWords();
  const [theme, toggle] = useTheme();
  const label = theme === 'dark' ? words.toLight : words.toDark;
  return (
    <button type="button" className="tool" data-tool="theme" aria-label={label} title={label} onClick={toggle}>
      {theme === 'dark' ? <SunIcon /> : <MoonIcon />}
    </button>
  );
}

export function LanguageButton({ onLanguage }: { onLanguage: () => void }) {
  const words = useWords();
  return (
    <button type="button" className="tool tool--word" data-tool="language" onClick={onLanguage}>
      {words.toOtherLanguage}
    </button>
  );
}
