// The conversations of this browser: kept in its local storage, one entry each, and nowhere else.
// Runs where Gradio loads the component, with `element`, `props`, `trigger` and `watch` of it.
const PREFIX = 'exocite:conversation:';
const MOST = 50;

function kept() {
  const found = [];
  for (let at = 0; at < localStorage.length; at += 1) {
    const key = localStorage.key(at);
    if (!key.startsWith(PREFIX)) continue;
    try {
      const held = JSON.parse(localStorage.getItem(key));
      if (held && Array.isArray(held.turns) && held.turns.length) found.push({ ...held, id: key.slice(PREFIX.length) });
    } catch { /* not ours, or cut off: left alone */ }
  }
  return found.sort((one, other) => (other.changed || 0) - (one.changed || 0));
}

function save(conversation) {
  const text = JSON.stringify({ turns: conversation.turns, changed: Date.now() });
  const old = kept().slice(MOST - 1).filter((held) => held.id !== conversation.id);
  old.forEach((held) => localStorage.removeItem(PREFIX + held.id));
  try {
    localStorage.setItem(PREFIX + conversation.id, text);
  } catch { /* the browser allows no storage, or it is full: the conversation goes on unsaved */ }
}

function button(text, label, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  if (label) { made.setAttribute('aria-label', label); made.title = label; }
  made.addEventListener('click', act);
  return made;
}

function draw() {
  const list = element.querySelector('ul');
  if (!list) return;
  const held = kept();
  list.replaceChildren(...held.map((conversation) => {
    const title = String(conversation.turns[0].question);
    const item = document.createElement('li');
    const open = button(title, null, () => trigger('select', { id: conversation.id, turns: conversation.turns }));
    open.className = 'open';
    if (props.value && props.value.id === conversation.id) open.setAttribute('aria-current', 'true');
    const drop = button('×', `Delete the conversation: ${title}`, () => {
      localStorage.removeItem(PREFIX + conversation.id);
      draw();
      (element.querySelector('button') || element).focus();
    });
    drop.className = 'drop';
    item.append(open, drop);
    return item;
  }));
  element.querySelector('.none').hidden = held.length > 0;
}

watch('value', () => {
  const conversation = props.value;
  if (conversation && conversation.id && conversation.turns.length) save(conversation);
  draw();
});
window.addEventListener('storage', draw);
draw();
