// A chat for any page: <script src="https://HUB/widget.js" data-channel="chat" async></script>
// It puts a button into the page, and the hub's chat into a frame when the button is pressed. Nothing else of the page is touched or read.
(() => {
  const script = document.currentScript;
  if (!script || script.dataset.omnihub) return;
  script.dataset.omnihub = 'here';
  const texts = /*texts*/{ open: 'Chat with us', close: 'Close the chat', unread: 'unread' };
  const hub = new URL(script.src).origin;
  const channel = script.dataset.channel || 'chat';
  const label = script.dataset.label || texts.open;
  const side = script.dataset.side === 'left' ? 'left' : 'right';
  const memory = 'omnihub.widget.' + channel;
  const style = `
    :host { all: initial; }
    button { position: fixed; z-index: 2147483000; ${side}: 20px; bottom: 20px; display: grid; place-items: center; width: 60px; height: 60px; padding: 0; border: 0; border-radius: 50%; background: #5258d6; color: #fff; box-shadow: 0 6px 20px rgb(20 20 60 / 30%); cursor: pointer; transition: background 120ms, transform 120ms; }
    button:hover { background: #444ac0; }
    button:active { transform: scale(0.96); }
    button:focus-visible { outline: 3px solid #fff; box-shadow: 0 0 0 6px #5258d6; }
    svg { width: 28px; height: 28px; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
    button[aria-expanded="true"] .open, button[aria-expanded="false"] .shut { display: none; }
    b { position: absolute; top: -4px; right: -4px; min-width: 22px; padding: 0 6px; box-sizing: border-box; border-radius: 11px; background: #d5392f; color: #fff; font: 600 12px/22px system-ui, sans-serif; text-align: center; }
    [hidden] { display: none !important; }
    iframe { position: fixed; z-index: 2147483001; ${side}: 20px; bottom: 96px; width: min(384px, calc(100vw - 40px)); height: min(640px, calc(100vh - 120px)); border: 0; border-radius: 16px; background: Canvas; box-shadow: 0 12px 48px rgb(20 20 60 / 28%); color-scheme: light dark; }
    @media (max-width: 480px) { iframe { inset: 0; width: 100%; height: 100%; border-radius: 0; } button[aria-expanded="true"] { display: none; } }
    @media (prefers-reduced-motion: reduce) { button { transition: none; } }`;

  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  const button = document.createElement('button');
  button.type = 'button';
  const badge = document.createElement('b');
  badge.hidden = true;
  button.append(icon('open', 'M5 5h14v11H10l-4 3.500V16H5zM9 9h6M9 12h4'), icon('shut', 'M6 9.500l6 6 6-6'), badge);
  root.append(button);
  let frame = null;
  let isLoaded = false;

  function icon(name, path) {
    const ns = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(ns, 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    svg.classList.add(name);
    svg.append(document.createElementNS(ns, 'path'));
    svg.firstChild.setAttribute('d', path);
    return svg;
  }

  function load() {
    frame = document.createElement('iframe');
    frame.title = label;
    frame.src = `${hub}/chat/${encodeURIComponent(channel)}`;
    frame.hidden = true;
    frame.addEventListener('load', () => {
      isLoaded = true;
      tell(root.activeElement === frame);
    });
    root.append(frame);
  }

  function tell(focus) {
    if (isLoaded) frame.contentWindow.postMessage({ omnihub: 'shown', is: !frame.hidden, focus }, hub);
  }

  function show(isOpen, isAsked = true) {
    if (!frame) load();
    frame.hidden = !isOpen;
    name(0);
    button.setAttribute('aria-expanded', isOpen);
    tell(isAsked);
    if (isAsked) (isOpen ? frame : button).focus();
    try {
      sessionStorage.setItem(memory, isOpen ? 'open' : 'used');
    } catch {
      // a page without storage forgets whether its chat was open
    }
  }

  function name(unread) {
    badge.hidden = unread === 0;
    badge.textContent = unread > 99 ? '99+' : unread;
    const words = frame && !frame.hidden ? texts.close : label;
    button.setAttribute('aria-label', unread === 0 ? words : `${words} (${unread} ${texts.unread})`);
  }

  button.setAttribute('aria-expanded', 'false');
  name(0);
  button.addEventListener('click', () => show(!frame || frame.hidden));
  addEventListener('message', ({ source, origin, data }) => {
    if (!frame || source !== frame.contentWindow || origin !== hub || !data) return;
    if (data.omnihub === 'close') show(false);
    else if (data.omnihub === 'unread' && frame.hidden) name(Number(data.count) || 0);
  });

  function start() {
    document.body.append(host);
    let before = null;
    try {
      before = sessionStorage.getItem(memory);
    } catch {
      // as above
    }
    if (before === 'open') show(true, false);
    else if (before === 'used') load();
  }

  if (document.body) start();
  else addEventListener('DOMContentLoaded', start);
})();
