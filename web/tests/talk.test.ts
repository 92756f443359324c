import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Conversation, Exchange } from '../src/api/contract.ts';
import { chatReducer, opening, type ChatState } from '../src/chat/state.ts';
import * as talk from '../src/chat/talk.ts';
import { turn } from './examples.ts';

const problem = { type: 'about:blank', code: 'x', title: 'No', status: 422, detail: 'Too long.' };
const exchange: Exchange = { number: 1, message: 'hello', turn: turn() };
const kept: Conversation = { id: 'c1', user: 'u1', created_at: 0, turns: [exchange] };
const pressed = { event_id: 'e1', item_id: '100', kind: 'like', decision: null } as const;

let state: ChatState;
let noted: (string | null)[];
let asked: string[];

const stage: talk.Stage = {
  dispatch: (action) => {
    state = chatReducer(state, action);
  },
  note: (conversation) => {
    noted.push(conversation);
  },
};
const speaker = (): talk.Speaker => ({ user: 'u1', locale: 'en', state });
const broken = (): Promise<Response> => Promise.reject(new TypeError('no network'));
const answer = (body: object, status = 200) => Promise.resolve(new Response(JSON.stringify(body), { status }));
const stream = () => Promise.resolve(new Response(`event: done\ndata: ${JSON.stringify(turn())}\n\n`));

/** Serve "METHOD path" as told; what is not told is unreachable. */
function serve(routes: Record<string, () => Promise<Response>>): void {
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
    const name = `${init.method ?? 'GET'} ${path}`;
    asked.push(name);
    return (routes[name] ?? broken)();
  });
}

beforeEach(() => {
  state = chatReducer(opening, { type: 'opened', conversation: null });
  noted = [];
  asked = [];
});
afterEach(() => vi.unstubAllGlobals());

describe('opening', () => {
  it('shows the kept conversation and notes it', async () => {
    serve({ 'GET readyz': () => answer({}), 'GET v1/conversations/c1': () => answer(kept) });
    await talk.open(stage, 'c1');
    expect(state).toMatchObject({ conversation: 'c1', phase: 'idle', entries: [{ message: 'hello' }] });
    expect(noted).toEqual(['c1']);
  });
  it('forgets a conversation that is gone', async () => {
    serve({ 'GET readyz': () => answer({}), 'GET v1/conversations/c1': () => answer({ ...problem, status: 404 }, 404) });
    await talk.open(stage, 'c1');
    expect(noted).toEqual([null]);
    expect(state.failure).toMatchObject({ problem: { status: 404 }, attempt: { do: 'open', conversation: null } });
  });
  it('keeps a conversation in mind that cannot be read now', async () => {
    serve({ 'GET readyz': () => answer({ ...problem, status: 503 }, 503) });
    await talk.open(stage, 'c1');
    expect(noted).toEqual([]);
    expect(state.failure?.attempt).toEqual({ do: 'open', conversation: 'c1' });
  });
});

describe('a message', () => {
  it('starts the conversation when it is the first', async () => {
    serve({ 'POST v1/conversations': () => answer(kept, 201), 'POST v1/conversations/c1/turns': stream });
    await talk.say(stage, speaker(), 'hello');
    expect(state).toMatchObject({ conversation: 'c1', phase: 'idle', entries: [{ settled: true }] });
    expect(noted).toEqual(['c1']);
  });
  it('that got no answer is sent again', async () => {
    serve({});
    await talk.say(stage, speaker(), 'hello');
    expect(state.failure).toMatchObject({ problem: { status: 0 } });
    serve({ 'POST v1/conversations': () => answer(kept, 201), 'POST v1/conversations/c1/turns': stream });
    await talk.retry(stage, speaker());
    expect(state).toMatchObject({ failure: null, entries: [{ message: 'hello', settled: true }] });
  });
  it('whose answer got lost is not sent twice', async () => {
    serve({ 'POST v1/conversations': () => answer({ ...kept, turns: [] }, 201) });
    await talk.say(stage, speaker(), 'hello');
    serve({ 'GET v1/conversations/c1': () => answer(kept) });
    await talk.retry(stage, speaker());
    expect(state).toMatchObject({ failure: null, entries: [{ message: 'hello', settled: true }] });
    expect(asked.filter((name) => name.endsWith('turns'))).toHaveLength(1);
  });
  it('shows what was said meanwhile in another tab', async () => {
    state = chatReducer(opening, { type: 'opened', conversation: kept });
    const late = `event: done\ndata: ${JSON.stringify(turn({ number: 3 }))}\n\n`;
    const turns = [exchange, { ...exchange, number: 2, message: 'elsewhere' }, { ...exchange, number: 3, message: 'more' }];
    const routes = { 'POST v1/conversations/c1/turns': () => Promise.resolve(new Response(late)) };
    serve({ ...routes, 'GET v1/conversations/c1': () => answer({ ...kept, turns }) });
    await talk.say(stage, speaker(), 'more');
    expect(state.entries.map(({ message }) => message)).toEqual(['hello', 'elsewhere', 'more']);
    serve(routes);
    state = chatReducer(opening, { type: 'opened', conversation: kept });
    await talk.say(stage, speaker(), 'more');
    expect(state.entries.map(({ message }) => message)).toEqual(['hello', 'more']);
    expect(state.failure).toBeNull();
  });
  it('to a conversation that is gone begins another when it is sent again', async () => {
    state = chatReducer(opening, { type: 'opened', conversation: { ...kept, id: 'c0' } });
    serve({ 'POST v1/conversations/c0/turns': () => answer({ ...problem, status: 404 }, 404) });
    await talk.say(stage, speaker(), 'more');
    expect(noted).toEqual([null]);
    expect(state).toMatchObject({ conversation: null, failure: { attempt: { do: 'say', message: 'more' } } });
    serve({ 'POST v1/conversations': () => answer(kept, 201), 'POST v1/conversations/c1/turns': stream });
    await talk.retry(stage, speaker());
    expect(state).toMatchObject({ conversation: 'c1', failure: null });
    expect(state.entries.at(-1)).toMatchObject({ message: 'more', settled: true });
  });
});

describe('a press', () => {
  beforeEach(() => {
    state = chatReducer(opening, { type: 'opened', conversation: kept });
  });

  it('adds its turn', async () => {
    serve({ 'POST v1/feedback': () => answer({ stored: true, turn: { ...exchange, number: 2, message: '' } }) });
    await talk.press(stage, speaker(), pressed);
    expect(state.entries).toHaveLength(2);
  });
  it('is sent again under the same id', async () => {
    serve({});
    await talk.press(stage, speaker(), pressed);
    expect(state.failure?.attempt).toEqual({ do: 'press', press: pressed });
  });
  it('that had arrived before shows what the server kept', async () => {
    const both = { ...kept, turns: [exchange, { ...exchange, number: 2 }] };
    serve({
      'POST v1/feedback': () => answer({ stored: false, turn: null }),
      'GET readyz': () => answer({}),
      'GET v1/conversations/c1': () => answer(both),
    });
    await talk.press(stage, speaker(), pressed);
    expect(state.entries).toHaveLength(2);
  });
});
