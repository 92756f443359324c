import { describe, expect, it } from 'vitest';

import type { Details } from '../src/api/contract.ts';
import { MOST, toggled } from '../src/compare/picks.ts';
import { factLines, kindLines, pairs } from '../src/compare/sides.ts';
import { card, evidence } from './examples.ts';

const named = (item_id: string, score = 1) => card({ item_id, score, evidence: [evidence('wish', score)] });

describe('the tray', () => {
  it('takes a card, gives it back, and lets the oldest go when it is full', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => named(id));
    const three = [a!, b!, c!].reduce(toggled, []);
    expect(three.map(({ item_id }) => item_id)).toEqual(['a', 'b', 'c']);
    expect(three).toHaveLength(MOST);
    expect(toggled(three, b!).map(({ item_id }) => item_id)).toEqual(['a', 'c']);
    expect(toggled(three, d!).map(({ item_id }) => item_id)).toEqual(['b', 'c', 'd']);
  });
});

describe('two sides', () => {
  const details = (facts: [string, string][]): Details => ({
    item_id: 'x',
    facts: facts.map(([name, value]) => ({ name, value })),
    origins: [],
    text: '',
  });

  it('have a line for each fact of either', () => {
    const lines = factLines([details([['genre', 'Crime'], ['year', '1995']]), details([['year', '1996'], ['rated', '12']])]);
    expect(lines).toEqual([
      { name: 'genre', values: ['Crime', ''] },
      { name: 'year', values: ['1995', '1996'] },
      { name: 'rated', values: ['', '12'] },
    ]);
    expect(factLines([null, details([['year', '1']])])).toEqual([{ name: 'year', values: ['', '1'] }]);
  });

  it('have kinds that add up to each score', () => {
    const cards = [card(), card({ item_id: '2', score: 2.5, evidence: [evidence('wish', 2), evidence('rest', 0.5)] })];
    const lines = kindLines(cards);
    expect(lines.map(({ name }) => name)).toEqual(['wish', 'history', 'prior', 'rest']);
    cards.forEach(({ score }, at) => expect(lines.reduce((sum, { values }) => sum + values[at]!, 0)).toBeCloseTo(score, 12));
  });

  it('are set against each other in every pair, the higher first', () => {
    const told = pairs([named('a', 1), named('b', 3), named('c', 2)]).map((pair) => pair.map(({ item_id }) => item_id).join('>'));
    expect(told).toEqual(['b>a', 'c>a', 'b>c']);
  });
});
