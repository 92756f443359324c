import { useEffect, useState } from 'react';

import type { Turn } from '../api/contract.ts';
import { SpeakerIcon, StopIcon } from '../shell/icons.tsx';
import { useWords } from '../words/index.ts';

const TAGS = { en: 'en-US', zh: 'zh-CN' } as const;

/** What is read of an answer: the reply, then each card's title and reason. */
export function spoken({ reply, slate }: Pick<Turn, 'reply' | 'slate'>): string[] {
  return [reply, ...slate.map(({ title, reason }, at) => `${at + 1}. ${title}. ${reason}`)].filter((said) => said.trim() !== '');
}

const canSpeak = (): boolean => 'speechSynthesis' in window && 'SpeechSynthesisUtterance' in window;

/** Reads an answer aloud, and stops; not there where the browser has no voice. */
export function ReadAloud({ turn }: { turn: Turn }) {
  const words = useWords();
  const [speaking, setSpeaking] = useState(false);
  useEffect(() => () => (canSpeak() ? speechSynthesis.cancel() : undefined), []);
  if (!canSpeak()) return null;

  const toggle = () => {
    speechSynthesis.cancel();
    if (speaking) {
      setSpeaking(false);
      return;
    }
    const utterances = spoken(turn).map((said) => {
      const utterance = new SpeechSynthesisUtterance(said);
      utterance.lang = TAGS[turn.locale];
      return utterance;
    });
    const last = utterances.at(-1);
    if (last === undefined) return;
    last.onend = () => setSpeaking(false);
    last.onerror = () => setSpeaking(false);
    setSpeaking(true);
    for (const utterance of utterances) speechSynthesis.speak(utterance);
  };
  const label = speaking ? words.readStop : words.readAloud;
  return (
    <button type="button" className="aloud" data-do="read" aria-pressed={speaking} onClick={toggle}>
      {speaking ? <StopIcon /> : <SpeakerIcon />}
      {label}
    </button>
  );
}
