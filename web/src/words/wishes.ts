import type { Locale, Wish } from '../api/contract.ts';

interface Taking {
  year: string;
  value: (value: string) => string;
  negation: RegExp;
}

/** How each language takes a wish back, and how its labels begin when they rule something out. */
const TAKING: Record<Locale, Taking> = {
  en: { year: 'Any year is fine', value: (value) => `Forget ${value}`, negation: /^(?:no|not) / },
  zh: { year: '年份不限', value: (value) => `取消${value}`, negation: /^不要/ },
};

const OF_YEARS = /^year!?=.*\.\./;
const OF_VALUES = /^(?!item!?=)[^!=]+!?=(?!.*\.\.).+$/;

/** The sentence that takes a wish back; null for one that no sentence is sure to take back. */
export function sentenceToDrop({ key, label }: Wish, locale: Locale): string | null {
  const { year, value, negation } = TAKING[locale];
  if (OF_YEARS.test(key)) return year;
  return OF_VALUES.test(key) ? value(label.replace(negation, '')) : null;
}
