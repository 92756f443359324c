import type { Place } from '../api/contract.ts';
import { useWords } from '../words/index.ts';

interface Side {
  name: string;
  places: readonly Place[];
  /** The places of the other list: what is not among them has come or gone. */
  other: readonly Place[];
  mark: 'gone' | 'come';
}

function List({ name, places, other, mark }: Side) {
  const words = useWords();
  const there = new Set(other.map(({ item_id }) => item_id));
  return (
    <div className="change__side">
      <h5>{name}</h5>
      <ol>
        {places.map(({ item_id, title }) => {
          const moved = !there.has(item_id);
          return (
            <li key={item_id} className={moved ? `change__item change__item--${mark}` : 'change__item'}>
              {title}
              {moved && <span className="visually-hidden"> ({words[mark]})</span>}
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

/** A list before and after a change, with what has gone and what has come. */
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
