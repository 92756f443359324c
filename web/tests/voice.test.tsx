import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';

import { Composer } from '../src/chat/Composer.tsx';
import { ReadAloud, spoken } from '../src/voice/ReadAloud.tsx';
import { LocaleContext } from '../src/words/index.ts';
import { card, turn } from './examples.ts';

/** A browser's ears, which hear what the test says. */
class Ears {
  static latest: Ears | null = null;
  lang = '';
  interimResults = false;
  onresult: ((event: object) => void) | null = null;
  onerror: ((event: { error: string }) => void) | null = null;
  onend: (() => void) | null = null;
  start() {
    Ears.latest = this;
  }
  stop() {
    this.onend?.();
  }
  hear(...words: string[]) {
    this.onresult?.({ results: words.map((transcript) => [{ transcript }]) });
  }
}

/** A browser's voice, which remembers what it was given. */
class Utterance {
  lang = '';
  onend: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly text: string) {}
}

const say = (locale: 'en' | 'zh' = 'en') => {
  render(
    <LocaleContext value={locale}>
      <Composer busy={false} onSay={() => undefined} />
    </LocaleContext>,
  );
};

afterEach(() => {
  cleanup();
  for (const name of ['webkitSpeechRecognition', 'speechSynthesis', 'SpeechSynthesisUtterance']) Reflect.deleteProperty(window, name);
});

describe('the microphone', () => {
  it('is not there where the browser has no ears', () => {
    say();
    expect(document.querySelector('[data-do=listen]')).toBeNull();
  });
  it('writes what it hears, in the language of the page, until it ends', () => {
    Object.assign(window, { webkitSpeechRecognition: Ears });
    say('zh');
    const button = screen.getByRole('button', { name: '语音输入' });
    fireEvent.click(button);
    expect(button.getAttribute('aria-pressed')).toBe('true');
    expect(Ears.latest?.lang).toBe('zh-CN');
    act(() => Ears.latest?.hear('九十年代', '的科幻片'));
    expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe('九十年代的科幻片');
    fireEvent.click(button);
    expect(button.getAttribute('aria-pressed')).toBe('false');
  });
  it.each([
    ['not-allowed', /may not use the microphone/],
    ['something-new', /did not work/],
  ])('says what kept it from hearing: %s', (error, told) => {
    Object.assign(window, { webkitSpeechRecognition: Ears });
    say();
    fireEvent.click(screen.getByRole('button', { name: 'Say it' }));
    act(() => {
      Ears.latest?.onerror?.({ error });
      Ears.latest?.onend?.();
    });
    expect(screen.getByRole('alert').textContent).toMatch(told);
  });
});

describe('reading aloud', () => {
  it('is not there where the browser has no voice', () => {
    render(<ReadAloud turn={turn()} />);
    expect(document.querySelector('[data-do=read]')).toBeNull();
  });
  it('reads the reply and each card, and stops', () => {
    const said: Utterance[] = [];
    let cancelled = 0;
    const speechSynthesis = { speak: (utterance: Utterance) => said.push(utterance), cancel: () => (cancelled += 1) };
    Object.assign(window, { speechSynthesis, SpeechSynthesisUtterance: Utterance });
    render(<ReadAloud turn={turn({ locale: 'zh' })} />);
    const button = screen.getByRole('button');
    fireEvent.click(button);
    expect(said.map(({ text }) => text)).toEqual(['Five films.', '1. Fargo. You liked Twelve Monkeys.']);
    expect(said.every(({ lang }) => lang === 'zh-CN')).toBe(true);
    act(() => said.at(-1)?.onend?.());
    expect(button.getAttribute('aria-pressed')).toBe('false');
    fireEvent.click(button);
    const before = cancelled;
    fireEvent.click(button);
    expect(cancelled).toBe(before + 1);
    expect(button.getAttribute('aria-pressed')).toBe('false');
  });
  it('passes over what is empty', () => {
    expect(spoken({ reply: ' ', slate: [card({ reason: '' })] })).toEqual(['1. Fargo. ']);
  });
});
