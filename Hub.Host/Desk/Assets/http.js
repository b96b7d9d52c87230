// What the desk asks of its server, and what it makes of the answers.
import { morph } from './morph.js';
import { refreshed } from './timeline.js';
import { say, text, connection } from './words.js';

const parser = new DOMParser();
const html = document.documentElement;
let visiting = null;

/** Asks the server; a session that has ended leads to the sign-in, a server that is away is told of. */
export async function ask(url, options = {}) {
  let answer;
  try {
    answer = await fetch(url, { credentials: 'same-origin', ...options, headers: { 'X-Desk': '1', ...options.headers } });
  } catch (error) {
    if (error.name !== 'AbortError') connection(false);
    throw error;
  }
  if (answer.status === 401) location.assign('/desk/sign-in?to=' + encodeURIComponent(location.pathname + location.search));
  connection(answer.status < 502);
  return answer;
}

/** What went wrong, in words. */
export async function problem(answer) {
  const kind = answer.headers.get('Content-Type') ?? '';
  return kind.includes('json') ? (await answer.json()).detail ?? answer.statusText : answer.statusText;
}

/** Opens a page in place. */
export async function visit(url, { isBack = false, stay = false } = {}) {
  visiting?.abort();
  visiting = new AbortController();
  const { signal } = visiting;
  html.classList.add('busy');
  try {
    const answer = await ask(url, { signal, headers: { Accept: 'text/html' } });
    if (!(answer.headers.get('Content-Type') ?? '').includes('text/html')) {
      say(text('script.failed', await problem(answer)), true);
      return;
    }
    const page = parser.parseFromString(await answer.text(), 'text/html');
    if (signal.aborted) return;
    if (!isBack) history.pushState(null, '', url);
    show(page, stay);
  } catch (error) {
    if (error.name !== 'AbortError') say(text('script.offline'), true);
  } finally {
    if (!signal.aborted) html.classList.remove('busy');
  }
}

function show(page, stay) {
  const focused = document.activeElement?.id;
  const before = document.querySelector('[data-conversation]')?.id;
  document.title = page.title;
  for (const name of ['lang', 'data-theme', 'data-token']) {
    const value = page.documentElement.getAttribute(name);
    if (value) html.setAttribute(name, value);
    else html.removeAttribute(name);
  }
  morph(document.querySelector('.desk'), page.querySelector('.desk'));
  document.dispatchEvent(new CustomEvent('desk:shown'));
  if (!stay && before !== document.querySelector('[data-conversation]')?.id) document.getElementById('list')?.querySelector('.rows [aria-current]')?.scrollIntoView({ block: 'nearest' });
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus({ preventScroll: true });
  refreshed();
}

/** Puts the fragments of an answer where they belong. */
export function apply(fragments) {
  const active = document.activeElement;
  const page = parser.parseFromString(fragments, 'text/html');
  for (const next of [...page.body.children]) {
    const now = next.id && document.getElementById(next.id);
    if (now) morph(now, next);
  }
  if (active?.isConnected && document.activeElement !== active) active.focus({ preventScroll: true });
  refreshed();
}

/** Asks for a region's fragment again. */
export async function refresh(region) {
  const url = region.dataset.part;
  const answer = await ask(url);
  if (!answer.ok || !region.isConnected || region.dataset.part !== url) return answer.status;
  const body = await answer.text();
  if (/<html\b/i.test(body.slice(0, 200))) {
    const next = parser.parseFromString(body, 'text/html').getElementById(region.id);
    if (next) morph(region, next);
    refreshed();
  } else apply(body);
  return answer.status;
}

/** Fields as the server's forms have them. */
export function fields(form, button) {
  if (form.enctype === 'multipart/form-data') return new FormData(form, button);
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') data.append(name, value);
  if (button?.name) data.append(button.name, button.value);
  return data;
}

/** A key under which a form that is sent twice has one effect. */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Sends a form and shows what it changed; answers the status. */
export async function send(form, button) {
  const answer = await ask(form.action, { method: 'POST', body: fields(form, button) });
  const page = answer.headers.get('X-Desk-Visit');
  // the same key again only where nobody knows whether it was heard
  if (answer.status < 500 && form.elements.key) form.elements.key.value = newKey();
  if (page) await visit(page);
  else if (answer.ok) apply(await answer.text());
  else if (answer.status === 428) return confirmed(form, button, await problem(answer));
  else if (answer.status === 412 && !('composer' in form.dataset)) {
    say(text('script.stale'), true);
    const region = form.closest('[data-part]');
    if (region) await refresh(region);
  } else if (answer.status !== 412) say(text('script.failed', await problem(answer)), true);
  return answer.status;
}

/** Sends a form again whose server wants to know first whether it is meant so. */
async function confirmed(form, button, question) {
  if (!confirm(question)) return 428;
  form.elements.confirmed.value = '1';
  try {
    return await send(form, button);
  } finally {
    form.elements.confirmed.value = '';
  }
}
