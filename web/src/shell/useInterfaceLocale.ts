import { useEffect, useState } from 'react';

import type { Locale } from '../api/contract.ts';
import { remember } from '../memory/storage.ts';
import { initialLocale, langTag } from '../words/index.ts';

/** The interface language and its toggle; a conversation's own language follows the messages. */
export function useInterfaceLocale(): [Locale, () => void] {
  const [locale, setLocale] = useState(initialLocale);

  useEffect(() => {
    document.documentElement.lang = langTag(locale);
  }, [locale]);

  const toggle = () => {
    const other = locale === 'en' ? 'zh' : 'en';
    remember('locale', other);
    setLocale(other);
  };
  return [locale, toggle];
}
