import { useEffect, useRef, useState } from 'react';

import { MicIcon } from '../shell/icons.tsx';
import { useLocale, useWords } from '../words/index.ts';
import { canListen, listen } from './listening.ts';

interface Props {
  /** The words that were heard so far. */
  onHeard: (words: string) => void;
  onTrouble: (told: string | null) => void;
}

const STOPPED = 'aborted';

/** Writes down what is said; not there where the browser cannot. */
export function MicButton({ onHeard, onTrouble }: Props) {
  const words = useWords();
  const locale = useLocale();
  const stop = useRef<(() => void) | null>(null);
  const [listening, setListening] = useState(false);
  useEffect(() => () => stop.current?.(), []);
  if (!canListen()) return null;

  const toggle = () => {
    if (stop.current !== null) {
      stop.current();
      return;
    }
    onTrouble(null);
    setListening(true);
    stop.current = listen(locale, {
      heard: onHeard,
      ended: (error) => {
        stop.current = null;
        setListening(false);
        if (error !== null && error !== STOPPED) onTrouble(words.micTrouble[error] ?? words.micFailed);
      },
    });
  };
  const label = listening ? words.micStop : words.micStart;
  return (
    <button type="button" className="composer__mic" data-do="listen" aria-pressed={listening} aria-label={label} title={`${label}. ${words.micNote}`} onClick={toggle}>
      <MicIcon />
    </button>
  );
}
