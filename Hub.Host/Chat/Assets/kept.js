// What the browser keeps of this chat: the visitor's secret, and messages that are not sent yet. Every window of the browser shares it; where
// nothing can be kept, as in some private windows, it lasts as long as the page.
const prefix = `omnihub.chat.${document.body.dataset.channel}.`;
const memory = new Map();

/** Whether windows of the browser share what is kept. */
export const isShared = (() => {
  try {
    return Boolean(localStorage);
  } catch {
    return false;
  }
})();

function read(name) {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return memory.get(name) ?? null;
  }
}

function write(name, value) {
  try {
    if (value === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
  } catch {
    if (value === null) memory.delete(name);
    else memory.set(name, value);
  }
}

export const token = () => read('token');
export const setToken = value => write('token', value);

/** The messages that are not sent yet, oldest first: `{ id, text, at }`, and `writeTo` where an address is left. */
export function unsent() {
  try {
    return JSON.parse(read('unsent') ?? '[]');
  } catch {
    return [];
  }
}

export const keep = message => write('unsent', JSON.stringify([...unsent().filter(other => other.id !== message.id), message]));

export function drop(id) {
  const rest = unsent().filter(message => message.id !== id);
  write('unsent', rest.length > 0 ? JSON.stringify(rest) : null);
}

export function forget() {
  write('token', null);
  write('unsent', null);
}

/** Calls back when another window of the browser has begun or ended the chat, or sent something. */
export const whenOthersChange = changed => addEventListener('storage', event => event.key?.startsWith(prefix) && changed(event.key.slice(prefix.length)));

/** A random UUID (RFC 9562 section 5.4), also where the page came without TLS. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
