import { useEffect, useRef, useState } from 'react';

const REST_MS = 350;

/** Where a slider is shown, and how it is moved: the server is asked when it has come to rest, and then it stands where the server says. */
export function useSlider(value: number, busy: boolean, onSet: (value: number) => Promise<boolean>): [number, (value: number) => void] {
  const [wanted, setWanted] = useState<number | null>(null);
  const sent = useRef<number | null>(null);
  useEffect(() => {
    if (wanted === null || busy || sent.current === wanted) return;
    const timer = setTimeout(() => {
      sent.current = wanted;
      void onSet(wanted).then((stored) => stored || setWanted(null));
    }, REST_MS);
    return () => clearTimeout(timer);
  });
  useEffect(() => {
    setWanted((before) => (before === value ? null : before));
  }, [value]);
  const move = (to: number) => {
    sent.current = null;
    setWanted(to);
  };
  return [wanted ?? value, move];
}
