// The field that an answer is written in: drafts that survive, uploads, the sign that one writes, and the guard against crossing messages.
import { ask, newKey, problem, send } from './http.js';
import { say, text } from './words.js';
import { toNewest } from './timeline.js';

const signEvery = 5000;
let signed = 0;

const composer = () => document.querySelector('[data-composer]');
const draftOf = form => `draft-${form.dataset.composer}`;
const hasWords = form => form.elements.text.value.trim() !== '' || form.querySelector('[name=attachment]') !== null;

/** To be called after every change of the page. */
export function composed() {
  const form = composer();
  if (!form) return;
  if (!('ready' in form.dataset)) begin(form);
  const head = document.getElementById('c-head');
  const { version, lastIn } = head.dataset;
  // what the user has seen is what counts: with words in the field, a customer's new message has first to be read
  if (lastIn !== form.dataset.seen && hasWords(form) && !form.dataset.sending) form.querySelector('[data-notice]').hidden = false;
  else seen(form, version, lastIn);
}

function seen(form, version, lastIn) {
  form.elements.version.value = version;
  form.dataset.seen = lastIn;
  form.querySelector('[data-notice]').hidden = true;
}

function begin(form) {
  form.dataset.ready = '';
  form.dataset.seen = document.getElementById('c-head').dataset.lastIn;
  const draft = localStorage.getItem(draftOf(form));
  if (draft) form.elements.text.value = draft;
  grow(form.elements.text);
  kind(form);
}

/** As high as its text, within limits. */
export function grow(field) {
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight + 2, 320)}px`;
}

function kind(form) {
  form.classList.toggle('is-note', form.elements.kind.value === 'note');
}

/** Chooses reply or note and goes to the field. */
export function write(which) {
  const form = composer();
  const choice = form?.querySelector(`[name=kind][value=${which}]`);
  if (!choice || choice.disabled) return false;
  choice.checked = true;
  kind(form);
  form.elements.text.focus();
  return true;
}

/** Sends what is written. */
export async function submit(form) {
  if (!hasWords(form) || form.dataset.sending) return;
  form.dataset.sending = '1';
  form.setAttribute('aria-busy', 'true');
  try {
    const status = await send(form);
    if (status === 412) form.querySelector('[data-notice]').hidden = false;
    if (status < 300) sent(form);
  } catch {
    say(text('script.offline'), true);
  } finally {
    delete form.dataset.sending;
    form.removeAttribute('aria-busy');
    composed();
  }
}

function sent(form) {
  form.elements.text.value = '';
  form.querySelector('[data-files]').replaceChildren();
  for (const role of ['to', 'cc', 'bcc']) if (form.elements[role]) form.elements[role].value = '';
  localStorage.removeItem(draftOf(form));
  signed = 0;
  grow(form.elements.text);
  toNewest();
}

/** What happens at every key in the field. */
export function typed(field) {
  const form = field.form;
  grow(field);
  if (field.value) localStorage.setItem(draftOf(form), field.value);
  else localStorage.removeItem(draftOf(form));
  sign(form, field.value.trim() !== '');
}

/** Lets colleagues see that one writes; now and then while typing goes on, and at once when it is put aside. */
function sign(form, isWriting) {
  const now = Date.now();
  if (isWriting ? now - signed < signEvery : signed === 0) return;
  signed = isWriting ? now : 0;
  const body = new URLSearchParams({ formToken: form.elements.formToken.value });
  if (isWriting) body.append('on', '1');
  ask(`/desk/conversations/${form.dataset.composer}/writing`, { method: 'POST', body }).catch(() => {});
}

/** Uploads files for the message. */
export async function upload(form, files) {
  for (const file of files) {
    const item = document.createElement('li');
    item.textContent = text('script.uploading', file.name);
    form.querySelector('[data-files]').append(item);
    try {
      const headers = { 'X-Form-Token': form.elements.formToken.value, 'Content-Type': file.type || 'application/octet-stream', 'Idempotency-Key': newKey() };
      const answer = await ask(`/desk/attachments?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file, headers });
      if (answer.status === 413) throw new Error(text('script.tooLarge', file.name));
      if (!answer.ok) throw new Error(text('script.failed', await problem(answer)));
      attached(item, file.name, (await answer.json()).id);
    } catch (error) {
      item.remove();
      say(error.message, true);
    }
  }
}

function attached(item, name, id) {
  const remove = document.createElement('button');
  Object.assign(remove, { type: 'button', className: 'icon-button', textContent: '×' });
  remove.setAttribute('aria-label', text('script.remove', name));
  remove.addEventListener('click', () => item.remove());
  const field = document.createElement('input');
  Object.assign(field, { type: 'hidden', name: 'attachment', value: id });
  item.className = 'file';
  item.replaceChildren(name, remove, field);
}

/** Nothing half written stays on the machine when its user leaves. */
export function forgetDrafts() {
  for (const key of Object.keys(localStorage)) if (key.startsWith('draft-')) localStorage.removeItem(key);
}

/** Makes the composer's own controls work. */
export function watchComposer() {
  document.addEventListener('change', event => {
    const form = event.target.closest?.('[data-composer]');
    if (!form) return;
    if (event.target.name === 'kind') kind(form);
    if ('upload' in event.target.dataset) {
      upload(form, [...event.target.files]);
      event.target.value = '';
    }
  });
  document.addEventListener('click', event => {
    if (!event.target.closest?.('[data-all]')) return;
    composer().elements.cc.value = document.getElementById('c-head').dataset.copied;
    composer().elements.text.focus();
  });
  document.addEventListener('click', event => {
    if (!event.target.closest?.('[data-seen]')) return;
    const { version, lastIn } = document.getElementById('c-head').dataset;
    seen(composer(), version, lastIn);
    composer().elements.text.focus();
  });
  for (const kindOf of ['dragover', 'drop', 'paste']) document.addEventListener(kindOf, event => {
    const form = event.target.closest?.('[data-composer]');
    const files = (event.dataTransfer ?? event.clipboardData)?.files;
    if (!form || (event.type !== 'dragover' && !files?.length)) return;
    if (event.type !== 'paste') event.preventDefault();
    if (files?.length) upload(form, [...files]);
  });
}
