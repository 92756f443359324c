import { describe, expect, it } from 'vitest';

import { chatReducer, opening, type ChatAction, type ChatState } from '../src/chat/state.ts';
import { turn } from './examples.ts';

const problem = { type: 'about:blank', code: 'x', title: 'No', status: 422, detail: 'Too long.' };

function after(...actions: ChatAction[]): ChatState {
  return actions.reduce(chatReducer, chatReducer(opening, { type: 'opened', conversation: null }));
}

const said: ChatAction = { type: 'said', message: 'hello' };
const slate: ChatAction = { type: 'progress', progress: { event: 'slate', turn: turn({ reply: '' }) } };
const done: ChatAction = { type: 'progress', progress: { event: 'done', turn: turn() } };
const failed: ChatAction = { type: 'failed', failure: { problem, attempt: { do: 'say', message: 'hello' } } };

describe('a conversation on the page', () => {
  it('opens with what the server kept', () => {
    const exchange = { number: 1, message: 'hello', turn: turn() };
    const kept = { id: 'c1', user: 'u1', created_at: 0, turns: [exchange] };
    expect(chatReducer(opening, { type: 'opened', conversation: kept })).toEqual({
      conversation: 'c1',
      entries: [{ message: 'hello', turn: turn(), settled: true }],
      phase: 'idle',
      failure: null,
    });
  });
  it('shows the message at once and waits', () => {
    expect(after(said)).toMatchObject({ phase: 'answering', entries: [{ message: 'hello', turn: null, settled: false }] });
  });
  it('shows the slate before the words, then the words as they come', () => {
    const sentence = (text: string): ChatAction => ({ type: 'progress', progress: { event: 'sentence', text } });
    const state = after(said, slate, sentence('One.'), sentence('Two.'));
    expect(state.entries[0]?.turn?.slate).toHaveLength(1);
    expect(state.entries[0]?.turn?.reply).toBe('One. Two.');
    expect(state.phase).toBe('answering');
  });
  it('comes to rest with the whole turn', () => {
    expect(after(said, slate, done)).toMatchObject({ phase: 'idle', entries: [{ turn: turn(), settled: true }] });
  });
  it('keeps the message and the reason after a failure', () => {
    const state = after(said, failed);
    expect(state).toMatchObject({ phase: 'idle', entries: [{ message: 'hello' }], failure: { problem } });
    expect(chatReducer(state, { type: 'dismissed' }).failure).toBeNull();
  });
  it('shows a message once, however often it is tried', () => {
    expect(after(said, slate, failed, said).entries).toEqual([{ message: 'hello', turn: null, settled: false }]);
  });
  it('adds the turn that a press made', () => {
    const exchange = { number: 2, message: 'I do not like Fargo', turn: turn({ number: 2 }) };
    const state = after(said, done, { type: 'pressing' }, { type: 'pressed', exchange });
    expect(state.entries.map((entry) => entry.message)).toEqual(['hello', 'I do not like Fargo']);
  });
  it('stays as it was when a press made no turn', () => {
    expect(after(said, done, { type: 'pressing' }, { type: 'pressed', exchange: null })).toEqual(after(said, done));
  });
});
