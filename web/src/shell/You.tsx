import type { Dial, Pressed } from '../api/contract.ts';
import type { Chat } from '../chat/useChat.ts';
import type { Tastes } from '../chat/useTastes.ts';
import { SteeringPanel } from '../profile/SteeringPanel.tsx';
import { TasteList } from '../profile/TasteList.tsx';
import { WhyNotPanel } from '../profile/WhyNotPanel.tsx';
import { useWords } from '../words/index.ts';
import { ConversationList } from './ConversationList.tsx';
import { DialPanel } from './DialPanel.tsx';
import { Drawer } from './Drawer.tsx';
import { ForgetMe } from './ForgetMe.tsx';

const AS_USUAL: Dial = { novelty: 0, variety: 0 };

interface Props {
  user: string;
  chat: Chat;
  tastes: Tastes;
  open: boolean;
  onClose: () => void;
  onForgotten: () => void;
}

/** The user's own side: tastes, conversations, and the id with the way to be forgotten. */
export function You({ user, chat, tastes, open, onClose, onForgotten }: Props) {
  const words = useWords();
  const visit = (id: string) => {
    onClose();
    chat.open(id);
  };
  const busy = chat.state.phase !== 'idle';
  const say = async (message: string, pressed: Pressed): Promise<boolean> => !busy && chat.say(message, pressed);
  const dial = chat.state.entries.findLast((entry) => entry.turn !== null)?.turn?.dial ?? AS_USUAL;
  return (
    <Drawer open={open} label={words.yourSide} onClose={onClose}>
      <WhyNotPanel user={user} conversation={chat.state.conversation} />
      <DialPanel dial={dial} busy={busy} onSay={say} />
      {tastes.steering && <SteeringPanel user={user} steering={tastes.steering} onSteered={tastes.refresh} />}
      <TasteList user={user} tastes={tastes} />
      <ConversationList user={user} current={chat.state.conversation} onOpen={visit} />
      <ForgetMe user={user} onForgotten={onForgotten} />
    </Drawer>
  );
}
