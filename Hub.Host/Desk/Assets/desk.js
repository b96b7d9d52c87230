// The desk's script. Every page works without it; with it pages change in place, live, and without losing one's place.
import { ask, send, visit } from './http.js';
import { listen } from './live.js';
import { earlier, refreshed } from './timeline.js';
import { times } from './words.js';
import { watch } from './attention.js';
import { composed, forgetDrafts, submit, typed, watchComposer } from './composer.js';
import { offer, watchCanned } from './canned.js';
import { watchKeys } from './keys.js';
import { watchOffers } from './offers.js';
import { watchDue } from './due.js';

const html = document.documentElement;
const everyHalfMinute = 30_000;

html.classList.add('scripted');
document.cookie = `omnihub-zone=${Intl.DateTimeFormat().resolvedOptions().timeZone}; path=/desk; max-age=31536000; samesite=lax`;

document.addEventListener('click', event => {
  const target = event.target;
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const link = target.closest?.('a[data-link]');
  if (link && isPlain) {
    event.preventDefault();
    visit(link.href, { stay: 'stay' in link.dataset });
  }
  const opener = target.closest?.('[data-open]');
  if (opener) document.getElementById(opener.dataset.open).showModal();
  const side = target.closest?.('[data-side]');
  if (side) side.ariaExpanded = String(side.closest('[data-conversation]').classList.toggle('with-side'));
  const back = target.closest?.('[data-earlier]');
  if (back) earlier(back, ask);
  for (const menu of document.querySelectorAll('details[data-menu][open]')) if (!menu.contains(target)) menu.open = false;
});

document.addEventListener('submit', event => {
  const form = event.target;
  if ('go' in form.dataset) {
    event.preventDefault();
    const query = new URLSearchParams(new FormData(form));
    if (!query.get('q')) query.delete('q');
    visit(`${new URL(form.action).pathname}?${query}`);
  } else if ('composer' in form.dataset) {
    event.preventDefault();
    submit(form);
  } else if ('send' in form.dataset) {
    event.preventDefault();
    if (form.dataset.confirm && !confirm(form.dataset.confirm)) return;
    sendOnce(form, event.submitter);
  } else if ('leave' in form.dataset) forgetDrafts();
});

async function sendOnce(form, button) {
  if (form.ariaBusy === 'true') return;
  form.ariaBusy = 'true';
  const menu = form.closest('details[data-menu]');
  try {
    await send(form, button);
    if (menu) menu.open = false;
  } catch {
    // said already: there is no connection
  } finally {
    form.ariaBusy = null;
  }
}

document.addEventListener('change', event => {
  const form = event.target.form;
  if (form && 'auto' in form.dataset) form.requestSubmit();
});

document.addEventListener('input', event => {
  const field = event.target;
  if (field.name !== 'text' || !field.form?.matches('[data-composer]')) return;
  typed(field);
  offer(field);
});

addEventListener('popstate', () => visit(location.href, { isBack: true }));

// what changed in the page, whoever changed it
new MutationObserver(changed).observe(document.querySelector('.desk'), { childList: true, subtree: true, attributes: true, attributeFilter: ['data-version', 'datetime', 'data-until'] });

let writersGone = 0;
function changed() {
  composed();
  times();
  for (const hidden of document.querySelectorAll('[data-script][hidden]')) hidden.hidden = false;
  clearTimeout(writersGone);
  const writers = document.getElementById('writers');
  if (writers?.dataset.until) writersGone = setTimeout(() => writers.replaceChildren(), Number(writers.dataset.until));
}

watch();
watchComposer();
watchCanned();
watchKeys();
watchOffers();
watchDue();
changed();
refreshed();
listen();
setInterval(times, everyHalfMinute);
