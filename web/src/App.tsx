import { useState } from 'react';

import type { Pressed } from './api/contract.ts';
import { PressesContext } from './cards/presses.ts';
import { Composer } from './chat/Composer.tsx';
import { ConversationView } from './chat/ConversationView.tsx';
import { isGone, Notice } from './chat/Notice.tsx';
import { useChat, type Chat } from './chat/useChat.ts';
import { useTastes, type Tastes } from './chat/useTastes.ts';
import { Welcome } from './chat/Welcome.tsx';
import { Wishes } from './chat/Wishes.tsx';
import { PicksContext, usePicking } from './compare/picks.ts';
import { Tray } from './compare/Tray.tsx';
import type { Site } from './memory/frame.ts';
import { currentUser, newUser } from './memory/identity.ts';
import { Header } from './shell/Header.tsx';
import { SiteContext } from './shell/site.ts';
import { useInterfaceLocale } from './shell/useInterfaceLocale.ts';
import { useOnline } from './shell/useOnline.ts';
import { You } from './shell/You.tsx';
import { LocaleContext, useWords } from './words/index.ts';

interface ColumnProps {
  user: string;
  chat: Chat;
  tastes: Tastes;
  forgotten: boolean;
}

/** The chat column: what was said and answered, what went wrong if anything did, and where to write. */
function Column({ user, chat, tastes, forgotten }: ColumnProps) {
  const words = useWords();
  const { entries, phase, failure } = chat.state;
  const busy = phase !== 'idle';
  const empty = phase !== 'opening' && entries.length === 0;
  const say = (message: string, pressed?: Pressed) => {
    if (!busy) void chat.say(message, pressed);
  };
  const online = useOnline();
  const turn = entries.findLast((entry) => entry.turn !== null)?.turn;

  return (
    <>
      <main className="column">
        {phase === 'opening' && <p className="reply reply--waiting">{words.openingConversation}</p>}
        {empty && forgotten && (
          <p className="told" role="status">
            {words.forgotten}
          </p>
        )}
        {empty && (failure === null || isGone(failure)) && <Welcome onExample={say} />}
        <PressesContext
          value={{
            busy,
            marks: tastes.marks,
            steerable: tastes.steering !== null,
            retaste: tastes.refresh,
            press: (item_id, kind, decision) => chat.press({ item_id, kind, decision }),
          }}
        >
          <ConversationView user={user} state={chat.state} onSuggestion={say} />
        </PressesContext>
        {failure && <Notice failure={failure} onRetry={() => chat.retry()} onDismiss={chat.dismiss} />}
      </main>
      <footer className="dock">
        {!online && (
          <p className="offline" role="status">
            {words.offlineNow}
          </p>
        )}
        <Tray list={{ user, conversation: chat.state.conversation }} />
        {turn && <Wishes turn={turn} onSay={say} />}
        <Composer busy={busy} onSay={say} />
      </footer>
    </>
  );
}

export function App({ site }: { site: Site | null }) {
  const [locale, toggleLocale] = useInterfaceLocale();
  const [user, setUser] = useState(currentUser);
  const [drawer, setDrawer] = useState(false);
  const [forgotten, setForgotten] = useState(false);
  const picks = usePicking();
  const chat = useChat(user, locale);
  const tastes = useTastes(user, locale, chat.state.phase === 'idle');

  const startOver = () => {
    setUser(newUser());
    setDrawer(false);
    setForgotten(true);
    chat.open(null);
  };

  return (
    <LocaleContext value={locale}>
      <SiteContext value={site}>
        <PicksContext value={picks}>
          <Header onNew={() => chat.open(null)} onLanguage={toggleLocale} onDrawer={() => setDrawer(true)} />
          <Column user={user} chat={chat} tastes={tastes} forgotten={forgotten} />
        </PicksContext>
        <You user={user} chat={chat} tastes={tastes} open={drawer} onClose={() => setDrawer(false)} onForgotten={startOver} />
      </SiteContext>
    </LocaleContext>
  );
}
