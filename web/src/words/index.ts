import { createContext, useContext } from 'react';

import type { Locale } from '../api/contract.ts';
import { recall } from '../memory/storage.ts';
import { en, type Words } from './en.ts';
import { zh } from './zh.ts';

export type { Words } from './en.ts';

export const WORDS: Record<Locale, Words> = { en, zh };

/** The language chosen before, else the browser's first choice between the two that we speak. */
export function initialLocale(wanted: readonly string[] = navigator.languages): Locale {
  const chosen = recall('locale');
  if (chosen === 'en' || chosen === 'zh') return chosen;
  const spoken = wanted.map((tag) => tag.slice(0, 2).toLowerCase());
  return spoken.find((tag) => tag === 'en' || tag === 'zh') === 'zh' ? 'zh' : 'en';
}

export const LocaleContext = createContext<Locale>('en');

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

export function useWords(): Words {
  return WORDS[useLocale()];
}

/** Sets sentences side by side as the language writes them. */
export function joinSentences(sentences: readonly string[], locale: Locale): string {
  return sentences.filter(Boolean).join(locale === 'zh' ? '' : ' ');
}

/** The value of the `lang` attribute: Chinese here is simplified. */
export function langTag(locale: Locale): string {
  return locale === 'zh' ? 'zh-Hans' : 'en';
}
