import { useState } from 'react';

import { problemOf } from '../api/client.ts';
import type { Change, Problem, Slider, Steering } from '../api/contract.ts';
import { steer, steerAsUsual, uphold } from '../api/profile.ts';
import { CloseIcon } from '../shell/icons.tsx';
import { useSlider } from '../shell/useSlider.ts';
import { useLocale, useWords } from '../words/index.ts';
import { ChangeView } from './ChangeView.tsx';
import { Trouble } from './Trouble.tsx';

const STEPS = 20;

/** How far a slider stands from where it changes nothing, in words that need no unit. */
function standing({ value, least, usual, most }: Slider): string {
  if (value === usual) return '';
  const room = value > usual ? most - usual : usual - least;
  const percent = Math.round((100 * (value - usual)) / room);
  return `${percent > 0 ? '+' : '\u2212'}${Math.abs(percent)} %`;
}

interface RowProps {
  slider: Slider;
  busy: boolean;
  onSet: (value: number) => Promise<boolean>;
}

function SliderRow({ slider, busy, onSet }: RowProps) {
  const words = useWords();
  const [value, move] = useSlider(slider.value, busy, onSet);
  const { name, label, least, most } = slider;
  const said = standing({ ...slider, value }) || words.usualIs;
  return (
    <li className="slider" data-slider={name}>
      <label>
        <span className="slider__label">
          {label} <span className="slider__said">{said}</span>
        </span>
        <input
          type="range"
          min={least}
          max={most}
          step={(most - least) / STEPS}
          value={value}
          aria-valuetext={words.sliderAt(said)}
          onChange={(event) => move(Number(event.target.value))}
        />
      </label>
    </li>
  );
}

interface Props {
  user: string;
  steering: Steering;
  /** The server stored a change. */
  onSteered: () => void;
}

/** What all lists of the user go by: sliders for the families of evidence, what does not count, and whether anything known counts. */
export function SteeringPanel({ user, steering, onSteered }: Props) {
  const words = useWords();
  const locale = useLocale();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Change | Problem | null>(null);
  const owner = { user, locale };

  const change = async (made: Promise<Change>): Promise<boolean> => {
    setBusy(true);
    const found = await made.catch(problemOf);
    setOutcome(found);
    setBusy(false);
    onSteered();
    return 'before' in found;
  };
  return (
    <section className="side" aria-busy={busy} data-profiling={steering.profiling}>
      <h2>{words.steering}</h2>
      <label className="switch">
        <input
          type="checkbox"
          role="switch"
          data-do="profile"
          checked={steering.profiling}
          onChange={() => busy || void change(steer(owner, { profiling: !steering.profiling }))}
        />
        {words.profiled}
      </label>
      <p className="side__empty">{steering.note}</p>
      <ul className="sliders">
        {steering.sliders.map((slider) => (
          <SliderRow key={slider.name} slider={slider} busy={busy} onSet={(value) => change(steer(owner, { sliders: { [slider.name]: value } }))} />
        ))}
      </ul>
      {steering.disputes.length > 0 && (
        <>
          <h3 className="side__sub">{words.disputesHeld}</h3>
          <ul className="side__list">
            {steering.disputes.map((disputed) => (
              <li key={`${disputed.matter}|${disputed.ref}`} className="held">
                {disputed.label}
                <button
                  type="button"
                  className="tool"
                  aria-label={words.upholdIt(disputed.label)}
                  title={words.upholdIt(disputed.label)}
                  onClick={() => busy || void change(uphold(owner, disputed))}
                >
                  <CloseIcon />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <button type="button" className="button" data-do="as-usual" onClick={() => busy || void change(steerAsUsual(owner))}>
        {words.asUsual}
      </button>
      <div aria-live="polite" className="answered" data-steered={outcome !== null && 'before' in outcome}>
        {outcome && ('before' in outcome ? <ChangeView change={outcome} /> : <Trouble problem={outcome} />)}
      </div>
    </section>
  );
}
