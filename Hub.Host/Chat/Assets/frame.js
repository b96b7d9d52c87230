// The page around, where the chat is shown in a frame by the widget. Nothing that is told across has anything to do with what people write.
export const isFramed = window.parent !== window;

let isOpen = null;
let count = () => 0;
let opened = () => {};
const listeners = [];

/** Whether there is anything to be seen of the chat: as the widget says, and before it has, a frame that is not shown has no height. */
export const isShown = () => !isFramed || (isOpen ?? innerHeight > 0);

export const whenShown = listener => listeners.push(listener);

export function start({ unread, shown }) {
  count = unread;
  opened = shown;
}

/** Tells the page around how much is unread. */
export const tell = () => isFramed && parent.postMessage({ omnihub: 'unread', count: count() }, '*');

const close = () => parent.postMessage({ omnihub: 'close' }, '*');

if (isFramed) {
  const button = document.getElementById('close');
  button.hidden = false;
  button.addEventListener('click', close);
  addEventListener('keydown', event => event.key === 'Escape' && !document.querySelector('dialog[open]') && close());
  addEventListener('message', ({ source, data }) => {
    if (source !== parent || data?.omnihub !== 'shown') return;
    isOpen = data.is === true;
    if (!isOpen) return;
    for (const listener of listeners) listener();
    if (data.focus) opened();
  });
}
