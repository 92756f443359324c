import { useCallback, useEffect, useReducer, useRef } from 'react';

import type { Locale, Pressed } from '../api/contract.ts';
import { uuid } from '../memory/identity.ts';
import { noteConversation, rememberedConversation } from '../memory/place.ts';
import { chatReducer, opening, type ChatState, type Press } from './state.ts';
import * as talk from './talk.ts';

export interface Chat {
  state: ChatState;
  open: (conversation: string | null) => void;
  say: (message: string, pressed?: Pressed) => Promise<boolean>;
  press: (press: Omit<Press, 'event_id'>) => void;
  retry: () => void;
  dismiss: () => void;
}

/** The conversation of `user` on the page; it opens with the one that the address or the browser remembers. */
export function useChat(user: string, locale: Locale): Chat {
  const [state, dispatch] = useReducer(chatReducer, opening);
  // Counts openings, so that an answer that is still on its way cannot land in another conversation.
  const openings = useRef(0);

  const stage = useCallback((): talk.Stage => {
    const here = openings.current;
    const present = () => here === openings.current;
    return {
      dispatch: (action) => present() && dispatch(action),
      note: (conversation) => present() && noteConversation(conversation),
    };
  }, []);

  const open = useCallback(
    (conversation: string | null) => {
      openings.current += 1;
      void talk.open(stage(), conversation);
    },
    [stage],
  );

  useEffect(() => {
    const openRemembered = () => open(rememberedConversation());
    openRemembered();
    window.addEventListener('hashchange', openRemembered);
    return () => window.removeEventListener('hashchange', openRemembered);
  }, [open]);

  const speaker = { user, locale, state };
  return {
    state,
    open,
    say: (message, pressed) => talk.say(stage(), speaker, message, pressed),
    press: (press) => void talk.press(stage(), speaker, { ...press, event_id: uuid() }),
    retry: () => void talk.retry(stage(), speaker),
    dismiss: () => dispatch({ type: 'dismissed' }),
  };
}
