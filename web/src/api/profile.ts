import { posted, read, segment } from './client.ts';
import type { Change, Locale, Matter, Restored } from './contract.ts';

/** Whose profile it is, and the language of the answer. */
export interface Owner {
  user: string;
  locale: Locale;
  /** Whose last list is compared before and after, instead of the user's own. */
  conversation?: string | null;
}

export type Edit = 'mute' | 'unmute';

const profileOf = (user: string): string => `v1/users/${segment(user)}/profile`;
const tasteOf = (user: string, item: string): string => `${profileOf(user)}/tastes/${segment(item)}`;

/** Let a taste count no more, or again. */
export function editTaste({ user, locale }: Owner, item: string, edit: Edit): Promise<Change> {
  return read(tasteOf(user, item), posted({ edit, locale }, 'application/json', 'PATCH'));
}

/** Take a taste back; its item may be recommended again. */
export function removeTaste({ user, locale }: Owner, item: string): Promise<Change> {
  return read(`${tasteOf(user, item)}?locale=${locale}`, { method: 'DELETE' });
}

/** "Not because of this", for good. */
export function dispute({ user, locale, conversation }: Owner, item_id: string): Promise<Change> {
  return read(`v1/users/${segment(user)}/disputes`, posted({ item_id, locale, lasting: 'good', conversation: conversation ?? undefined }));
}

/** "Not because of this", of anything but an item: for this answer, or for good. */
export function disputeMatter({ user, locale, conversation }: Owner, about: Matter, lasting: 'once' | 'good'): Promise<Change> {
  return read(`v1/users/${segment(user)}/disputes`, posted({ about, locale, lasting, conversation: conversation ?? undefined }));
}

/** Set sliders, or switch profiling; what is left out stays. */
export function steer({ user, locale }: Owner, change: { sliders?: Record<string, number>; profiling?: boolean }): Promise<Change> {
  return read(`${profileOf(user)}/steering`, posted({ ...change, locale }, 'application/json', 'PATCH'));
}

/** Every slider as usual, nothing disputed but single items, profiled. */
export function steerAsUsual({ user, locale }: Owner): Promise<Change> {
  return read(`${profileOf(user)}/steering?locale=${locale}`, { method: 'DELETE' });
}

/** Take a lasting dispute back. */
export function uphold({ user, locale }: Owner, { matter, ref }: Matter): Promise<Change> {
  const which = new URLSearchParams({ matter, ref, locale });
  return read(`v1/users/${segment(user)}/disputes?${which}`, { method: 'DELETE' });
}

/** Where the browser finds the profile as a file. */
export function exportAddress(user: string): string {
  return `${profileOf(user)}/export`;
}

/** Put an exported profile in the place of the user's. */
export function importProfile(user: string, file: Blob): Promise<Restored> {
  return read(`${profileOf(user)}/import`, { method: 'POST', body: file });
}
