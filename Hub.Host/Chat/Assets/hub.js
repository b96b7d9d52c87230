// What the page asks of its hub. The visitor's secret goes in a header, never in an address.
import * as kept from './kept.js';

const base = `/chat/${document.body.dataset.channel}`;

/** Asks; answers the response, whatever its status. Without a connection it throws. */
export function ask(path, { method = 'GET', body, headers = {}, signal } = {}) {
  const token = kept.token();
  return fetch(base + path, {
    method,
    signal,
    cache: 'no-store',
    credentials: 'omit',
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
  });
}

/** Makes sure that there is a visitor. Of several windows that begin at the same time one does it. */
export async function begin() {
  if (kept.token()) return;
  if (kept.isShared && navigator.locks) await navigator.locks.request(base, make);
  else await make();
}

async function make() {
  if (kept.token()) return;
  const answer = await ask('/visitors', { method: 'POST' });
  if (!answer.ok) throw new Refused(answer);
  const { token } = await answer.json();
  if (!kept.token()) kept.setToken(token);
}

/** An answer that is no success. */
export class Refused extends Error {
  constructor(answer) {
    super(`${answer.status}`);
    this.status = answer.status;
    this.wait = 1000 * Number(answer.headers.get('Retry-After') ?? 0);
  }
}

/** Waits; ends early when the connection or the visitor comes back. */
export function pause(milliseconds) {
  return new Promise(resolve => {
    const ending = new AbortController();
    const end = () => {
      clearTimeout(timer);
      ending.abort();
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    addEventListener('online', end, { signal: ending.signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && end(), { signal: ending.signal });
  });
}
