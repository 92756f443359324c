import type { Dial, Locale, Wish } from '../api/contract.ts';
import { CloseIcon } from '../shell/icons.tsx';
import { leanings } from '../words/dials.ts';
import { useWords, WORDS } from '../words/index.ts';
import { sentenceToDrop } from '../words/wishes.ts';

interface Props {
  wishes: readonly Wish[];
  dial: Dial;
  locale: Locale;
  onSay: (message: string) => void;
}

/** How the list leans, with the way back to the usual one. */
function Leaning({ dial, locale, onSay }: Omit<Props, 'wishes'>) {
  const words = useWords();
  const leaning = leanings(words, dial).join(words.listJoint);
  if (!leaning) return null;
  const sentence = WORDS[locale].dialSays.usual;
  return (
    <li className="wish wish--dial" data-novelty={dial.novelty} data-variety={dial.variety}>
      <span className="wish__label">{leaning}</span>
      <button type="button" aria-label={words.dropWish(leaning)} title={sentence} onClick={() => onSay(sentence)}>
        <CloseIcon />
      </button>
    </li>
  );
}

/** The rules in force now and how the list leans. One that a plain sentence can take back has a button which says that sentence. */
export function Wishes({ wishes, dial, locale, onSay }: Props) {
  const words = useWords();
  if (wishes.length === 0 && dial.novelty === 0 && dial.variety === 0) return null;
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
      <Leaning dial={dial} locale={locale} onSay={onSay} />
    </ul>
  );
}
