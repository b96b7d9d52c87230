// How new work makes itself noticed: a soft sound, a count in the title, and a notification where the user and the browser allow it.
import { say, text } from './words.js';
import { visit } from './http.js';

const title = /^\(\d+\) /;
const quietFor = 2000;
let unseen = 0;
let rang = 0;
let audio = null;

const isOn = what => localStorage.getItem(`desk-${what}`) === 'on';

/** Tells of something new in a conversation. */
export function ring(words, conversation) {
  if (!document.hidden && document.querySelector('[data-conversation]')?.dataset.conversation === conversation) return;
  if (document.hidden) count(unseen + 1);
  const now = Date.now();
  if (now - rang < quietFor) return;
  rang = now;
  if (isOn('sound')) beep();
  if (document.hidden && isOn('notify') && 'Notification' in window && Notification.permission === 'granted') notify(words, conversation);
}

/** Counts what came while nobody looked. */
export function count(number = unseen) {
  unseen = number;
  document.title = (unseen ? `(${unseen}) ` : '') + document.title.replace(title, '');
}

function notify(words, conversation) {
  // without the customer's words: a notification is read over shoulders
  const shown = new Notification('OmniHub', { body: words, tag: conversation });
  shown.onclick = () => {
    focus();
    shown.close();
    visit(`/desk/conversations/${conversation}?view=all&status=any`);
  };
}

function beep() {
  audio ??= new AudioContext();
  const [tone, volume, at] = [audio.createOscillator(), audio.createGain(), audio.currentTime];
  tone.frequency.setValueAtTime(660, at);
  tone.frequency.setValueAtTime(880, at + 0.09);
  volume.gain.setValueAtTime(0.06, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.28);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 0.3);
}

/** Makes the switches work, and the count vanish when the user is back. */
export function watch() {
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) count(0);
  });
  document.addEventListener('desk:shown', switches);
  switches();
  document.addEventListener('click', async event => {
    const what = event.target.closest?.('[data-toggle]')?.dataset.toggle;
    if (!what) return;
    const turnOn = !isOn(what);
    if (turnOn && what === 'notify' && (!('Notification' in window) || await Notification.requestPermission() !== 'granted')) {
      say(text('script.notifyOff'), true);
      return;
    }
    localStorage.setItem(`desk-${what}`, turnOn ? 'on' : 'off');
    if (turnOn && what === 'sound') beep();
    switches();
  });
}

function switches() {
  for (const button of document.querySelectorAll('[data-toggle]')) button.setAttribute('aria-pressed', String(isOn(button.dataset.toggle)));
}
