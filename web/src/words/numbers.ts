const MINUS = '\u2212';

/** A signed number for a ledger: always a sign, three decimals; what rounds to zero has none. */
export function signed(value: number): string {
  const digits = Math.abs(value).toFixed(3);
  if (Number(digits) === 0) return digits;
  return (value < 0 ? MINUS : '+') + digits;
}

/** A probability in whole percent; never 0 or 100, because neither is certain. */
export function percent(probability: number): number {
  return Math.min(99, Math.max(1, Math.round(probability * 100)));
}

/** How many times: two figures, as more would claim more than is known. */
export function multiple(times: number): string {
  return Number(times.toPrecision(2)).toLocaleString('en', { maximumFractionDigits: 2 });
}
