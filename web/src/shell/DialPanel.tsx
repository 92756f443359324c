import type { Dial, Pressed } from '../api/contract.ts';
import { useWords, type Words } from '../words/index.ts';
import { useSlider } from './useSlider.ts';

interface Props {
  dial: Dial;
  busy: boolean;
  /** Says that the lists shall lean so; whether that could be said. */
  onSay: (message: string, pressed: Pressed) => Promise<boolean>;
}

type Side = keyof Dial;
const SIDES: readonly Side[] = ['novelty', 'variety'];
const STEP = 0.5;
const AS_USUAL: Dial = { novelty: 0, variety: 0 };

/** How far a side is turned, as one would say it: from one end over the middle to the other. */
function said(words: Words, side: Side, value: number): string {
  return words.dialTo[side][Math.round((value + 1) / STEP)]!;
}

function Slider({ side, dial, busy, onSay }: Props & { side: Side }) {
  const words = useWords();
  const [low, high] = side === 'novelty' ? [words.wellKnown, words.lessKnown] : [words.alike, words.varied];
  const turn = (value: number) => onSay(said(words, side, value), { dial: { ...dial, [side]: value } });
  const [value, move] = useSlider(dial[side], busy, turn);
  return (
    <label className="dial__scale">
      <span aria-hidden="true">{low}</span>
      <input
        type="range"
        min={-1}
        max={1}
        step={STEP}
        value={value}
        data-dial={side}
        aria-label={`${low} / ${high}`}
        aria-valuetext={said(words, side, value)}
        onChange={(event) => move(Number(event.target.value))}
      />
      <span aria-hidden="true">{high}</span>
    </label>
  );
}

/** How the lists of this conversation lean. Moving a slider is said in the conversation, and the list follows at once. */
export function DialPanel(props: Props) {
  const words = useWords();
  const { dial, onSay } = props;
  const usual = dial.novelty === 0 && dial.variety === 0;
  return (
    <section className="side dial" aria-label={words.dial} aria-busy={props.busy}>
      <h2>{words.dial}</h2>
      <p className="side__empty">{words.dialLead}</p>
      {SIDES.map((side) => (
        <Slider key={side} side={side} {...props} />
      ))}
      <button
        type="button"
        className="button"
        data-do="dial-usual"
        aria-disabled={usual}
        onClick={() => usual || void onSay(words.dialSays.usual, { dial: AS_USUAL })}
      >
        {words.dialSays.usual}
      </button>
    </section>
  );
}
