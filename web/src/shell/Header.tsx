import { useWords } from '../words/index.ts';
import { LanguageButton, ThemeButton } from './buttons.tsx';
import { CloseIcon, NewIcon, PersonIcon, SumIcon } from './icons.tsx';
import { useSite } from './site.ts';

interface Props {
  onNew: () => void;
  onLanguage: () => void;
  onDrawer: () => void;
}

export function Header({ onNew, onLanguage, onDrawer }: Props) {
  const words = useWords();
  const site = useSite();
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
        <LanguageButton onLanguage={onLanguage} />
        {!site && <ThemeButton />}
        <button type="button" className="tool" data-tool="you" aria-label={words.yourSide} title={words.yourSide} aria-haspopup="dialog" onClick={onDrawer}>
          <PersonIcon />
        </button>
        {site && (
          <button type="button" className="tool" data-tool="close" aria-label={words.close} title={words.close} onClick={site.close}>
            <CloseIcon />
          </button>
        )}
      </nav>
    </header>
  );
}

/** The address keeps its hash for the conversation, so the link must not change it. */
function focusMessage(event: { preventDefault: () => void }) {
  event.preventDefault();
  document.getElementById('message')?.focus();
}
