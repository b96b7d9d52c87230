// Makes the page as the server says it is now, and leaves alone what is the same: focus, scroll places, what is being written, and frames
// that have loaded. Elements that have ids are known again by them.

/** Makes `now` like `next`. */
export function morph(now, next) {
  if (now.nodeType !== next.nodeType || now.nodeName !== next.nodeName || (now.id ?? '') !== (next.id ?? '')) {
    now.replaceWith(next);
    return;
  }
  if (now.nodeType !== Node.ELEMENT_NODE) {
    if (now.nodeValue !== next.nodeValue) now.nodeValue = next.nodeValue;
    return;
  }
  // what is the user's own stays: a draft, an open menu, a choice being made
  if ('keep' in now.dataset) return;
  const isOpen = now.matches('details[open]:is([data-menu], .fold, .why)');
  attributes(now, next);
  if (isOpen) now.open = true;
  if (now.matches('select, input') && now !== document.activeElement) values(now, next);
  if ('merge' in now.dataset) merge(now, next);
  else children(now, next);
}

function attributes(now, next) {
  for (const { name } of [...now.attributes]) if (!next.hasAttribute(name) && name !== 'style') now.removeAttribute(name);
  for (const { name, value } of next.attributes) if (now.getAttribute(name) !== value) now.setAttribute(name, value);
}

function values(now, next) {
  if (now.matches('select')) {
    const chosen = next.querySelector('option[selected]') ?? next.options[0];
    // the options come with the children
    if (chosen) queueMicrotask(() => { now.value = chosen.value; });
  } else if (now.type !== 'file' && now.value !== next.getAttribute('value')) now.value = next.getAttribute('value') ?? '';
}

function children(now, next) {
  const known = new Map([...now.children].filter(child => child.id).map(child => [child.id, child]));
  let place = now.firstChild;
  for (const wanted of [...next.childNodes]) {
    const same = wanted.id ? known.get(wanted.id) : undefined;
    if (same) {
      if (same === place) place = place.nextSibling;
      else now.insertBefore(same, place);
      morph(same, wanted);
    } else if (place && !place.id && !wanted.id && place.nodeName === wanted.nodeName) {
      const after = place.nextSibling;
      morph(place, wanted);
      place = after;
    } else now.insertBefore(wanted, place);
  }
  while (place) {
    const after = place.nextSibling;
    place.remove();
    place = after;
  }
}

/** For a list of which the answer holds the end: from where it reaches back to it is as the answer says, and what is before that stays. */
function merge(now, next) {
  const news = [...next.children].filter(child => child.dataset.seq || child.classList.contains('day'));
  const reach = news.find(child => child.dataset.seq);
  if (!reach || !news.some(child => child.dataset.seq && document.getElementById(child.id))) {
    children(now, next);
    return;
  }
  const ids = new Set(news.map(child => child.id));
  for (const child of [...now.children]) if (Number(child.dataset.seq) >= Number(reach.dataset.seq) && !ids.has(child.id)) child.remove();
  const known = from => {
    let child = from;
    while (child && !ids.has(child.id)) child = child.nextElementSibling;
    return child;
  };
  let place = known(now.firstElementChild);
  for (const wanted of news) {
    const same = document.getElementById(wanted.id);
    if (!same) now.insertBefore(wanted, place);
    else {
      if (same === place) place = known(place.nextElementSibling);
      else if (same.dataset.seq) now.insertBefore(same, place);
      morph(same, wanted);
    }
  }
}
