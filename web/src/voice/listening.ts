import type { Locale } from '../api/contract.ts';

/** What we use of the browser's speech recognition, which no type library describes yet. */
interface Recognition {
  lang: string;
  interimResults: boolean;
  processLocally?: boolean;
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start: () => void;
  stop: () => void;
}

type Made = new () => Recognition;

declare global {
  interface Window {
    SpeechRecognition?: Made;
    webkitSpeechRecognition?: Made;
  }
}

/** Whether this browser can turn speech into text. Some send the sound to their maker for it; the button says so. */
export function canListen(): boolean {
  return (window.SpeechRecognition ?? window.webkitSpeechRecognition) !== undefined;
}

/** What becomes of listening: the words so far, and at the end an error's name where there was one. */
export interface Hearing {
  heard: (words: string) => void;
  ended: (error: string | null) => void;
}

const TAGS: Record<Locale, string> = { en: 'en-US', zh: 'zh-CN' };

/** Listen until a pause, or until what is returned is called. */
export function listen(locale: Locale, { heard, ended }: Hearing): () => void {
  const Made = window.SpeechRecognition ?? window.webkitSpeechRecognition;
  if (Made === undefined) throw new Error('This browser does not recognise speech; ask canListen() first.');
  const recognition = new Made();
  let error: string | null = null;
  recognition.lang = TAGS[locale];
  recognition.interimResults = true;
  recognition.onresult = ({ results }) => heard(Array.from(results, (alternatives) => alternatives[0]?.transcript ?? '').join(''));
  recognition.onerror = (event) => {
    error = event.error;
  };
  recognition.onend = () => ended(error);
  recognition.start();
  return () => recognition.stop();
}
