// The messages of the open conversation: at the newest one unless the user reads further up; mails as high as they are.
import { text } from './words.js';

const near = 80;
let pinned = true;
let shown = null;
let lastSeq = 0;

const timeline = () => document.querySelector('[data-timeline]');
const latest = list => Number([...list.querySelectorAll('[data-seq]')].at(-1)?.dataset.seq ?? 0);

/** To be called after every change of the page. */
export function refreshed() {
  const list = timeline();
  if (!list) {
    shown = null;
    return;
  }
  for (const frame of list.querySelectorAll('iframe[data-mail]:not([data-ready])')) prepare(frame, list);
  if (list.id !== shown) {
    [shown, lastSeq, pinned] = [list.id, latest(list), true];
    list.addEventListener('scroll', () => {
      pinned = list.scrollHeight - list.scrollTop - list.clientHeight < near;
      if (pinned) document.getElementById('latest')?.remove();
    }, { passive: true });
    new ResizeObserver(() => toEnd(list)).observe(list);
    toEnd(list);
    return;
  }
  const newest = latest(list);
  if (newest > lastSeq && !pinned) tellOfNews(list);
  lastSeq = newest;
  toEnd(list);
}

/** Goes to the newest message even if the user read further up. */
export function toNewest() {
  pinned = true;
  const list = timeline();
  if (list) toEnd(list);
}

function toEnd(list) {
  if (pinned) list.scrollTop = list.scrollHeight;
}

function tellOfNews(list) {
  if (document.getElementById('latest')) return;
  const button = document.createElement('button');
  Object.assign(button, { id: 'latest', type: 'button', className: 'latest', textContent: text('script.latest') });
  button.addEventListener('click', () => {
    button.remove();
    toNewest();
  });
  list.after(button);
}

/** A mail's frame has no scripts, so it is measured from here; what was measured is remembered, so that nothing jumps the next time. */
function prepare(frame, list) {
  frame.dataset.ready = '';
  const key = `mail-${frame.dataset.mail}-${list.clientWidth}`;
  const known = Number(sessionStorage.getItem(key));
  if (known) frame.style.height = `${known}px`;
  const measure = () => {
    const body = frame.contentDocument?.documentElement;
    if (!body) return;
    const height = Math.ceil(body.getBoundingClientRect().height);
    if (height < 8) return;
    frame.style.height = `${height}px`;
    sessionStorage.setItem(key, String(height));
    toEnd(list);
  };
  const watch = () => {
    measure();
    const body = frame.contentDocument?.documentElement;
    if (body) new ResizeObserver(measure).observe(body);
  };
  frame.addEventListener('load', watch);
  // one that was loaded before this script says so no more
  if (frame.contentDocument?.readyState === 'complete' && frame.contentDocument.URL !== 'about:blank') watch();
}

/** Puts earlier messages above, and leaves what the user looks at where it is. */
export async function earlier(button, ask) {
  button.disabled = true;
  const answer = await ask(button.dataset.earlier);
  if (!answer.ok) {
    button.disabled = false;
    return;
  }
  const list = button.closest('ol');
  const scroller = timeline();
  const fromEnd = scroller.scrollHeight - scroller.scrollTop;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  button.closest('li').remove();
  const items = [...page.body.children].filter(item => item.matches('li'));
  // the day of the first message below may be that of the last one above
  for (const item of items) if (item.classList.contains('day')) document.getElementById(item.id)?.remove();
  list.prepend(...items);
  scroller.scrollTop = scroller.scrollHeight - fromEnd;
  refreshed();
}
