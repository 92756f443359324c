import type { Locale, Wish } from '../api/contract.ts';
import { CloseIcon } from '../shell/icons.tsx';
import { useWords } from '../words/index.ts';
import { sentenceToDrop } from '../words/wishes.ts';

interface Props {
  wishes: readonly Wish[];
  locale: Locale;
  onSay: (message: string) => void;
}

/** The rules in force now. One that a plain sentence can take back has a button which says that sentence. */
export function Wishes({ wishes, locale, onSay }: Props) {
  const words = useWords();
  if (wishes.length === 0) return null;
  return (
    <ul className="wishes" aria-label={words.wishes}>
      {wishes.map((wish) => {
        const sentence = sentenceToDrop(wish, locale);
        return (
          <li key={wish.key} className="wish" data-wish={wish.key}>
            <span className="wish__label">{wish.label}</span>
            {sentence && (
              <button type="button" aria-label={words.dropWish(wish.label)} title={sentence} onClick={() => onSay(sentence)}>
                <CloseIcon />
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
