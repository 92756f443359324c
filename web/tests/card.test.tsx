import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';

import { CardView } from '../src/cards/CardView.tsx';
import { PressesContext } from '../src/cards/presses.ts';
import type { Mark } from '../src/chat/useTastes.ts';
import { LocaleContext } from '../src/words/index.ts';
import { card } from './examples.ts';

interface Shown {
  busy?: boolean;
  mark?: Mark;
  changes?: Parameters<typeof card>[0];
}

function show({ busy = false, mark, changes }: Shown = {}): string[] {
  const pressed: string[] = [];
  const marks = new Map<string, Mark>(mark ? [['100', mark]] : []);
  const press = (itemId: string, kind: string, decision: string | null) => {
    pressed.push(`${kind} ${itemId} ${decision}`);
  };
  render(
    <LocaleContext value="en">
      <PressesContext value={{ busy, marks, press, steerable: false, retaste: () => undefined }}>
        <CardView card={card(changes)} rank={1} decision="d1" />
      </PressesContext>
    </LocaleContext>,
  );
  return pressed;
}

const why = () => screen.getByRole('button', { name: /why/i });
const total = () => document.querySelector<HTMLElement>('[data-score]');

afterEach(cleanup);

describe('a card', () => {
  it('says what it is and how well it fits', () => {
    show();
    expect(screen.getByRole('heading').textContent).toBe('Fargo (1996)');
    expect(document.querySelector('.chance')?.textContent).toBe('×8.2the usual odds');
  });
  it('opens its ledger, whose bars add up to the score', () => {
    show();
    fireEvent.click(why());
    const bars = [...document.querySelectorAll<HTMLElement>('[data-value]')];
    expect(bars).toHaveLength(4);
    expect(bars.reduce((sum, bar) => sum + Number(bar.dataset.value), 0)).toBeCloseTo(0.75, 12);
    expect(total()?.dataset.score).toBe('0.75');
    expect(screen.getByText('The 4 terms add up to the score.')).toBeTruthy();
  });
  it('says so when they do not add up', () => {
    show({ changes: { score: 0.8 } });
    fireEvent.click(why());
    expect(screen.getByText(/add up to \+0\.750, but the score is \+0\.800/)).toBeTruthy();
  });
  it('closes on Esc and gives the focus back', () => {
    show();
    fireEvent.click(why());
    expect(why().getAttribute('aria-expanded')).toBe('true');
    fireEvent.keyDown(total()!, { key: 'Escape' });
    expect(total()).toBeNull();
    expect(why().getAttribute('aria-expanded')).toBe('false');
    expect(document.activeElement).toBe(why());
  });
});

describe('the buttons of a card', () => {
  it('send what was pressed with the decision that showed the card', () => {
    const pressed = show();
    fireEvent.click(screen.getByRole('button', { name: 'Dislike' }));
    expect(pressed).toEqual(['dislike 100 d1']);
  });
  it('take a held mark back', () => {
    const pressed = show({ mark: 'like' });
    const like = screen.getByRole('button', { name: 'Like' });
    expect(like.getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(like);
    expect(pressed).toEqual(['retract 100 d1']);
  });
  it('rest while an answer is on its way', () => {
    const pressed = show({ busy: true });
    fireEvent.click(screen.getByRole('button', { name: 'Like' }));
    expect(pressed).toEqual([]);
  });
});
