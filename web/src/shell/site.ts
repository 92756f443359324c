import { createContext, useContext } from 'react';

import type { Site } from '../memory/frame.ts';

/** The site in whose frame the page stands; null where it stands by itself. */
export const SiteContext = createContext<Site | null>(null);

export function useSite(): Site | null {
  return useContext(SiteContext);
}
