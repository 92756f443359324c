/** The operator's key: it comes in the address, or is typed in, and stays in this tab. */

const OF_ADDRESS = /^#key=(.+)$/;
const NAME = 'chatrec.operator';

function stored(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

export function keepKey(key: string | null): void {
  if (key === null) stored()?.removeItem(NAME);
  else stored()?.setItem(NAME, key);
}

/** The key in the address, which is taken out of it so that it stays in no history, else the one of this tab. */
export function foundKey(): string | null {
  const given = OF_ADDRESS.exec(location.hash)?.[1];
  if (given === undefined) return stored()?.getItem(NAME) ?? null;
  history.replaceState(null, '', location.pathname + location.search);
  const key = decodeURIComponent(given);
  keepKey(key);
  return key;
}
