// One who does not want to wait leaves an address, and goes.
const offer = document.getElementById('write-back-open');
const dialog = document.getElementById('write-back');
const form = document.getElementById('write-back-form');

/** Offers it to one who waits. */
export const offerWriteBack = waits => { offer.hidden = !waits; };

/** Calls back with the words and the address that were left. */
export function whenLeft(send) {
  offer.addEventListener('click', () => dialog.showModal());
  document.getElementById('write-back-close').addEventListener('click', () => dialog.close());
  form.addEventListener('submit', event => {
    event.preventDefault();
    const { writeTo, words } = form.elements;
    if (!words.value.trim()) return;
    send(words.value.trim(), writeTo.value.trim());
    form.reset();
    dialog.close();
  });
}
