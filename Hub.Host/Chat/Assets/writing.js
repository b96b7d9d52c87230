// Tells the hub that the visitor writes: when it begins, now and then while it goes on, and when it ends. That it is not heard harms nothing.
import { ask } from './hub.js';
import * as kept from './kept.js';

const again = 5000;
let told = 0;

/** The visitor has changed what is in the field. */
export function writing(isWriting) {
  const now = Date.now();
  if (!kept.token() || (isWriting ? now - told < again : told === 0)) return;
  told = isWriting ? now : 0;
  ask('/writing', { method: 'POST', body: { on: isWriting } }).catch(() => {});
}
