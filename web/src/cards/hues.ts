import type { Card } from '../api/contract.ts';

/** Hues in OKLCH degrees; values without an entry get one from their letters. */
const HUES: Record<string, number> = {
  Action: 40,
  Adventure: 75,
  Animation: 340,
  "Children's": 95,
  Comedy: 85,
  Crime: 15,
  Documentary: 150,
  Drama: 255,
  Fantasy: 310,
  'Film-Noir': 275,
  Horror: 25,
  Musical: 350,
  Mystery: 290,
  Romance: 5,
  'Sci-Fi': 230,
  Thriller: 200,
  War: 125,
  Western: 60,
};

const MOST_BANDS = 3;

function hueOfLetters(value: string): number {
  return Array.from(value).reduce((hue, letter) => (hue * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
}

/** The hues of a card's spine, one band for each of its first labels; an item without labels has none. */
export function spineHues({ labels }: Pick<Card, 'labels'>): number[] {
  const values = labels.genre ?? Object.values(labels)[0] ?? [];
  return values.slice(0, MOST_BANDS).map((value) => HUES[value] ?? hueOfLetters(value));
}
