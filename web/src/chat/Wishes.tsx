import type { Pressed, Turn } from '../api/contract.ts';
import { CloseIcon } from '../shell/icons.tsx';
import { leanings } from '../words/dials.ts';
import { useWords, WORDS } from '../words/index.ts';

interface ChipProps {
  id: string;
  label: string;
  /** What the press says; the server goes by `means`. */
  says: string;
  means: Pressed;
  onSay: (message: string, pressed: Pressed) => void;
}

function Chip({ id, label, says, means, onSay }: ChipProps) {
  const words = useWords();
  return (
    <li className="wish" data-wish={id}>
      <span className="wish__label">{label}</span>
      <button type="button" aria-label={words.dropWish(label)} title={says} onClick={(event) => {
          // The button goes with its chip; whoever came by keyboard stays among the others.
          event.currentTarget.closest('ul')?.focus();
          onSay(says, means);
        }}>
        <CloseIcon />
      </button>
    </li>
  );
}

interface Props {
  turn: Turn;
  onSay: (message: string, pressed: Pressed) => void;
}

/** Everything of this conversation that shapes the list now, each with a button that takes it back and leaves the rest. */
export function Wishes({ turn, onSay }: Props) {
  const words = useWords();
  const { constraints, leanings: soft = [], dial, locale } = turn;
  const leaning = leanings(words, dial).join(words.listJoint);
  if (constraints.length + soft.length === 0 && !leaning) return null;
  return (
    <ul className="wishes" aria-label={words.wishes} tabIndex={-1}>
      {[...constraints, ...soft].map(({ key, label, drop }) => (
        <Chip key={key} id={key} label={label} says={drop || WORDS[locale].dropWish(label)} means={{ drops: key }} onSay={onSay} />
      ))}
      {leaning && (
        <Chip id="dial" label={leaning} says={WORDS[locale].dialSays.usual} means={{ dial: { novelty: 0, variety: 0 } }} onSay={onSay} />
      )}
    </ul>
  );
}
