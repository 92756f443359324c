import { describe, expect, it } from 'vitest';

import { parseBlock, serverEvents, type ServerEvent } from '../src/api/sse.ts';

function streamOf(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
}

async function all(text: string, size: number): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of serverEvents(streamOf(new TextEncoder().encode(text), size))) events.push(event);
  return events;
}

describe('a block of lines', () => {
  it('names its event and holds its data', () => {
    expect(parseBlock('event: slate\ndata: {"a": 1}')).toEqual({ name: 'slate', data: '{"a": 1}' });
  });
  it('is a message when it has no name', () => {
    expect(parseBlock('data:x')).toEqual({ name: 'message', data: 'x' });
  });
  it('joins several data lines and loses one leading space only', () => {
    expect(parseBlock('data:  a\ndata: b')).toEqual({ name: 'message', data: ' a\nb' });
  });
  it('is nothing when it is a comment or only a name', () => {
    expect(parseBlock(': keep-alive')).toBeNull();
    expect(parseBlock('event: ping')).toBeNull();
  });
});

describe('a stream of events', () => {
  const text = 'event: slate\ndata: {"n": 1}\n\n: still here\n\nevent: sentence\ndata: 你喜欢科幻。\n\nevent: done\ndata: {}\n\n';
  const expected = [
    { name: 'slate', data: '{"n": 1}' },
    { name: 'sentence', data: '你喜欢科幻。' },
    { name: 'done', data: '{}' },
  ];

  // One byte at a time also cuts every Chinese character into three pieces.
  it.each([1, 2, 3, 7, 1000])('is the same in pieces of %i bytes', async (size) => {
    expect(await all(text, size)).toEqual(expected);
  });
  it.each([1, 2, 5, 1000])('takes CRLF line ends in pieces of %i bytes', async (size) => {
    expect(await all(text.replaceAll('\n', '\r\n'), size)).toEqual(expected);
  });
  it('gives the last event also without a closing blank line', async () => {
    expect(await all('data: a\n\ndata: b', 4)).toEqual([
      { name: 'message', data: 'a' },
      { name: 'message', data: 'b' },
    ]);
  });
});
