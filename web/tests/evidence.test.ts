import { describe, expect, it } from 'vitest';

import { addsUp, grouped, itemBehind, matterOf, scaleOf, spanOf, sumOf } from '../src/cards/evidence.ts';
import { card, evidence } from './examples.ts';

describe('grouping', () => {
  const groups = grouped(card().evidence);

  it('puts wishes first and what holds for all after', () => {
    expect(groups.map((group) => group.kind)).toEqual(['wish', 'history', 'prior']);
  });
  it('puts the strongest first, whichever its sign', () => {
    const [group] = grouped([evidence('history', 0.1), evidence('history', -0.9), evidence('history', 0.4)]);
    expect(group?.evidence.map((piece) => piece.value)).toEqual([-0.9, 0.4, 0.1]);
  });
  it('loses nothing: the subtotals add up to the sum', () => {
    const subtotals = groups.reduce((sum, group) => sum + group.subtotal, 0);
    expect(subtotals).toBeCloseTo(sumOf(card().evidence), 12);
    expect(groups.map((group) => group.subtotal)).toEqual([0.5, 0.75, -0.5]);
  });
  it('has no group without evidence', () => {
    expect(grouped([])).toEqual([]);
  });
});

describe('what a term can be disputed for', () => {
  it.each([
    ['attribute', 'genre=Drama', { matter: 'attribute', ref: 'genre=Drama' }],
    ['path', 'item:1>director>Ann', { matter: 'path', ref: 'item:1>director>Ann' }],
    ['text', 'word=sea', { matter: 'word', ref: 'sea' }],
    ['text', 'rest', { matter: 'evidence', ref: 'text' }],
    ['prior', 'popularity', { matter: 'evidence', ref: 'prior' }],
    ['prior', 'base', null],
    ['model', 'sequential', { matter: 'evidence', ref: 'model' }],
    ['wish', 'genre=Drama', null],
    ['diversity', 'item:1', null],
    ['rest', 'history:3', null],
  ] as const)('%s %s', (kind, ref, matter) => {
    expect(matterOf(evidence(kind, 1, ref))).toEqual(matter);
    expect(itemBehind(evidence(kind, 1, ref))).toBeNull();
  });
});

describe('the sum law', () => {
  it('holds for an exact sum and within the tolerance', () => {
    expect(addsUp(card().evidence, 0.75)).toBe(true);
    expect(addsUp(card().evidence, 0.75 + 9e-10)).toBe(true);
  });
  it('is broken beyond it', () => {
    expect(addsUp(card().evidence, 0.75 + 2e-9)).toBe(false);
  });
  it('grows with a large score', () => {
    expect(addsUp([evidence('prior', 1000)], 1000 + 5e-7)).toBe(true);
  });
  it('gives a score of zero to no evidence', () => {
    expect(addsUp([], 0)).toBe(true);
  });
});

describe('bars', () => {
  it('share one zero line and reach the edges', () => {
    const scale = scaleOf([evidence('history', 3), evidence('history', -1)]);
    expect(scale).toEqual({ zero: 0.25, unit: 0.25 });
    expect(spanOf(3, scale)).toEqual({ left: 0.25, width: 0.75, cut: false });
    expect(spanOf(-1, scale)).toEqual({ left: 0, width: 0.25, cut: false });
  });
  it('start at the left edge when nothing speaks against', () => {
    expect(scaleOf([evidence('wish', 2)])).toEqual({ zero: 0, unit: 0.5 });
  });
  it('have no width when all evidence is zero', () => {
    expect(spanOf(0, scaleOf([evidence('prior', 0)]))).toEqual({ left: 0, width: 0, cut: false });
  });
  it('keep their size beside what all items start with, which is cut', () => {
    const scale = scaleOf([evidence('prior', -4, 'base'), evidence('history', 0.5)]);
    const history = spanOf(0.5, scale);
    expect(history.width).toBeCloseTo(1 / 1.4, 12);
    expect(spanOf(-4, scale)).toEqual({ left: 0, width: scale.zero, cut: true });
    expect(history.left + history.width).toBeCloseTo(1, 12);
  });
  it('are to scale where there is room for what all items start with', () => {
    const scale = scaleOf([evidence('prior', -0.5, 'base'), evidence('history', 1), evidence('history', -1)]);
    expect(spanOf(-0.5, scale)).toEqual({ left: 0.25, width: 0.25, cut: false });
  });
});
