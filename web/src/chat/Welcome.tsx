import { useWords } from '../words/index.ts';

/** The empty conversation: what this is, and three ways to begin. */
export function Welcome({ onExample }: { onExample: (message: string) => void }) {
  const words = useWords();
  return (
    <section className="welcome">
      <h2 className="welcome__title">{words.welcomeTitle}</h2>
      <p className="welcome__lead">{words.welcomeLead}</p>
      <p className="welcome__try">{words.tryOne}</p>
      <ul className="welcome__examples">
        {words.examples.map((example) => (
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
