import { useEffect, useState } from 'react';

import { problemOf, readDetails } from '../api/client.ts';
import type { Card, Details } from '../api/contract.ts';
import { useLocale, useWords } from '../words/index.ts';

/** All that the catalogue knows of one item, fetched when somebody asks. */
export function FactSheet({ card, id }: { card: Card; id: string }) {
  const words = useWords();
  const locale = useLocale();
  const [details, setDetails] = useState<Details | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let wanted = true;
    readDetails(card.item_id, locale).then(
      (found) => wanted && setDetails(found),
      (thrown: unknown) => wanted && setFailed(problemOf(thrown) !== null),
    );
    return () => {
      wanted = false;
    };
  }, [card.item_id, locale]);

  return (
    <section className="sheet" id={id} aria-label={words.factsTitle(card.title)} aria-busy={!details && !failed}>
      {failed && <p className="sheet__empty">{words.offlineTitle}</p>}
      {details?.text && <p className="sheet__text">{details.text}</p>}
      <dl className="sheet__facts">
        {details?.facts.map(({ name, value }) => (
          <div key={name} className="sheet__fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {details?.origins.map((note) => (
        <p key={note} className="sheet__origin">
          {note}
        </p>
      ))}
    </section>
  );
}
