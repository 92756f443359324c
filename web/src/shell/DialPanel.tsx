import type { Dial } from '../api/contract.ts';
import { useWords, type Words } from '../words/index.ts';

interface Props {
  dial: Dial;
  onSay: (message: string) => void;
}

/** A value in [-1, 1] between two poles. */
function Scale({ value, poles }: { value: number; poles: readonly [string, string] }) {
  const [low, high] = poles;
  return (
    <div className="dial__scale">
      <span>{low}</span>
      <span className="dial__track" role="meter" aria-label={`${low} / ${high}`} aria-valuemin={-1} aria-valuemax={1} aria-valuenow={value}>
        <span className="dial__point" style={{ left: `${(value + 1) * 50}%` }} />
      </span>
      <span>{high}</span>
    </div>
  );
}

const TURNS: readonly (keyof Words['dialSays'])[] = ['lessKnown', 'safe', 'varied', 'usual'];

/** How the lists of this conversation lean, and the sentences that turn them: a button says what it is called. */
export function DialPanel({ dial, onSay }: Props) {
  const words = useWords();
  return (
    <section className="side dial" aria-label={words.dial}>
      <h2>{words.dial}</h2>
      <Scale value={dial.novelty} poles={[words.wellKnown, words.lessKnown]} />
      <Scale value={dial.variety} poles={[words.alike, words.varied]} />
      <ul className="chips">
        {TURNS.map((turn) => (
          <li key={turn}>
            <button type="button" className="chip" data-turn={turn} onClick={() => onSay(words.dialSays[turn])}>
              {words.dialSays[turn]}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
