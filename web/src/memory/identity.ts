import { recall, remember } from './storage.ts';

/** A random UUID (version 4). crypto.randomUUID is missing on plain http, where a house network serves the page. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Make and remember a new user id. */
export function newUser(): string {
  const user = `web-${uuid()}`;
  remember('user', user);
  return user;
}

/** The id of whoever uses this browser, made on the first visit. */
export function currentUser(): string {
  return recall('user') ?? newUser();
}
