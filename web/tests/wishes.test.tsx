import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { Pressed, Turn } from '../src/api/contract.ts';
import { Wishes } from '../src/chat/Wishes.tsx';
import { DialPanel } from '../src/shell/DialPanel.tsx';
import { turn } from './examples.ts';

afterEach(cleanup);

function chips(changes: Partial<Turn>) {
  const said: [string, Pressed][] = [];
  render(<Wishes turn={turn(changes)} onSay={(...press) => said.push(press)} />);
  return said;
}

describe('what is in force', () => {
  const short = { key: 'runtime=..120', label: 'shorter than 120 minutes', drop: 'Any running time is fine' };
  const like = { key: 'item~+183', label: 'like Alien', drop: 'Forget Alien' };

  it('is nothing where nothing is', () => {
    chips({});
    expect(screen.queryByRole('list')).toBeNull();
  });
  it('are rules, soft wishes and the dial, each with its way back', () => {
    const said = chips({ constraints: [short], leanings: [like], dial: { novelty: 0.5, variety: 0 } });
    const buttons = screen.getAllByRole('button');
    expect(buttons.map((button) => button.getAttribute('aria-label'))).toEqual([
      'Drop "shorter than 120 minutes"',
      'Drop "like Alien"',
      'Drop "less known"',
    ]);
    buttons.forEach((button) => fireEvent.click(button));
    expect(said).toEqual([
      ['Any running time is fine', { drops: 'runtime=..120' }],
      ['Forget Alien', { drops: 'item~+183' }],
      ['As usual', { dial: { novelty: 0, variety: 0 } }],
    ]);
  });
  it('can be taken back where an earlier version of the server said no words for it', () => {
    const said = chips({ constraints: [{ key: 'genre=Comedy', label: '喜剧片' }], locale: 'zh' });
    fireEvent.click(screen.getByRole('button'));
    expect(said).toEqual([['去掉“喜剧片”', { drops: 'genre=Comedy' }]]);
  });
});

describe('how the lists lean', () => {
  it('is moved, and said once it has come to rest', async () => {
    vi.useFakeTimers();
    const said: [string, Pressed][] = [];
    const onSay = (...press: [string, Pressed]) => Promise.resolve(said.push(press) > 0);
    render(<DialPanel dial={{ novelty: 0, variety: 0.5 }} busy={false} onSay={onSay} />);
    const [novelty] = screen.getAllByRole('slider');
    fireEvent.change(novelty!, { target: { value: '0.5' } });
    fireEvent.change(novelty!, { target: { value: '-1' } });
    expect(novelty!.getAttribute('aria-valuetext')).toBe('Only the best known');
    await vi.advanceTimersByTimeAsync(1000);
    vi.useRealTimers();
    expect(said).toEqual([['Only the best known', { dial: { novelty: -1, variety: 0.5 } }]]);
  });
  it('goes back to the usual', () => {
    const said: [string, Pressed][] = [];
    render(<DialPanel dial={{ novelty: 1, variety: 0 }} busy={false} onSay={(...press) => Promise.resolve(said.push(press) > 0)} />);
    fireEvent.click(screen.getByRole('button', { name: 'As usual' }));
    expect(said).toEqual([['As usual', { dial: { novelty: 0, variety: 0 } }]]);
  });
});
