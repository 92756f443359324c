import { give } from './storage.ts';

/** The site in whose frame the page stands, and what goes to it. */
export interface Site {
  close: () => void;
  /** Somebody chose an item; the site may show it. */
  choose: (item_id: string, title: string) => void;
}

/** What the frame and the widget around it say to each other. */
export type Said = { chatrec: 'close' } | { chatrec: 'item'; item_id: string; title: string };

/**
 * The site around the page; null where the page stands by itself.
 *
 * The frame's address says, behind its "#", who the reader is and of which origin the site is, and these never go to the server.
 * A site that names another origin than its own hears nothing.
 */
export function site(): Site | null {
  if (!('frame' in document.documentElement.dataset) || window.parent === window) return null;
  const asked = new URLSearchParams(location.search);
  const told = new URLSearchParams(location.hash.slice(1));
  give('user', told.get('user'));
  give('locale', asked.get('locale'));
  give('theme', asked.get('theme'));
  const origin = told.get('site');
  const say = (said: Said) => {
    if (origin) window.parent.postMessage(said, origin);
  };
  return { close: () => say({ chatrec: 'close' }), choose: (item_id, title) => say({ chatrec: 'item', item_id, title }) };
}
