import { posted, read, segment } from './client.ts';
import type { Change, Locale, Restored } from './contract.ts';

/** Whose profile it is, and the language of the answer. */
export interface Owner {
  user: string;
  locale: Locale;
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
export function dispute({ user, locale }: Owner, item_id: string): Promise<Change> {
  return read(`v1/users/${segment(user)}/disputes`, posted({ item_id, locale, lasting: 'good' }));
}

/** Where the browser finds the profile as a file. */
export function exportAddress(user: string): string {
  return `${profileOf(user)}/export`;
}

/** Put an exported profile in the place of the user's. */
export function importProfile(user: string, file: Blob): Promise<Restored> {
  return read(`${profileOf(user)}/import`, { method: 'POST', body: file });
}
