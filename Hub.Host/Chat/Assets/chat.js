// The chat: what is written is kept in the browser until the hub has said that it is durable, and sent again until then.
import { ask, begin, pause, Refused } from './hub.js';
import { listen } from './stream.js';
import * as frame from './frame.js';
import * as kept from './kept.js';
import { acknowledge, isUnread } from './receipts.js';
import * as view from './view.js';
import { offerWriteBack, whenLeft } from './writeback.js';
import { writing } from './writing.js';

const { text } = view;
const form = document.getElementById('composer');
const field = document.getElementById('text');
const typing = document.getElementById('typing');
const status = document.getElementById('status');
const waiting = document.getElementById('waiting');
const earlier = document.getElementById('earlier');
const log = document.getElementById('log');
let listening = null;
let sending = false;

function state(name) {
  status.dataset.state = name;
  status.lastElementChild.textContent = text(`chat.${name}`);
}

/** Shows what the hub tells. */
function take(message) {
  if (message.clientId) kept.drop(message.clientId);
  view.show(message);
  if (!message.mine) {
    write(null);
    acknowledge(message);
    frame.tell();
  }
}

function write(name) {
  typing.hidden = !name;
  typing.lastElementChild.textContent = name ? text('chat.typing', name) : '';
}

/** Says where the visitor stands, and about how long it takes. */
function wait({ place = null, minutes = null }) {
  waiting.hidden = !place;
  offerWriteBack(Boolean(place));
  waiting.textContent = place ? text(minutes ? 'chat.waitingAbout' : 'chat.waiting', place).replace('{1}', minutes) : '';
}

/** Reads the last messages anew; answers the number from which on the stream tells the rest. */
async function readAgain() {
  const answer = await ask('/messages');
  if (!answer.ok) throw new Refused(answer);
  const { items, before, seq } = await answer.json();
  log.setAttribute('aria-live', 'off');
  for (const message of items) take(message);
  if (!earlier.dataset.before) offerEarlier(before);
  requestAnimationFrame(() => log.setAttribute('aria-live', 'polite'));
  return seq;
}

function offerEarlier(before) {
  earlier.dataset.before = before ?? '';
  earlier.hidden = before === null;
}

earlier.addEventListener('click', async () => {
  try {
    const answer = await ask(`/messages?before=${earlier.dataset.before}`);
    if (!answer.ok) throw new Refused(answer);
    const { items, before } = await answer.json();
    log.setAttribute('aria-live', 'off');
    view.keepingPlace(() => {
      for (const message of items) view.show(message, { stay: true });
      offerEarlier(before);
    });
    if (before === null) document.getElementById('scroll').focus();
    requestAnimationFrame(() => log.setAttribute('aria-live', 'polite'));
  } catch {
    state('offline');
  }
});

/** Listens once there is a visitor. */
async function follow() {
  if (listening || !kept.token()) return;
  listening = new AbortController();
  state('connecting');
  const { signal } = listening;
  const end = await listen({
    signal,
    state,
    begin: readAgain,
    heard: (kind, data) => {
      if (kind === 'message') take(data);
      else if (kind === 'typing') write(data.name);
      else if (kind === 'waiting') wait(data);
    },
  });
  // the hub does not know this visitor any more: what is not sent goes out as a new one
  if (end === 'unknown') {
    kept.setToken(null);
    listening = null;
    flush();
  }
}

/** Sends what is not sent yet, in order, until nothing is left. */
async function flush() {
  if (sending) return;
  sending = true;
  let wait = 500;
  for (let message; (message = kept.unsent().find(one => !one.failed));) {
    try {
      await begin();
      follow();
      const answer = await ask('/messages', { method: 'POST', body: { id: message.id, text: message.text, writeTo: message.writeTo } });
      if (answer.ok) {
        sent(message, (await answer.json()).message);
        wait = 500;
      } else if (answer.status === 401) kept.setToken(null);
      else if (answer.status === 400 || answer.status === 413) refuse(message);
      else throw new Refused(answer);
    } catch (error) {
      state(error.status === 404 || error.status === 410 ? 'closed' : error.status === 429 ? 'slow' : 'offline');
      await pause(Math.max(error.wait ?? 0, wait));
      wait = Math.min(wait * 2, 10_000);
    }
  }
  sending = false;
}

function sent(message, known) {
  kept.drop(message.id);
  if (known) view.show(known);
  else view.show({ ...message, clientId: message.id, mine: true, state: 'sent' });
  if (listening && status.dataset.state !== 'online' && status.dataset.state !== 'connecting') state('online');
}

function refuse(message) {
  kept.keep({ ...message, failed: true });
  view.show({ ...message, clientId: message.id, mine: true, state: 'failed' });
}

const pending = message => view.show({ ...message, clientId: message.id, mine: true, state: message.failed ? 'failed' : 'pending' });

function say(words, writeTo) {
  const message = { id: kept.newId(), text: words, writeTo, at: new Date().toISOString() };
  kept.keep(message);
  pending(message);
  flush();
}

whenLeft(say);

form.addEventListener('submit', event => {
  event.preventDefault();
  const words = field.value.trim();
  if (!words) return;
  say(words);
  field.value = '';
  field.dispatchEvent(new Event('input'));
  field.focus();
});

field.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

field.addEventListener('input', () => {
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight, 140)}px`;
  const hasWords = field.value.trim() !== '';
  form.querySelector('button').toggleAttribute('data-ready', hasWords);
  writing(hasWords);
});

document.getElementById('again').addEventListener('click', () => document.getElementById('reset').showModal());
document.getElementById('reset').addEventListener('close', event => {
  if (event.target.returnValue !== 'yes') return;
  kept.forget();
  startAnew();
  field.focus();
});

function startAnew() {
  listening?.abort();
  listening = null;
  view.clear();
  write(null);
  wait({});
  offerEarlier(null);
  delete earlier.dataset.before;
  state('ready');
  frame.tell();
}

kept.whenOthersChange(name => {
  if (name === 'token' && !kept.token()) startAnew();
  else if (name === 'token') follow();
});

for (const message of kept.unsent()) pending(message);
frame.start({ unread: isUnread, shown: () => field.focus() });
if (!kept.token()) state('ready');
follow();
flush();
if (!frame.isFramed && matchMedia('(hover: hover)').matches) field.focus();
