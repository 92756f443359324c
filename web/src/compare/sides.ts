import type { Card, Details, EvidenceKind } from '../api/contract.ts';
import { grouped } from '../cards/evidence.ts';

/** One line of a comparison: what it is about, and what each side has; "" or null where a side has nothing. */
export interface Line<Name, Value> {
  name: Name;
  values: readonly Value[];
}

/** The facts of all sides by field, in the order in which they first appear. */
export function factLines(sides: readonly (Details | null)[]): Line<string, string>[] {
  const names = new Set(sides.flatMap((side) => side?.facts.map(({ name }) => name) ?? []));
  return [...names].map((name) => ({ name, values: sides.map((side) => side?.facts.find((fact) => fact.name === name)?.value ?? '') }));
}

/** What the evidence of each kind adds to each card; down each column the values add up to the score. */
export function kindLines(cards: readonly Card[]): Line<EvidenceKind, number>[] {
  const sides = cards.map(({ evidence }) => new Map(grouped(evidence).map(({ kind, subtotal }) => [kind, subtotal])));
  const kinds = new Set(grouped(cards.flatMap(({ evidence }) => evidence)).map(({ kind }) => kind));
  return [...kinds].map((name) => ({ name, values: sides.map((side) => side.get(name) ?? 0) }));
}

/** Every two of the cards, the one that stands higher first. */
export function pairs(cards: readonly Card[]): [Card, Card][] {
  return cards.flatMap((one, at) =>
    cards.slice(at + 1).map((other): [Card, Card] => (one.score >= other.score ? [one, other] : [other, one])),
  );
}
