import { useWords } from '../words/index.ts';
import { MoonIcon, NewIcon, PersonIcon, SumIcon, SunIcon } from './icons.tsx';
import { useTheme } from './useTheme.ts';

interface Props {
  onNew: () => void;
  onLanguage: () => void;
  onDrawer: () => void;
}

function ThemeButton() {
  const words = useWords();
  const [theme, toggle] = useTheme();
  const label = theme === 'dark' ? words.toLight : words.toDark;
  return (
    <button type="button" className="tool" data-tool="theme" aria-label={label} title={label} onClick={toggle}>
      {theme === 'dark' ? <SunIcon /> : <MoonIcon />}
    </button>
  );
}

export function Header({ onNew, onLanguage, onDrawer }: Props) {
  const words = useWords();
  return (
    <header className="header">
      <a className="skip" href="#message" onClick={focusMessage}>
        {words.skipToMessage}
      </a>
      <h1 className="brand">
        <SumIcon />
        <span>Chat-Rec</span>
      </h1>
      <p className="tagline">{words.tagline}</p>
      <nav className="tools">
        <button type="button" className="tool" data-tool="new" aria-label={words.newConversation} title={words.newConversation} onClick={onNew}>
          <NewIcon />
        </button>
        <button type="button" className="tool tool--word" data-tool="language" onClick={onLanguage}>
          {words.toOtherLanguage}
        </button>
        <ThemeButton />
        <button type="button" className="tool" data-tool="you" aria-label={words.yourSide} title={words.yourSide} aria-haspopup="dialog" onClick={onDrawer}>
          <PersonIcon />
        </button>
      </nav>
    </header>
  );
}

/** The address keeps its hash for the conversation, so the link must not change it. */
function focusMessage(event: { preventDefault: () => void }) {
  event.preventDefault();
  document.getElementById('message')?.focus();
}
