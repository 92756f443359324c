import { useLocale } from '../words/index.ts';
import type { Counts } from './api.ts';
import { useOperatorWords } from './words.ts';

export function useCount(): (n: number) => string {
  const locale = useLocale();
  return (n) => n.toLocaleString(locale);
}

export const share = (part: number, whole: number): string =>
  whole === 0 ? '0 %' : `${((100 * part) / whole).toFixed(part < whole && part / whole < 0.1 ? 1 : 0)} %`;

interface Row {
  key: string;
  label: string;
  n: number;
}

/** Counts with a bar each, against the largest or against `whole`. */
export function Bars({ rows, label, whole }: { rows: readonly Row[]; label: string; whole?: number }) {
  const count = useCount();
  const most = whole ?? Math.max(1, ...rows.map(({ n }) => n));
  return (
    <ul className="counts" aria-label={label}>
      {rows.map(({ key, label: said, n }) => (
        <li key={key} className="count" data-count={key}>
          <span className="count__label">{said}</span>
          <span className="count__track" aria-hidden="true">
            <span className="count__fill" style={{ width: `${(100 * n) / Math.max(1, most)}%` }} />
          </span>
          <span className="count__n">{whole === undefined ? count(n) : share(n, whole)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Counts by name, the names in the reader's words where there are some. */
export function NamedBars({ counts, label }: { counts: Counts; label: string }) {
  const { names } = useOperatorWords();
  const rows = Object.entries(counts).map(([key, n]) => ({ key, label: names[key] ?? key, n }));
  return <Bars rows={rows} label={label} />;
}
