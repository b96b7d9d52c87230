// Hears what changes and asks again for the fragments that show it, each at most a few times a second however much happens, and less often
// when the answers take long. Of several tabs one listens and tells the others, because a browser opens only six connections to a host.
import { ask, refresh } from './http.js';
import { connection, text } from './words.js';
import { ring } from './attention.js';

const nouns = {
  conversation: ['created', 'changed', 'left', 'writing'], message: ['received', 'created', 'moved'], note: ['created'], delivery: ['changed'],
  agent: ['presence', 'changed'], queue: ['changed'], contact: ['changed'], input: ['quarantined'], quarantine: ['settled'], offer: ['made', 'ended'],
  sla: ['changed', 'warning', 'breached'], consult: ['asked', 'ended'],
};
const soon = 40;
const between = 260;
const html = document.documentElement;
const waiting = new Map();
const tabs = new BroadcastChannel('desk');
let source = null;
let seen = html.dataset.seq;
let pause = 1000;

/** Begins to listen. */
export function listen() {
  tabs.onmessage = ({ data }) => take(data);
  // without TLS the browser may have no locks: then every tab listens for itself
  if (!navigator.locks) open();
  else navigator.locks.request('desk-events', { ifAvailable: true }, lock => lock ? lead() : follow());
}

/** Listens until the tab is closed. */
function lead() {
  open();
  return new Promise(() => {});
}

/** Hears from the tab that listens, and takes its place when it is closed. What happened before it could hear is asked for once. */
function follow() {
  for (const region of document.querySelectorAll('[data-part]')) mark(region);
  navigator.locks.request('desk-events', lead);
}

function open() {
  source?.close();
  source = new EventSource('/desk/events' + (seen ? `?after=${seen}` : ''));
  for (const [noun, verbs] of Object.entries(nouns)) for (const verb of verbs) source.addEventListener(`${noun}.${verb}`, heard);
  source.onopen = () => {
    pause = 1000;
    connection(true);
  };
  // while it is connecting the browser itself comes again; a refusal is final, so everything is asked for anew
  source.onerror = () => {
    if (source.readyState !== EventSource.CLOSED) return;
    connection(false);
    seen = null;
    setTimeout(again, pause);
    pause = Math.min(pause * 2, 30_000);
  };
}

async function again() {
  try {
    await ask(document.getElementById('nav').dataset.part);
    open();
    for (const region of document.querySelectorAll('[data-part]')) mark(region);
  } catch {
    setTimeout(again, pause);
  }
}

function heard(event) {
  const news = { seq: event.lastEventId, kind: event.type, entry: JSON.parse(event.data) };
  take(news);
  if (navigator.locks) tabs.postMessage(news);
  attend(news.kind, news.entry);
}

function take({ seq, kind, entry }) {
  seen = seq;
  const noun = kind.split('.')[0];
  for (const region of document.querySelectorAll('[data-part]')) {
    const on = region.dataset.on.split(' ');
    if (kind === 'conversation.writing' ? on.includes(entry.conversationId) : on.includes(noun) || (entry.conversationId && on.includes(entry.conversationId)))
      mark(region);
  }
}

/** Asks for a region soon; while an answer is under way, once more after it. */
function mark(region) {
  const id = region.id;
  const state = waiting.get(id);
  if (state) {
    state.again = true;
    return;
  }
  waiting.set(id, { again: false });
  setTimeout(() => run(id), soon);
}

async function run(id) {
  const region = document.getElementById(id);
  const began = performance.now();
  waiting.get(id).again = false;
  try {
    if (region?.dataset.part) await refresh(region);
  } catch {
    // no connection: it is asked for again when there is one
  }
  setTimeout(() => {
    const { again } = waiting.get(id);
    waiting.delete(id);
    if (again) mark(document.getElementById(id) ?? region);
  }, Math.max(between, performance.now() - began));
}

/** New work rings: a customer's word in what is mine or nobody's, and what somebody or the router gives me. */
function attend(kind, entry) {
  const me = html.dataset.me;
  if (entry.actor === `agent:${me}`) return;
  const isMine = entry.agentId === me;
  if (entry.changes?.junk) return;
  if (kind === 'message.received' && (isMine || !entry.agentId)) ring(text('script.newMessage'), entry.conversationId);
  else if (kind === 'offer.made' && isMine) ring(text('script.newOffer'));
  else if (kind === 'consult.asked' && isMine) ring(text('script.newQuestion'), entry.conversationId);
  else if (kind === 'conversation.changed' && isMine && entry.changes?.consulted === null) ring(text('script.newAdvice'), entry.conversationId);
  else if (kind === 'conversation.changed' && entry.changes?.assignee === me) ring(text('script.newWork'), entry.conversationId);
}

