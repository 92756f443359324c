import { useId } from 'react';

import type { Place } from '../api/contract.ts';
import { useWords } from '../words/index.ts';

interface Side {
  name: string;
  places: readonly Place[];
  /** The places of the other list: what is not among them has come or gone. */
  other: readonly Place[];
  mark: 'gone' | 'come';
}

/** By how many places an item has gone up or down in the later list. */
function Shift({ was, now }: { was: number; now: number }) {
  const words = useWords();
  if (was < 0 || was === now) return null;
  return (
    <span className="change__shift">
      <span aria-hidden="true"> {was > now ? `↑${was - now}` : `↓${now - was}`}</span>
      <span className="visually-hidden"> ({words.wasAt(was + 1)})</span>
    </span>
  );
}

function List({ name, places, other, mark }: Side) {
  const words = useWords();
  const id = useId();
  return (
    <div className="change__side">
      <p className="change__name" id={id}>
        {name}
      </p>
      <ol aria-labelledby={id}>
        {places.map(({ item_id, title }, now) => {
          const was = other.findIndex((place) => place.item_id === item_id);
          const moved = was < 0;
          return (
            <li key={item_id} className={moved ? `change__item change__item--${mark}` : 'change__item'}>
              {title}
              {moved && <span className="visually-hidden"> ({words[mark]})</span>}
              {mark === 'come' && <Shift was={was} now={now} />}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

interface Props {
  before: readonly Place[];
  after: readonly Place[];
  /** What the two lists are called, where not "now" and "then". */
  names?: readonly [string, string];
}

/** A list before and after a change, with what has gone, come and moved. */
export function ListChange({ before, after, names }: Props) {
  const words = useWords();
  const [first, second] = names ?? [words.listNow, words.listThen];
  return (
    <div className="change">
      <List name={first} places={before} other={after} mark="gone" />
      <List name={second} places={after} other={before} mark="come" />
    </div>
  );
}
