import { beforeEach, describe, expect, it } from 'vitest';

import { initialLocale, joinSentences, WORDS } from '../src/words/index.ts';
import { percent, signed } from '../src/words/numbers.ts';
import { day } from '../src/words/times.ts';

/** Every string below a value, with its path; functions are asked with sample arguments. */
function strings(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value(7, 7))]];
  return Object.entries(value as object).flatMap(([key, inner]) => strings(inner, `${path}.${key}`));
}

describe('both languages', () => {
  it('say the same things', () => {
    expect(strings(WORDS.zh).map(([path]) => path)).toEqual(strings(WORDS.en).map(([path]) => path));
  });
  it.each(strings(WORDS.en))('English has words at %s', (_, text) => {
    expect(text.trim()).not.toBe('');
    if (text !== '中文') expect(text).not.toMatch(/\p{Script=Han}/u);
  });
  it.each(strings(WORDS.zh))('Chinese has words at %s', (path, text) => {
    if (text !== 'EN' && !['.listJoint', '.colon'].includes(path)) expect(text).toMatch(/\p{Script=Han}/u);
  });
});

describe('the first language', () => {
  beforeEach(() => localStorage.clear());

  it('is the first of the browser that we speak', () => {
    expect(initialLocale(['zh-CN', 'en'])).toBe('zh');
    expect(initialLocale(['fr', 'en-GB', 'zh'])).toBe('en');
    expect(initialLocale(['fr'])).toBe('en');
  });
  it('is the one chosen before, whatever the browser says', () => {
    localStorage.setItem('chatrec.locale', 'zh');
    expect(initialLocale(['en'])).toBe('zh');
  });
});

describe('sentences', () => {
  it('stand apart in English and together in Chinese', () => {
    expect(joinSentences(['', 'One.', 'Two.'], 'en')).toBe('One. Two.');
    expect(joinSentences(['一。', '二。'], 'zh')).toBe('一。二。');
  });
});

describe('numbers', () => {
  it('carry their sign, and a true minus', () => {
    expect([0.5, -0.25, 1e-9, -1e-9].map(signed)).toEqual(['+0.500', '−0.250', '0.000', '0.000']);
  });
  it('never claim certainty', () => {
    expect([0, 0.004, 0.5, 0.996, 1].map(percent)).toEqual([1, 1, 50, 99, 99]);
  });
});

describe('a day', () => {
  const at = new Date(2026, 10, 7, 12).getTime() / 1000;

  it('of this year has no year', () => {
    expect(day(at, 'en', new Date(2026, 11, 1))).toBe('Nov 7');
    expect(day(at, 'zh-Hans', new Date(2027, 0, 1))).toBe('2026年11月7日');
  });
});
