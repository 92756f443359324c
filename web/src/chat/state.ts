import type { Conversation, Exchange, Pressed, PressKind, Problem, Progress, Turn } from '../api/contract.ts';
import { joinSentences } from '../words/index.ts';

/** A message and what has arrived of its answer. */
export interface Entry {
  message: string;
  turn: Turn | null;
  settled: boolean;
}

/** A press of a card's button, as it is sent and, after a failure, sent again. */
export interface Press {
  event_id: string;
  item_id: string;
  kind: PressKind;
  decision: string | null;
}

/** What was being done when something failed: what "try again" does. */
export type Attempt =
  | { do: 'open'; conversation: string | null }
  | { do: 'say'; message: string; pressed?: Pressed | undefined }
  | { do: 'press'; press: Press };

export interface Failure {
  problem: Problem;
  attempt: Attempt;
}

export interface ChatState {
  conversation: string | null;
  entries: readonly Entry[];
  phase: 'opening' | 'idle' | 'answering';
  failure: Failure | null;
}

export type ChatAction =
  | { type: 'opening' }
  | { type: 'opened'; conversation: Conversation | null }
  | { type: 'named'; conversation: string | null }
  | { type: 'said'; message: string }
  | { type: 'progress'; progress: Progress }
  | { type: 'pressing' }
  | { type: 'pressed'; exchange: Exchange | null }
  | { type: 'failed'; failure: Failure }
  | { type: 'dismissed' };

export const opening: ChatState = { conversation: null, entries: [], phase: 'opening', failure: null };

function settled({ message, turn }: Exchange): Entry {
  return { message, turn, settled: true };
}

function opened(conversation: Conversation | null): ChatState {
  return {
    conversation: conversation?.id ?? null,
    entries: conversation?.turns.map(settled) ?? [],
    phase: 'idle',
    failure: null,
  };
}

function withSentence(turn: Turn, text: string): Turn {
  return { ...turn, reply: joinSentences([turn.reply, text], turn.locale) };
}

function advanced(entry: Entry, progress: Progress): Entry {
  switch (progress.event) {
    case 'slate':
      return { ...entry, turn: progress.turn };
    case 'sentence':
      return entry.turn ? { ...entry, turn: withSentence(entry.turn, progress.text) } : entry;
    case 'done':
      return { ...entry, turn: progress.turn, settled: true };
  }
}

function progressed(state: ChatState, progress: Progress): ChatState {
  const entries = state.entries.map((entry, at) =>
    at === state.entries.length - 1 ? advanced(entry, progress) : entry,
  );
  return { ...state, entries, phase: progress.event === 'done' ? 'idle' : 'answering' };
}

/** The whole life of a conversation on the page; no effects, no clock. */
export function chatReducer(state: ChatState, action: ChatAction): ChatState {
  switch (action.type) {
    case 'opening':
      return opening;
    case 'opened':
      return opened(action.conversation);
    case 'named':
      return { ...state, conversation: action.conversation };
    case 'said': {
      // What an earlier attempt left unanswered gives way to the new one.
      const answered = state.entries.filter((entry) => entry.settled);
      const entry: Entry = { message: action.message, turn: null, settled: false };
      return { ...state, entries: [...answered, entry], phase: 'answering', failure: null };
    }
    case 'progress':
      return progressed(state, action.progress);
    case 'pressing':
      return { ...state, phase: 'answering', failure: null };
    case 'pressed':
      return {
        ...state,
        phase: 'idle',
        entries: action.exchange ? [...state.entries, settled(action.exchange)] : state.entries,
      };
    case 'failed':
      return { ...state, phase: 'idle', failure: action.failure };
    case 'dismissed':
      return { ...state, failure: null };
  }
}
