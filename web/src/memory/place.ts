import { recall, remember } from './storage.ts';

const HASH = /^#c=(.+)$/;

/** The conversation that the address names, else the one last held in this browser. */
export function rememberedConversation(): string | null {
  const named = HASH.exec(location.hash)?.[1];
  return named ? decodeURIComponent(named) : recall('conversation');
}

/** Note which conversation is open, in the address and in this browser; null for a new one. */
export function noteConversation(id: string | null): void {
  remember('conversation', id);
  const address = location.pathname + location.search + (id ? `#c=${encodeURIComponent(id)}` : '');
  history.replaceState(null, '', address);
}
