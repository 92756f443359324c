const SECOND = 1000;

/** A moment in words; the server's times are seconds since 1970 or ISO 8601. */
export function moment(at: string | number, tag: string): string {
  return dated(at).toLocaleString(tag, { dateStyle: 'medium', timeStyle: 'short' });
}

/** A day in words; of this year, without it. */
export function day(at: string | number, tag: string, now = new Date()): string {
  const date = dated(at);
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return date.toLocaleDateString(tag, { year, month: 'short', day: 'numeric' });
}

function dated(at: string | number): Date {
  return new Date(typeof at === 'number' ? at * SECOND : at);
}
