import { useEffect, useRef, type RefObject } from 'react';

import type { ChatState } from './state.ts';

const STILL = '(prefers-reduced-motion: reduce)';

function bring(turn: HTMLElement | null, smoothly: boolean): void {
  const behavior = smoothly && !matchMedia(STILL).matches ? 'smooth' : 'instant';
  turn?.scrollIntoView({ block: 'start', behavior });
}

/** Keeps the latest turn in view, and keeps the keyboard's place when what it stood on has gone. */
export function useFollow({ entries, phase }: ChatState): RefObject<HTMLElement | null> {
  const latest = useRef<HTMLElement>(null);
  const shown = useRef<number | null>(null);
  const turns = entries.length;
  const arrived = entries[turns - 1]?.turn != null;
  const opening = phase === 'opening';

  useEffect(() => {
    const before = shown.current;
    shown.current = opening ? null : turns;
    if (opening) return;
    bring(latest.current, before !== null);
    const writing = document.activeElement instanceof HTMLTextAreaElement;
    if (before !== null && turns > before && !writing) latest.current?.focus({ preventScroll: true });
  }, [turns, arrived, opening]);

  return latest;
}
