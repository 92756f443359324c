/** What this browser remembers. A browser that forbids storage (private mode, policy, a frame of another site) only forgets sooner. */

export type Memory = 'user' | 'conversation' | 'theme' | 'locale';

const PREFIX = 'chatrec.';

/** What was given to this page instead; it holds until the page closes. */
const given = new Map<Memory, string>();

/** Let what is given take the place of what is remembered; null gives nothing. */
export function give(key: Memory, value: string | null): void {
  if (value) given.set(key, value);
}

/** A conversation is remembered by its user, where that is not always the same one. */
function named(key: Memory): string {
  const user = key === 'conversation' ? given.get('user') : undefined;
  return PREFIX + key + (user === undefined ? '' : `.${user}`);
}

export function recall(key: Memory): string | null {
  const instead = given.get(key);
  if (instead !== undefined) return instead;
  try {
    return localStorage.getItem(named(key));
  } catch {
    return null;
  }
}

export function remember(key: Memory, value: string | null): void {
  if (given.has(key) && value !== null) {
    given.set(key, value);
    return;
  }
  try {
    if (value === null) localStorage.removeItem(named(key));
    else localStorage.setItem(named(key), value);
  } catch {
    // Nothing is lost but convenience.
  }
}
