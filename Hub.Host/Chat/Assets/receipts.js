// Tells the hub what has arrived here, and what was seen: together, a moment later, and only what it does not know.
import { ask } from './hub.js';
import * as frame from './frame.js';

const soon = 300;
const most = 100;
const unread = new Set();
const waiting = { delivered: new Set(), read: new Set() };
let timer = 0;

/** How many messages of agents have not been seen. */
export const isUnread = () => unread.size;

/** Takes note of an agent's message. */
export function acknowledge({ id, read }) {
  if (read) return;
  if (isSeen()) waiting.read.add(id);
  else {
    unread.add(id);
    waiting.delivered.add(id);
  }
  later();
}

const isSeen = () => document.visibilityState === 'visible' && frame.isShown();

/** The visitor looks: everything is seen. */
export function seen() {
  if (!isSeen() || unread.size === 0) return;
  for (const id of unread) waiting.read.add(id);
  unread.clear();
  frame.tell();
  later();
}

document.addEventListener('visibilitychange', seen);
frame.whenShown(seen);

function later() {
  clearTimeout(timer);
  timer = setTimeout(send, soon);
}

async function send() {
  for (const [name, ids] of Object.entries(waiting)) {
    const some = [...ids].slice(0, most);
    if (some.length === 0) continue;
    for (const id of some) ids.delete(id);
    try {
      const answer = await ask('/receipts', { method: 'POST', body: { ids: some, read: name === 'read' } });
      if (answer.status >= 500 || answer.status === 429) throw new Error(`${answer.status}`);
    } catch {
      for (const id of some) ids.add(id);
      setTimeout(later, 5000);
    }
  }
}
