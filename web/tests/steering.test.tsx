import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Steering } from '../src/api/contract.ts';
import { SteeringPanel } from '../src/profile/SteeringPanel.tsx';
import { LocaleContext } from '../src/words/index.ts';

const steering = (value = 1): Steering => ({
  profiling: true,
  note: 'Lists go by what you said and did.',
  sliders: [{ name: 'popularity', label: 'What many people choose', value, least: 0, usual: 1, most: 2 }],
  disputes: [{ matter: 'attribute', ref: 'genre=Drama', label: 'drama films' }],
});

const CHANGE = { sentence: 'The list stays as it is.', before: [], after: [], moved: [] };

/** A server that remembers what it was asked and answers when it is let. */
let asked: { method: string; path: string; body: unknown }[] = [];
let status = 200;

const panel = (value?: number) => (
  <LocaleContext value="en">
    <SteeringPanel user="ada" steering={steering(value)} onSteered={() => undefined} />
  </LocaleContext>
);

const settled = () => act(() => vi.advanceTimersByTimeAsync(400));

beforeEach(() => {
  asked = [];
  status = 200;
  vi.useFakeTimers();
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
    asked.push({ method: init.method ?? 'GET', path, body: init.body ? JSON.parse(String(init.body)) : null });
    const body = status === 200 ? CHANGE : { type: '', title: 'This cannot be used', status, detail: 'Too far.' };
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a slider', () => {
  it('asks once, when it has come to rest', async () => {
    const { rerender } = render(panel());
    const slider = screen.getByRole('slider') as HTMLInputElement;
    for (const value of ['1.1', '1.2', '1.5']) fireEvent.change(slider, { target: { value } });
    expect(slider.getAttribute('aria-valuetext')).toBe('now +50 %');
    await settled();
    await settled();
    expect(asked).toEqual([
      { method: 'PATCH', path: 'v1/users/ada/profile/steering', body: { sliders: { popularity: 1.5 }, locale: 'en' } },
    ]);
    expect(screen.getByText('The list stays as it is.')).toBeTruthy();
    rerender(panel(1.5));
    expect(slider.value).toBe('1.5');
  });
  it('goes back to where it was when it is refused', async () => {
    status = 422;
    render(panel());
    const slider = screen.getByRole('slider') as HTMLInputElement;
    fireEvent.change(slider, { target: { value: '2' } });
    await settled();
    expect(screen.getByRole('alert').textContent).toContain('Too far.');
    expect(slider.value).toBe('1');
    await settled();
    expect(asked).toHaveLength(1);
  });
});

describe('the panel', () => {
  it('switches profiling, takes a dispute back, and sets all as usual', async () => {
    render(panel());
    fireEvent.click(screen.getByRole('switch'));
    await settled();
    fireEvent.click(screen.getByRole('button', { name: 'Let drama films count again' }));
    await settled();
    fireEvent.click(screen.getByRole('button', { name: 'All as usual' }));
    await settled();
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'PATCH v1/users/ada/profile/steering',
      'DELETE v1/users/ada/disputes?matter=attribute&ref=genre%3DDrama&locale=en',
      'DELETE v1/users/ada/profile/steering?locale=en',
    ]);
    expect(asked[0]?.body).toEqual({ profiling: false, locale: 'en' });
  });
});
