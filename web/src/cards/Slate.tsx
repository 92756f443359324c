import type { Turn } from '../api/contract.ts';
import { useWords } from '../words/index.ts';
import { CardView } from './CardView.tsx';
import { ListContext } from './listed.ts';

type Props = Pick<Turn, 'slate' | 'decision_id'>;

/** The recommended items, best first. */
export function Slate({ slate, decision_id }: Props) {
  const words = useWords();
  return (
    <ol className="slate" aria-label={words.results(slate.length)}>
      {slate.map((card, at) => (
        <CardView key={card.item_id} card={card} rank={at + 1} decision={decision_id} />
      ))}
    </ol>
  );
}

/** A list that a later turn has replaced: its titles in one line, its cards on demand. */
export function EarlierSlate({ slate, decision_id }: Props) {
  const words = useWords();
  return (
    <details className="earlier">
      <summary>
        <span className="earlier__count">{words.earlierSlate(slate.length)}</span>
        <span className="earlier__titles">{slate.map((card) => card.title).join(' · ')}</span>
      </summary>
      <ListContext value={null}>
        <Slate slate={slate} decision_id={decision_id} />
      </ListContext>
    </details>
  );
}
