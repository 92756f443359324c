import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';

import { Fallback } from './Fallback.tsx';
import { wearRemembered } from './useTheme.ts';

/** Puts a page where its document has a place for it, in the colours that were chosen before. */
export function mount(page: ReactNode): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The document has no element with the id "root"; the page has nowhere to stand.');
  wearRemembered();
  createRoot(root).render(
    <StrictMode>
      <Fallback>{page}</Fallback>
    </StrictMode>,
  );
}
