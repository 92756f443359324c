/**
 * Somebody's shop, for demonstration: a page that knows nothing of the chat but the script tag of the widget, which it adds in the
 * reader's language, and the two ways to speak with the server: what is bought here counts there, and what is chosen there is shown here.
 */
import './shop.css';

interface Item {
  item_id: string;
  title: string;
  titles: Record<string, string>;
  card: string[];
}

const WORDS = {
  en: {
    name: 'Corner shop',
    lead: 'A demonstration: this page stands for your site. One script tag brought the chat at the corner.',
    search: 'Search the shop',
    cart: 'Cart',
    add: 'Add to cart',
    added: 'In the cart',
    empty: 'Nothing here has this in its name.',
    down: 'The recommender does not answer; is `chatrec serve` still running?',
    more: 'Show more',
    items: 'Products',
    other: '中文',
  },
  zh: {
    name: '街角小店',
    lead: '这是演示：这一页代表你的网站，右下角的对话只用一个 script 标签就接进来了。',
    search: '在店里搜索',
    cart: '购物车',
    add: '加入购物车',
    added: '已加入',
    empty: '没有名称里带这些字的商品。',
    down: '推荐服务没有回应，chatrec serve 还在运行吗？',
    more: '显示更多',
    items: '商品',
    other: 'EN',
  },
};

type Locale = keyof typeof WORDS;

const PAGE = 24;
const PAUSE_MS = 200;
const HERE = new URL('..', location.href);
const query = new URLSearchParams(location.search);
const locale: Locale = (query.get('locale') ?? navigator.language).startsWith('zh') ? 'zh' : 'en';
const words = WORDS[locale];

/** Whoever visits this shop from this browser; a real shop has ids of its own that cannot be guessed. */
function visitor(): string {
  const known = localStorage.getItem('shop.visitor');
  const user = known ?? `shop-${Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join('')}`;
  localStorage.setItem('shop.visitor', user);
  return user;
}

const user = visitor();

function element<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Record<string, string> = {}, ...children: (Node | string)[]) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const cart = element('strong', { class: 'cart', 'data-cart': '0' }, '0');
const list = element('ul', { class: 'goods', 'aria-label': words.items });
const told = element('p', { class: 'told', role: 'status' });
const more = element('button', { class: 'more', type: 'button' }, words.more);

/** What somebody does in the shop is told to the recommender, as any site of the allow-list may. */
async function tell(kind: 'click' | 'cart', item_id: string): Promise<void> {
  const body = JSON.stringify({ event_id: crypto.getRandomValues(new Uint32Array(4)).join('-'), user, item_id, kind });
  await fetch(new URL('v1/feedback', HERE), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }).catch(() => undefined);
}

function good(item: Item): HTMLLIElement {
  const button = element('button', { type: 'button' }, words.add);
  button.addEventListener('click', () => {
    button.textContent = words.added;
    button.disabled = true;
    cart.textContent = cart.dataset.cart = String(Number(cart.dataset.cart) + 1);
    void tell('cart', item.item_id);
  });
  const facts = item.card.slice(0, -1).join(' · ');
  return element(
    'li',
    { class: 'good', 'data-item': item.item_id, tabindex: '-1' },
    element('span', { class: 'good__kind' }, facts),
    element('h2', {}, item.titles[locale] ?? item.title),
    element('p', { class: 'good__price' }, item.card.at(-1) ?? ''),
    button,
  );
}

let sought = '';

async function show(offset: number): Promise<void> {
  const found = new URL(`v1/items?query=${encodeURIComponent(sought)}&limit=${PAGE}&offset=${offset}&locale=${locale}`, HERE);
  const answer = await fetch(found).catch(() => null);
  if (!answer?.ok) {
    told.textContent = words.down;
    return;
  }
  const { total, items } = (await answer.json()) as { total: number; items: Item[] };
  if (offset === 0) list.replaceChildren();
  list.append(...items.map(good));
  told.textContent = total === 0 ? words.empty : '';
  more.hidden = list.children.length >= total;
}

/** Brings what was chosen in the chat to the front. */
async function bring({ item_id, title }: { item_id: string; title: string }): Promise<void> {
  const answer = await fetch(new URL(`v1/items/${encodeURIComponent(item_id)}?locale=${locale}`, HERE)).catch(() => null);
  if (!answer?.ok) return;
  list.querySelector(`[data-item="${CSS.escape(item_id)}"]`)?.remove();
  const brought = good((await answer.json()) as Item);
  brought.classList.add('good--brought');
  list.prepend(brought);
  brought.focus();
  told.textContent = title;
  void tell('click', item_id);
}

const search = element('input', { type: 'search', placeholder: words.search, 'aria-label': words.search });
let pause = 0;
search.addEventListener('input', () => {
  clearTimeout(pause);
  sought = search.value.trim();
  pause = setTimeout(() => void show(0), PAUSE_MS);
});
more.addEventListener('click', () => void show(list.children.length));
document.addEventListener('chatrec:item', (event) => void bring((event as CustomEvent<{ item_id: string; title: string }>).detail));

document.documentElement.lang = locale === 'zh' ? 'zh-Hans' : 'en';
document.title = words.name;
document
  .getElementById('root')
  ?.append(
    element(
      'header',
      { class: 'top' },
      element('h1', {}, words.name),
      search,
      element('span', { class: 'basket' }, `${words.cart} `, cart),
      element('a', { class: 'other', href: `?locale=${locale === 'zh' ? 'en' : 'zh'}` }, words.other),
    ),
    element('main', {}, element('p', { class: 'lead' }, words.lead), told, list, more),
  );
void show(0);

// This is all that a site needs; here it is made by script only because the language is known no earlier.
document.body.append(element('script', { src: new URL('widget.js', HERE).href, 'data-locale': locale, 'data-theme': 'light', 'data-user': user }));
