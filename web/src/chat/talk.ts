import * as server from '../api/client.ts';
import type { Conversation, Locale, Pressed, Turn } from '../api/contract.ts';
import type { ChatAction, ChatState, Press } from './state.ts';

const NOT_FOUND = 404;
const NO_ANSWER = 0;

/** Where the talking has its effects. What arrives after the user has gone elsewhere has none. */
export interface Stage {
  dispatch: (action: ChatAction) => void;
  /** Notes which conversation is open, for a reload to find. */
  note: (conversation: string | null) => void;
}

/** Who talks, in which interface language, and how far the conversation is. */
export interface Speaker {
  user: string;
  locale: Locale;
  state: ChatState;
}

async function readKept(id: string | null): Promise<Conversation | null> {
  await server.checkReady();
  return id === null ? null : server.readConversation(id);
}

/** Show a conversation that the server keeps; null begins a new one. */
export async function open(stage: Stage, id: string | null): Promise<void> {
  stage.dispatch({ type: 'opening' });
  try {
    const conversation = await readKept(id);
    stage.dispatch({ type: 'opened', conversation });
    stage.note(id);
  } catch (thrown) {
    const problem = server.problemOf(thrown);
    const gone = problem.status === NOT_FOUND;
    if (gone) stage.note(null);
    stage.dispatch({ type: 'opened', conversation: null });
    stage.dispatch({ type: 'failed', failure: { problem, attempt: { do: 'open', conversation: gone ? null : id } } });
  }
}

/** The id of the conversation. It is started with its first message, so that no empty ones are kept. */
async function started(stage: Stage, { user, locale, state }: Speaker): Promise<string> {
  if (state.conversation !== null) return state.conversation;
  const { id } = await server.startConversation(user, locale);
  stage.dispatch({ type: 'named', conversation: id });
  stage.note(id);
  return id;
}

/** The conversation is gone, as when its user was forgotten in another tab: what is said next begins a new one. */
function leave(stage: Stage): void {
  stage.dispatch({ type: 'named', conversation: null });
  stage.note(null);
}

const answered = ({ state }: Speaker): number => state.entries.filter((entry) => entry.settled).length;

/** Show what was said in the conversation elsewhere, as in another tab. Where that cannot be read, what is here stays. */
async function catchUp(stage: Stage, id: string): Promise<void> {
  const conversation = await server.readConversation(id).catch(() => null);
  if (conversation !== null) stage.dispatch({ type: 'opened', conversation });
}

/** Send a message and show the answer as it arrives; what was `pressed` says exactly what it means. Whether it was answered. */
export async function say(stage: Stage, speaker: Speaker, message: string, pressed?: Pressed): Promise<boolean> {
  stage.dispatch({ type: 'said', message });
  try {
    const id = await started(stage, speaker);
    let turn: Turn | null = null;
    for await (const progress of server.sendMessage(id, message, pressed)) {
      stage.dispatch({ type: 'progress', progress });
      if (progress.event === 'done') turn = progress.turn;
    }
    if (turn !== null && turn.number > answered(speaker) + 1) await catchUp(stage, id);
    return true;
  } catch (thrown) {
    const problem = server.problemOf(thrown);
    if (problem.status === NOT_FOUND) leave(stage);
    stage.dispatch({ type: 'failed', failure: { problem, attempt: { do: 'say', message, pressed } } });
    return false;
  }
}

/** Send the press of a card's button. */
export async function press(stage: Stage, { user, state }: Speaker, pressed: Press): Promise<void> {
  const { conversation } = state;
  stage.dispatch({ type: 'pressing' });
  try {
    const { stored, turn } = await server.sendFeedback({ ...pressed, user, conversation });
    // Stored before: an earlier try arrived and only its answer was lost. The conversation has it.
    if (stored || conversation === null) stage.dispatch({ type: 'pressed', exchange: turn });
    else await open(stage, conversation);
  } catch (thrown) {
    const problem = server.problemOf(thrown);
    stage.dispatch({ type: 'failed', failure: { problem, attempt: { do: 'press', press: pressed } } });
  }
}

/** What the server kept of the conversation, if that is more than what is shown: an answer that got lost on its way. */
async function keptMeanwhile(speaker: Speaker): Promise<Conversation | null> {
  const { conversation } = speaker.state;
  if (conversation === null) return null;
  const kept = await server.readConversation(conversation).catch(() => null);
  return kept !== null && kept.turns.length > answered(speaker) ? kept : null;
}

/** Do again what failed, but nothing twice. */
export async function retry(stage: Stage, speaker: Speaker): Promise<void> {
  const { failure } = speaker.state;
  if (failure === null) return;
  const { attempt, problem } = failure;
  switch (attempt.do) {
    case 'open':
      return open(stage, attempt.conversation);
    case 'press':
      return press(stage, speaker, attempt.press);
    case 'say': {
      const conversation = problem.status === NO_ANSWER ? await keptMeanwhile(speaker) : null;
      if (conversation === null) await say(stage, speaker, attempt.message, attempt.pressed);
      else stage.dispatch({ type: 'opened', conversation });
    }
  }
}
