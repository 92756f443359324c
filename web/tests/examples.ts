import type { Card, Evidence, EvidenceKind, Turn } from '../src/api/contract.ts';

export function evidence(kind: EvidenceKind, value: number, ref = `${kind}:${value}`): Evidence {
  return { source: 'together', kind, ref, label: `because of ${ref}`, value };
}

export function card(changes: Partial<Card> = {}): Card {
  return {
    item_id: '100',
    title: 'Fargo',
    also: '',
    year: 1996,
    labels: { genre: ['Crime', 'Drama'] },
    facts: ['Crime', 'Drama'],
    score: 0.75,
    times: 8.2,
    probability: 0.679,
    reason: 'You liked Twelve Monkeys.',
    evidence: [evidence('prior', -0.5), evidence('history', 1), evidence('history', -0.25), evidence('wish', 0.5)],
    ...changes,
  };
}

export function turn(changes: Partial<Turn> = {}): Turn {
  return {
    number: 1,
    locale: 'en',
    reply: 'Five films.',
    acts: [{ act: 'recommend' }],
    move: 'recommend',
    constraints: [],
    slate: [card()],
    excluded: {},
    decision_id: 'd1',
    model_version: 'm1',
    suggestions: [],
    question: null,
    dial: { novelty: 0, variety: 0 },
    ...changes,
  };
}
