/** What this browser remembers. A browser that forbids storage (private mode, policy) only forgets sooner. */

export type Memory = 'user' | 'conversation' | 'theme' | 'locale';

const PREFIX = 'chatrec.';

export function recall(key: Memory): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

export function remember(key: Memory, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, value);
  } catch {
    // Nothing is lost but convenience.
  }
}
