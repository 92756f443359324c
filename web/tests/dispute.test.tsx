import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ListContext } from '../src/cards/listed.ts';
import { PressesContext } from '../src/cards/presses.ts';
import { Waterfall } from '../src/cards/Waterfall.tsx';
import { LocaleContext } from '../src/words/index.ts';
import { card, evidence } from './examples.ts';

const TERMS = [evidence('prior', -5, 'base'), evidence('attribute', 0.5, 'genre=Drama'), evidence('history', 0.25, 'item:1'), evidence('wish', 1, 'genre=Drama')];
const BEFORE = [{ item_id: '1', title: 'Heat' }];
const AFTER = [{ item_id: '2', title: 'Ran' }];

let asked: { method: string; path: string; body: unknown }[] = [];

function show(steerable: boolean): void {
  const shown = card({ evidence: TERMS, score: -3.25 });
  render(
    <LocaleContext value="en">
      <PressesContext value={{ busy: false, marks: new Map([['1', 'like' as const]]), steerable, press: () => undefined, retaste: () => undefined }}>
        <ListContext value={{ user: 'ada', conversation: 'c1', cards: [shown] }}>
          <Waterfall card={shown}>–</Waterfall>
        </ListContext>
      </PressesContext>
    </LocaleContext>,
  );
}

const answered = () => act(async () => undefined);
const disputes = () => screen.queryAllByRole('button', { name: /Not because of this/ });

beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
    asked.push({ method: init.method ?? 'GET', path, body: init.body ? JSON.parse(String(init.body)) : null });
    return Promise.resolve(new Response(JSON.stringify({ sentence: '', before: BEFORE, after: AFTER, moved: [] })));
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('a reason', () => {
  it('is disputed only where it is about an item, from a server that holds no other disputes', () => {
    show(false);
    expect(disputes().map((button) => button.getAttribute('aria-label'))).toEqual(['Not because of this: because of item:1']);
  });
  it('is tried once, left out for good, and counted again', async () => {
    show(true);
    expect(disputes()).toHaveLength(2);
    fireEvent.click(screen.getByRole('button', { name: 'Not because of this: because of genre=Drama' }));
    await answered();
    expect(screen.getByText('Ran')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Leave it out for good' }));
    await answered();
    fireEvent.click(screen.getByRole('button', { name: 'Count it again' }));
    await answered();
    const about = { matter: 'attribute', ref: 'genre=Drama' };
    expect(asked).toEqual([
      { method: 'POST', path: 'v1/users/ada/disputes', body: { about, conversation: 'c1', locale: 'en', lasting: 'once' } },
      { method: 'POST', path: 'v1/users/ada/disputes', body: { about, conversation: 'c1', locale: 'en', lasting: 'good' } },
      { method: 'DELETE', path: 'v1/users/ada/disputes?matter=attribute&ref=genre%3DDrama&locale=en', body: null },
    ]);
  });
});

describe('the table behind the picture', () => {
  it('tells every term with what it adds and the sum so far', () => {
    show(false);
    const rows = [...document.querySelectorAll('[data-value]')].map((row) =>
      [...row.querySelectorAll('td:not([aria-hidden])')].map((cell) => cell.textContent),
    );
    expect(rows).toEqual([
      ['−5.000', '−5.000'],
      ['+1.000', '−4.000'],
      ['+0.250', '−3.750'],
      ['+0.500', '−3.250'],
    ]);
    expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual(['Reason', 'Adds', 'Sum so far']);
    expect(document.querySelector<HTMLElement>('[data-score]')?.dataset.sum).toBe('-3.25');
  });
});
