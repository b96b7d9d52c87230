// The time that is left to answer what is offered, second by second; one whose time is over is gone when the server says so.
import { text } from './words.js';

const everySecond = 1000;

/** Counts down from now on. */
export function watchOffers() {
  setInterval(count, everySecond);
  new MutationObserver(count).observe(document.getElementById('offers'), { childList: true, subtree: true });
  count();
}

function count() {
  for (const time of document.querySelectorAll('#offers time[data-left]')) {
    const left = text('offers.seconds', Math.max(0, Math.ceil((new Date(time.dateTime) - Date.now()) / 1000)));
    if (time.textContent !== left) time.textContent = left;
  }
}
