import { useCallback, useEffect, useState } from 'react';

import { Trouble } from '../profile/Trouble.tsx';
import { LanguageButton, ThemeButton } from '../shell/buttons.tsx';
import { SumIcon } from '../shell/icons.tsx';
import { useInterfaceLocale } from '../shell/useInterfaceLocale.ts';
import { langTag, LocaleContext, useLocale } from '../words/index.ts';
import { Data } from './Data.tsx';
import { Figures } from './Figures.tsx';
import { foundKey, keepKey } from './key.ts';
import { KeyForm } from './KeyForm.tsx';
import { Models } from './Models.tsx';
import { Panels } from './Panels.tsx';
import { Proposals } from './Proposals.tsx';
import { useCount } from './Bars.tsx';
import { useOverview } from './useOverview.ts';
import { useOperatorWords } from './words.ts';

const WRONG_KEY = 401;
const MS = 1000;

function Board({ operatorKey, onWrong, onLeave }: { operatorKey: string; onWrong: () => void; onLeave: () => void }) {
  const words = useOperatorWords();
  const locale = useLocale();
  const count = useCount();
  const { overview, problem, refresh } = useOverview(operatorKey, locale);
  const wrong = problem?.status === WRONG_KEY;
  useEffect(() => {
    if (wrong) onWrong();
  }, [wrong, onWrong]);
  if (!overview) return problem && !wrong ? <Trouble problem={problem} /> : <p className="reply reply--waiting">{words.loading}</p>;
  const { turns } = overview;
  const time = new Date(overview.at * MS).toLocaleTimeString(langTag(locale));
  return (
    <>
      <p className="board__asof">{words.asOf(time)}</p>
      {problem && (
        <p className="trouble" role="alert">
          {words.stale}
        </p>
      )}
      <Figures overview={overview} />
      <p className="board__window">{turns.window === 0 ? words.noTurns : words.ofTurns(count(turns.window))}</p>
      <Panels overview={overview} />
      <Models versions={overview.versions} operatorKey={operatorKey} onChanged={refresh} />
      <Proposals operatorKey={operatorKey} />
      <Data data={overview.data} />
      <button type="button" className="button" data-do="leave" onClick={onLeave}>
        {words.leave}
      </button>
    </>
  );
}

function Page({ onLanguage }: { onLanguage: () => void }) {
  const words = useOperatorWords();
  const [key, setKey] = useState(foundKey);
  const [wrong, setWrong] = useState(false);

  const take = useCallback((given: string | null, refused: boolean) => {
    keepKey(given);
    setKey(given);
    setWrong(refused);
  }, []);
  const refuse = useCallback(() => take(null, true), [take]);
  return (
    <>
      <header className="header header--wide">
        <h1 className="brand">
          <SumIcon />
          <span>Chat-Rec</span>
        </h1>
        <p className="tagline">{words.title}</p>
        <nav className="tools">
          <LanguageButton onLanguage={onLanguage} />
          <ThemeButton />
        </nav>
      </header>
      <main className="operator">
        {key === null ? (
          <KeyForm wrong={wrong} onKey={(given) => take(given, false)} />
        ) : (
          <Board operatorKey={key} onWrong={refuse} onLeave={() => take(null, false)} />
        )}
      </main>
    </>
  );
}

/** The operator's page: how the server goes, and which model is live. */
export function Operator() {
  const [locale, toggleLocale] = useInterfaceLocale();
  return (
    <LocaleContext value={locale}>
      <Page onLanguage={toggleLocale} />
    </LocaleContext>
  );
}
