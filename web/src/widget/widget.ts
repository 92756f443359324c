/**
 * Puts the chat on any site: <script src="https://recommender.example/widget.js" data-locale="zh" data-theme="dark" data-user="..."></script>
 *
 * A button at the corner opens a frame of the server that the script came from. Everything stands in a shadow tree, so that neither the
 * site's styles reach in nor ours out; styles are constructed, which a strict content policy allows. `data-label` names the button,
 * `data-side="left"` moves it, `data-open` begins open. An item that is chosen there comes out as the event "chatrec:item" of the document.
 */
import type { Said } from '../memory/frame.ts';

const WORDS = {
  en: { open: 'Ask for a recommendation', close: 'Close the chat', frame: 'Recommendations to talk to' },
  zh: { open: '问问推荐', close: '关闭对话', frame: '对话推荐' },
};

const STYLE = `
  :host { all: initial; }
  * { box-sizing: border-box; }
  .box { position: fixed; z-index: 2147483000; bottom: 1.25rem; right: 1.25rem; font: 500 1rem/1.4 system-ui, sans-serif; }
  .box[data-side='left'] { right: auto; left: 1.25rem; }
  button { display: flex; gap: .55rem; align-items: center; min-height: 3.25rem; margin-left: auto; padding: 0 1.35rem; border: 0;
    border-radius: 2rem; background: #0f5a5e; color: #fffdf8; font: inherit; cursor: pointer; box-shadow: 0 6px 24px rgb(0 0 0 / 25%); }
  [data-side='left'] button { margin-left: 0; }
  button:focus-visible { outline: 3px solid #84c8c0; outline-offset: 2px; }
  svg { width: 1.4rem; height: 1.4rem; fill: none; stroke: currentColor; stroke-width: 3; }
  iframe { display: block; width: min(27rem, calc(100vw - 2.5rem)); height: min(44rem, calc(100dvh - 7.5rem)); margin-bottom: .75rem; border: 0;
    border-radius: .75rem; background: #f4f0e8; color-scheme: normal; box-shadow: 0 12px 48px rgb(0 0 0 / 30%); }
  .box[data-theme='dark'] iframe { background: #161513; }
  iframe[hidden] { display: none; }
  @media (max-width: 30rem) {
    .box[data-open='true'] { inset: 0; }
    .box[data-open='true'] iframe { width: 100vw; height: 100dvh; margin: 0; border-radius: 0; }
    .box[data-open='true'] button { display: none; }
  }
`;

const SIGN = '<svg viewBox="0 0 28 28" aria-hidden="true"><path d="M11 3v22M11 7.5h14M11 20.5h9M11 14H4"/></svg>';

/** The address of the frame: what the server may know in its query, what only the frame needs behind "#". */
function frameOf(script: HTMLScriptElement): string {
  const { locale, theme, user } = script.dataset;
  const asked = new URLSearchParams({ ...(locale ? { locale } : {}), ...(theme ? { theme } : {}) });
  const told = new URLSearchParams({ ...(user ? { user } : {}), site: location.origin });
  return `${new URL('embed', script.src).href}?${asked}#${told}`;
}

function begin(script: HTMLScriptElement): void {
  const words = WORDS[script.dataset.locale === 'zh' ? 'zh' : 'en'];
  const host = document.createElement('chatrec-widget');
  const tree = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  tree.adoptedStyleSheets = [sheet];

  const box = document.createElement('div');
  box.className = 'box';
  box.dataset.side = script.dataset.side ?? 'right';
  box.dataset.theme = script.dataset.theme ?? '';
  const frame = document.createElement('iframe');
  frame.id = 'frame';
  frame.title = words.frame;
  frame.allow = 'microphone; clipboard-write';
  frame.hidden = true;
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-controls', frame.id);
  button.innerHTML = SIGN;
  const label = document.createElement('span');
  button.append(label);
  box.append(frame, button);
  tree.append(box);

  const show = (open: boolean) => {
    // The frame is loaded when it is first wanted, and then stays.
    if (open && !frame.src) frame.src = frameOf(script);
    frame.hidden = !open;
    box.dataset.open = String(open);
    button.setAttribute('aria-expanded', String(open));
    label.textContent = open ? words.close : (script.dataset.label ?? words.open);
    (open ? frame : button).focus();
  };
  button.addEventListener('click', () => show(box.dataset.open !== 'true'));
  addEventListener('message', ({ source, data }: MessageEvent<Said>) => {
    if (source !== frame.contentWindow) return;
    if (data.chatrec === 'close') show(false);
    if (data.chatrec === 'item') {
      const { item_id, title } = data;
      document.dispatchEvent(new CustomEvent('chatrec:item', { detail: { item_id, title } }));
    }
  });

  label.textContent = script.dataset.label ?? words.open;
  button.setAttribute('aria-expanded', 'false');
  document.body.append(host);
  if ('open' in script.dataset) show(true);
}

{
  const script = document.currentScript;
  if (script instanceof HTMLScriptElement) {
    if (document.body) begin(script);
    else addEventListener('DOMContentLoaded', () => begin(script));
  }
}
