// Shows messages: each once, in the hub's order, those that are not sent yet at the end. What people wrote is text and never markup.
const html = document.documentElement;
const texts = JSON.parse(document.body.dataset.texts);
const log = document.getElementById('log');
const scroll = document.getElementById('scroll');
const shown = new Map();
const hour = new Intl.DateTimeFormat(html.lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(html.lang, { weekday: 'long', day: 'numeric', month: 'long' });
const link = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/** A text with its gap filled. */
export const text = (key, value = '') => (texts[key] ?? key).replace('{0}', value);

/**
 * Shows a message, or what became of it. `state` of the visitor's own is `pending`, `sent` or `failed`; a sent one never goes back.
 */
export function show({ id, clientId, place = Infinity, mine, from, text: words, at, state = 'sent', reason = '' }, { stay = false } = {}) {
  const key = clientId ?? id;
  const near = isAtEnd();
  let item = shown.get(key);
  if (item?.dataset.state === 'sent' && item.dataset.place !== 'Infinity') return item;
  if (!item) {
    item = make(mine, from, words, at);
    shown.set(key, item);
  }
  if (item.dataset.place !== `${place}`) {
    item.dataset.place = place;
    log.insertBefore(item, [...log.children].find(other => other !== item && Number(other.dataset.place) > place) ?? null);
  }
  if (mine) tell(item, state, reason);
  group();
  if (!stay && (near || (mine && state === 'pending'))) toEnd();
  return item;
}

export const remove = key => {
  shown.get(key)?.remove();
  shown.delete(key);
  group();
};

export function clear() {
  shown.clear();
  log.replaceChildren();
  group();
}

export const isAtEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;

export const toEnd = () => { scroll.scrollTop = scroll.scrollHeight; };

/** Adds earlier messages without moving what is being read. */
export function keepingPlace(change) {
  const before = scroll.scrollHeight - scroll.scrollTop;
  change();
  scroll.scrollTop = scroll.scrollHeight - before;
}

function make(mine, from, words, at) {
  const item = document.createElement('article');
  item.className = mine ? 'message mine' : 'message';
  item.dataset.at = at;
  item.dataset.from = mine ? '' : from ?? '';
  const name = element('p', 'name', mine ? text('chat.you') : from ?? text('chat.team'));
  const body = element('p', 'words');
  body.append(...linked(words));
  const foot = element('p', 'foot');
  const time = element('time', '', hour.format(new Date(at)));
  time.dateTime = at;
  foot.append(time);
  if (mine) foot.append(element('span', 'state'));
  item.append(name, body, foot);
  return item;
}

function tell(item, state, reason) {
  if (item.dataset.state === state) return;
  item.dataset.state = state;
  const words = item.querySelector('.state');
  words.textContent = state === 'failed' ? reason || text('chat.failed') : text(`chat.${state}`);
}

/** Links open in a window of their own and tell nobody where they were. */
function linked(words) {
  const parts = [];
  let end = 0;
  for (const found of words.matchAll(link)) {
    const anchor = element('a', '', found[0]);
    Object.assign(anchor, { href: found[0], target: '_blank', rel: 'noopener noreferrer' });
    parts.push(words.slice(end, found.index), anchor);
    end = found.index + found[0].length;
  }
  parts.push(words.slice(end));
  return parts;
}

function element(name, className, words = '') {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = words;
  return made;
}

/** Names stand above the first of several, days above the first of each. */
function group() {
  let before = null;
  for (const item of log.children) {
    const date = new Date(item.dataset.at);
    const isNewDay = !before || date.toDateString() !== new Date(before.dataset.at).toDateString();
    const follows = !isNewDay && before.className === item.className && before.dataset.from === item.dataset.from;
    item.toggleAttribute('data-follows', follows);
    if (isNewDay) item.dataset.day = date.toDateString() === new Date().toDateString() ? text('time.today') : day.format(date);
    else delete item.dataset.day;
    before = item;
  }
}
