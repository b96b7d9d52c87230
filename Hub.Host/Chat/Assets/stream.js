// Hears what the hub tells, and comes again after the last number when the line breaks.
import { ask, pause } from './hub.js';

const silence = 40_000;
const shortest = 500;
const longest = 10_000;

/**
 * Listens for good. `heard(kind, data)` is called with each event; `state('online' | 'offline')` when the line comes and goes; `begin()` reads
 * everything anew and answers the number to go on after; it is called at the beginning and where the hub knows no way on.
 */
export async function listen({ begin, heard, state, signal }) {
  let seen = null;
  let wait = shortest;
  while (!signal.aborted) {
    try {
      seen ??= await begin();
      const answer = await open(seen, signal);
      if (answer.status === 410) {
        seen = null;
        continue;
      }
      if (answer.status === 401) return 'unknown';
      if (!answer.ok) throw new Error(`${answer.status}`);
      state('online');
      wait = shortest;
      await read(answer, number => { seen = number; }, heard);
    } catch (error) {
      if (error.status === 401) return 'unknown';
    }
    if (signal.aborted) return 'ended';
    state('offline');
    await pause(wait * (0.5 + Math.random()));
    wait = Math.min(wait * 2, longest);
  }
  return 'ended';
}

let ending = null;

function open(seen, signal) {
  ending = new AbortController();
  return ask('/events', { headers: { Accept: 'text/event-stream', 'Last-Event-ID': `${seen}` }, signal: AbortSignal.any([signal, ending.signal]) });
}

/** Reads the stream to its end (WHATWG HTML section 9.2.6). The hub is never silent for long: a line that is, is dead. */
async function read(answer, numbered, heard) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let watch = 0;
  let rest = '';
  try {
    for (;;) {
      clearTimeout(watch);
      watch = setTimeout(() => ending.abort(), silence);
      const { value, done } = await reader.read();
      if (done) return;
      const blocks = (rest + value).split('\n\n');
      rest = blocks.pop();
      for (const block of blocks) take(block, numbered, heard);
    }
  } finally {
    clearTimeout(watch);
  }
}

function take(block, numbered, heard) {
  const fields = {};
  for (const line of block.split('\n')) {
    const colon = line.indexOf(': ');
    if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 2);
  }
  if (fields.data) heard(fields.event, JSON.parse(fields.data));
  if (fields.id) numbered(fields.id);
}
