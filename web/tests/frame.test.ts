import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { foundKey, keepKey } from '../src/operator/key.ts';

/** The modules anew, for what is given to a page holds as long as the page. */
async function arrived() {
  vi.resetModules();
  return { frame: await import('../src/memory/frame.ts'), storage: await import('../src/memory/storage.ts') };
}

const within = (parent: object) => Object.defineProperty(window, 'parent', { value: parent, configurable: true });

beforeEach(() => {
  localStorage.clear();
  document.documentElement.dataset.frame = '';
});

afterEach(() => {
  delete document.documentElement.dataset.frame;
  within(window);
  history.replaceState(null, '', '/');
});

describe('a page in the frame of a site', () => {
  it('is what the site asked for, and remembers nothing of it', async () => {
    within({ postMessage: () => undefined });
    history.replaceState(null, '', '/embed?locale=zh&theme=dark#user=ada&site=https://shop.example');
    const { frame, storage } = await arrived();
    expect(frame.site()).not.toBeNull();
    expect((['user', 'locale', 'theme'] as const).map(storage.recall)).toEqual(['ada', 'zh', 'dark']);
    storage.remember('locale', 'en');
    expect(storage.recall('locale')).toBe('en');
    expect(localStorage).toHaveLength(0);
  });
  it('keeps the conversations of two users apart', async () => {
    within({ postMessage: () => undefined });
    history.replaceState(null, '', '/embed#user=ada');
    const ada = await arrived();
    ada.frame.site();
    ada.storage.remember('conversation', 'c1');
    history.replaceState(null, '', '/embed#user=bo');
    const bo = await arrived();
    bo.frame.site();
    expect([ada.storage.recall('conversation'), bo.storage.recall('conversation')]).toEqual(['c1', null]);
  });
  it('tells the site, and nobody else, what was chosen', async () => {
    const said: [object, string][] = [];
    within({ postMessage: (data: object, origin: string) => said.push([data, origin]) });
    history.replaceState(null, '', '/embed#site=https://shop.example');
    const site = (await arrived()).frame.site();
    site?.choose('7', 'Heat');
    site?.close();
    expect(said).toEqual([
      [{ chatrec: 'item', item_id: '7', title: 'Heat' }, 'https://shop.example'],
      [{ chatrec: 'close' }, 'https://shop.example'],
    ]);
  });
  it('is a page by itself where there is no frame', async () => {
    history.replaceState(null, '', '/embed?locale=zh#user=ada');
    const { frame, storage } = await arrived();
    expect(frame.site()).toBeNull();
    expect(storage.recall('user')).toBeNull();
  });
});

describe('the key of the operator', () => {
  it('goes from the address into the tab, and no further', () => {
    history.replaceState(null, '', '/operator#key=a%2Bb');
    expect(foundKey()).toBe('a+b');
    expect(location.hash).toBe('');
    expect(foundKey()).toBe('a+b');
    keepKey(null);
    expect(foundKey()).toBeNull();
  });
});
