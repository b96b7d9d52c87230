// What the script says by itself, in the page's language, and how it shows times.
const html = document.documentElement;
const minute = 60_000;
const known = () => JSON.parse(document.body.dataset.texts);
let texts = known();

/** A text with its gap filled. */
export const text = (key, value = '') => (texts[key] ?? key).replace('{0}', value);

/** Says something for a few seconds. */
export function say(words, isFault = false) {
  const toast = document.createElement('p');
  toast.className = isFault ? 'toast fault' : 'toast';
  toast.textContent = words;
  document.getElementById('toasts').append(toast);
  setTimeout(() => toast.remove(), isFault ? 8000 : 4000);
}

/** Whether the server answers. */
export function connection(isThere) {
  document.getElementById('offline').hidden = isThere;
}

/** Brings times up to date: how long ago in the text, the whole time in the browser's own zone on hover. */
export function times() {
  const zone = { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };
  const full = new Intl.DateTimeFormat(html.lang, zone);
  const hour = new Intl.DateTimeFormat(html.lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const date = new Intl.DateTimeFormat(html.lang === 'en' ? 'en-GB' : html.lang, { day: 'numeric', month: 'short', year: 'numeric' });
  for (const time of document.querySelectorAll('time[data-ago]')) {
    const at = new Date(time.dateTime);
    const words = time.dataset.ago === 'hour' ? hour.format(at) : ago(at, date);
    if (time.textContent !== words) time.textContent = words;
    const whole = full.format(at);
    if (time.title !== whole) time.title = whole;
  }
}

function ago(at, date) {
  const past = Date.now() - at;
  if (past < minute) return text('time.now');
  if (past < 60 * minute) return text('time.minutes', Math.floor(past / minute));
  if (past < 24 * 60 * minute) return text('time.hours', Math.floor(past / 60 / minute));
  return past < 7 * 24 * 60 * minute ? text('time.days', Math.floor(past / 24 / 60 / minute)) : date.format(at);
}
