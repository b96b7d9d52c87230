// The time that is left of what was promised to customers, or how late it is, second by second.
import { text } from './words.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Counts from now on. */
export function watchDue() {
  setInterval(count, second);
  count();
}

function count() {
  for (const time of document.querySelectorAll('time[data-due]')) {
    const left = new Date(time.dateTime) - Date.now();
    const words = text(left < 0 ? 'sla.late' : 'sla.left', length(Math.abs(left)));
    // the text alone, which is no change of the page
    if (time.firstChild.data !== words) time.firstChild.data = words;
    const clock = time.closest('.due-clock');
    if (left < 0 && !clock.classList.contains('late')) clock.classList.replace('soon', 'late') || clock.classList.add('late');
  }
}

function length(of) {
  if (of < hour) return `${Math.floor(of / minute)}:${String(Math.floor(of % minute / second)).padStart(2, '0')}`;
  return of < day ? text('sla.hours', Math.floor(of / hour)) : text('sla.days', Math.floor(of / day));
}
