import { afterEach, describe, expect, it, vi } from 'vitest';

import { checkReady, readConversation, Refusal, sendMessage } from '../src/api/client.ts';
import type { Progress } from '../src/api/contract.ts';
import { turn } from './examples.ts';

function answering(body: BodyInit | null, init: ResponseInit = {}): void {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, init)));
}

async function progressOf(text: string): Promise<Progress[]> {
  answering(text, { headers: { 'Content-Type': 'text/event-stream' } });
  const steps: Progress[] = [];
  for await (const step of sendMessage('c1', 'hello')) steps.push(step);
  return steps;
}

const block = (name: string, data: object): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

afterEach(() => vi.unstubAllGlobals());

describe('a message', () => {
  it('arrives as slate, sentences and the whole turn', async () => {
    const bare = turn({ reply: '' });
    const text = block('slate', bare) + block('sentence', { text: 'Five films.' }) + block('done', turn());
    expect(await progressOf(text)).toEqual([
      { event: 'slate', turn: bare },
      { event: 'sentence', text: 'Five films.' },
      { event: 'done', turn: turn() },
    ]);
  });
  it('fails with the problem that arrives in the middle', async () => {
    const problem = { type: 'about:blank', code: 'x', title: 'Broken', status: 500, detail: 'The index is damaged.' };
    await expect(progressOf(block('slate', turn()) + block('error', problem))).rejects.toMatchObject({ problem });
  });
  it('fails as unreachable when the stream ends before it is done', async () => {
    await expect(progressOf(block('slate', turn()))).rejects.toMatchObject({ problem: { status: 0 } });
  });
});

describe('an answer that refuses', () => {
  it('is asked for in the language of the page', async () => {
    const asked: (HeadersInit | undefined)[] = [];
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      asked.push(init.headers);
      return Promise.resolve(new Response('{}'));
    });
    document.documentElement.lang = 'zh-Hans';
    await readConversation('x');
    document.documentElement.lang = '';
    await readConversation('x');
    expect(asked).toEqual([{ 'Accept-Language': 'zh-Hans' }, { 'Accept-Language': 'en' }]);
  });
  it('hands on the sentence of its problem', async () => {
    const body = JSON.stringify({ type: 'about:blank', code: 'x', title: 'Not found', status: 404, detail: 'No conversation "x".' });
    answering(body, { status: 404 });
    await expect(readConversation('x')).rejects.toThrow('No conversation "x".');
  });
  it('keeps its status when a proxy answers with something else than a problem', async () => {
    answering('<html>Bad gateway</html>', { status: 502, statusText: 'Bad Gateway' });
    await expect(checkReady()).rejects.toMatchObject({ problem: { status: 502, detail: '' } });
  });
  it('is a refusal with status 0 when nothing answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(checkReady()).rejects.toBeInstanceOf(Refusal);
    await expect(checkReady()).rejects.toMatchObject({ problem: { status: 0 } });
  });
});
