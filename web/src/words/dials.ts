import type { Dial } from '../api/contract.ts';
import type { Words } from './en.ts';

/** How the lists lean, in words; empty for as usual. */
export function leanings(words: Words, { novelty, variety }: Dial): string[] {
  const known = novelty > 0 ? words.lessKnown : words.wellKnown;
  const mixed = variety > 0 ? words.varied : words.alike;
  return [...(novelty === 0 ? [] : [known]), ...(variety === 0 ? [] : [mixed])];
}
