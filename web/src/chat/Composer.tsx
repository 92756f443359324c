import { useState, type KeyboardEvent, type SubmitEvent } from 'react';

import { SendIcon } from '../shell/icons.tsx';
import { MicButton } from '../voice/MicButton.tsx';
import { useWords } from '../words/index.ts';

const LONGEST_MESSAGE = 4000;

interface Props {
  busy: boolean;
  onSay: (message: string) => void;
}

function sends(event: KeyboardEvent): boolean {
  // While an input method composes (pinyin, for one), Enter picks a candidate.
  return event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing;
}

/** Where the user writes. */
export function Composer({ busy, onSay }: Props) {
  const words = useWords();
  const [draft, setDraft] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const message = draft.trim();
  const idle = busy || message === '';

  const say = () => {
    if (idle) return;
    setDraft('');
    onSay(message);
  };
  const sayOnEnter = (event: KeyboardEvent) => {
    if (!sends(event)) return;
    event.preventDefault();
    say();
  };
  const sayOnSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    say();
  };

  return (
    <form className="composer" onSubmit={sayOnSubmit}>
      <textarea
        id="message"
        className="composer__text"
        rows={1}
        maxLength={LONGEST_MESSAGE}
        value={draft}
        placeholder={words.messagePlaceholder}
        aria-label={words.messageLabel}
        aria-describedby="keys"
        enterKeyHint="send"
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={sayOnEnter}
      />
      <MicButton onHeard={setDraft} onTrouble={setTrouble} />
      <button type="submit" className="composer__send" aria-label={words.send} title={words.send} aria-disabled={idle}>
        <SendIcon />
      </button>
      <p id="keys" className="composer__keys">
        {words.keysHint}
      </p>
      {trouble && (
        <p className="composer__trouble" role="alert">
          {trouble}
        </p>
      )}
    </form>
  );
}
