import { describe, expect, it } from 'vitest';

import type { Paths } from '../src/api/contract.ts';
import { laid, NODE } from '../src/cards/layout.ts';
import { axisOf, flights, placeOf, stretchOf } from '../src/cards/waterfall.ts';
import { evidence } from './examples.ts';

const terms = [
  evidence('prior', -5, 'base'),
  evidence('prior', 0.5, 'popularity'),
  evidence('history', 1, 'item:1'),
  evidence('history', -0.25, 'item:2'),
  evidence('wish', 2, 'genre=Crime'),
];

describe('the steps of a score', () => {
  it('go from the base, kind by kind, to the score without a gap', () => {
    const steps = flights(terms).flatMap((flight) => flight.steps);
    expect(steps.map(({ evidence: { ref } }) => ref)).toEqual(['base', 'genre=Crime', 'item:1', 'item:2', 'popularity']);
    expect(steps[0]?.from).toBe(0);
    steps.slice(1).forEach((step, at) => expect(step.from).toBe(steps[at]?.to));
    expect(steps.at(-1)?.to).toBeCloseTo(-1.75, 12);
  });
  it('have subtotals that add up to the score', () => {
    const sum = flights(terms).reduce((so, { subtotal }) => so + subtotal, 0);
    expect(sum).toBeCloseTo(-1.75, 12);
  });
  it('need no base', () => {
    expect(flights([]).length).toBe(0);
    expect(flights([evidence('wish', 1)]).map(({ kind }) => kind)).toEqual(['wish']);
  });
});

describe('the axis', () => {
  it('leaves zero out where it would flatten the steps, with room for the bars that come from there', () => {
    // Levels -5, -3, -2, -2.25, -1.75: zero is 1.75 above 3.25 of spread.
    const { low, high } = axisOf(flights(terms));
    expect(low).toBe(-5);
    expect(high).toBeCloseTo(-1.75 + 0.12 * 3.25, 12);
  });
  it('has zero where it is near', () => {
    expect(axisOf(flights([evidence('wish', 2), evidence('history', -0.5)]))).toEqual({ low: 0, high: 2 });
    expect(axisOf(flights([evidence('prior', -1, 'base'), evidence('wish', 3)]))).toEqual({ low: -1, high: 2 });
  });
  it('is never empty of a single term', () => {
    expect(axisOf(flights([evidence('prior', -5, 'base')]))).toEqual({ low: -5, high: 0 });
  });
  it('places levels and bars within the width', () => {
    const axis = { low: -2, high: 2 };
    expect([-9, -2, 0, 1, 9].map((level) => placeOf(level, axis))).toEqual([0, 0, 0.5, 0.75, 1]);
    expect(stretchOf(1, -1, axis)).toEqual({ left: 0.25, width: 0.5, cut: null });
    expect(stretchOf(0, 5, axis)).toEqual({ left: 0.5, width: 0.5, cut: 'high' });
    expect(stretchOf(-5, 0, axis)).toEqual({ left: 0, width: 0.5, cut: 'low' });
  });
});

describe('the graph', () => {
  const paths: Paths = {
    item: { item_id: '9', title: 'Ran' },
    nodes: [
      { name: 'item:1', label: 'Heat', role: 'past' },
      { name: 'Ann', label: 'Ann', role: 'fact' },
      { name: 'item:9', label: 'Ran', role: 'shown' },
      { name: 'item:2', label: 'Big', role: 'past' },
      { name: 'Bea', label: 'Bea', role: 'fact' },
    ],
    edges: [
      { source: 'item:1', target: 'Ann', label: 'director', value: 1 },
      { source: 'item:9', target: 'Bea', label: 'writer', value: 1 },
      { source: 'Ann', target: 'Bea', label: 'sister', value: 1 },
      { source: 'item:2', target: 'Bea', label: 'writer', value: -1 },
    ],
    chains: [
      { label: 'long', value: 1, nodes: ['item:1', 'Ann', 'Bea', 'item:9'] },
      { label: 'short', value: -1, nodes: ['item:2', 'Bea', 'item:9'] },
    ],
    others: 0,
    rest: 0,
    value: 0,
  };

  it('stands in columns from the own items to the shown one, and every tie leads to the right', () => {
    const { nodes, edges, width, height } = laid(paths);
    const column = (name: string) => nodes.find((node) => node.name === name)?.x ?? -1;
    expect(column('item:1')).toBe(0);
    expect(column('item:2')).toBe(0);
    expect(column('Ann')).toBeGreaterThan(0);
    expect(column('Bea')).toBeGreaterThan(column('Ann'));
    expect(column('item:9')).toBe(width - NODE.width);
    expect(edges).toHaveLength(4);
    for (const { from, to } of edges) expect(from.x).toBeLessThan(to.x);
    for (const { y } of nodes) {
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y + NODE.height).toBeLessThanOrEqual(height + 1e-9);
    }
  });
});
