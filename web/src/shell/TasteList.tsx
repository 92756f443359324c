import type { Taste } from '../api/contract.ts';
import { markOf, type Mark } from '../chat/useTastes.ts';
import { useLocale, useWords, type Words } from '../words/index.ts';
import { CloseIcon } from './icons.tsx';

interface Props {
  tastes: readonly Taste[];
  onRemove: (itemId: string) => void;
}

function wordOf(words: Words, mark: Mark): string {
  return { like: words.liked, dislike: words.disliked, seen: words.known }[mark];
}

/** What the recommender knows of the user's tastes; each can be taken back. */
export function TasteList({ tastes, onRemove }: Props) {
  const words = useWords();
  const locale = useLocale();
  const titleOf = (taste: Taste) => taste.titles[locale] ?? taste.title;
  return (
    <section className="side">
      <h2>{words.tastes}</h2>
      {tastes.length === 0 && <p className="side__empty">{words.noTastes}</p>}
      <ul className="side__list">
        {tastes.map((taste) => (
          <li key={taste.item_id} className="taste" data-item={taste.item_id}>
            <span className={`taste__mark taste__mark--${markOf(taste)}`}>{wordOf(words, markOf(taste))}</span>
            <span className="taste__title">
              {titleOf(taste)} {taste.year !== null && <span className="taste__year">({taste.year})</span>}
            </span>
            <button
              type="button"
              className="tool"
              aria-label={words.removeTaste(titleOf(taste))}
              title={words.removeTaste(titleOf(taste))}
              onClick={() => onRemove(taste.item_id)}
            >
              <CloseIcon />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
