import { useEffect, useState } from 'react';

import { readWelcome, Refusal } from '../api/client.ts';
import { useLocale, useWords } from '../words/index.ts';

/** For films the examples are ours; elsewhere the catalogue says what can be asked of it. */
const OURS = 'movies';

/** What may be said first; nothing while the server is asked. */
function useExamples(): readonly string[] {
  const words = useWords();
  const locale = useLocale();
  const [told, setTold] = useState<readonly string[] | 'ours' | null>(null);
  useEffect(() => {
    let wanted = true;
    readWelcome(locale).then(
      ({ domain, examples }) => wanted && setTold(domain === OURS ? 'ours' : examples),
      (thrown: unknown) => {
        // What goes wrong is told where it keeps somebody from talking.
        if (!(thrown instanceof Refusal)) throw thrown;
        if (wanted) setTold('ours');
      },
    );
    return () => {
      wanted = false;
    };
  }, [locale]);
  return told === 'ours' ? words.examples : (told ?? []);
}

/** The empty conversation: what this is, and three ways to begin. */
export function Welcome({ onExample }: { onExample: (message: string) => void }) {
  const words = useWords();
  return (
    <section className="welcome">
      <h2 className="welcome__title">{words.welcomeTitle}</h2>
      <p className="welcome__lead">{words.welcomeLead}</p>
      <p className="welcome__try">{words.tryOne}</p>
      <ul className="welcome__examples">
        {useExamples().map((example) => (
          <li key={example}>
            <button type="button" className="example" onClick={() => onExample(example)}>
              {example}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
