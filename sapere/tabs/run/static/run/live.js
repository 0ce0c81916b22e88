// A run while it goes on: swaps the parts of the rendered state that changed. One stream at most, closed
// while the tab is hidden; where none can be held, it asks again and again.

const told = document.getElementById("told");
const live = document.getElementById("live");
const away = document.getElementById("away");
const SPEAK_EVERY = 5000;
const ASK_EVERY = 3000;
const GIVE_UP_AFTER = 4;

let stream = null;
let asking = 0;
let failures = 0;
let spokenAt = 0;
let waiting = 0;

const state = () => told.firstElementChild;
const over = () => state().hasAttribute("data-over");

function show(markup) {
  const next = new DOMParser().parseFromString(markup, "text/html").body.firstElementChild;
  if (!next || Number(next.dataset.number) < Number(state().dataset.number)) return;
  const before = state().dataset.say;
  swap(next);
  document.title = next.dataset.title;
  if (next.dataset.say !== before) speak(next.dataset.say);
  tick();
}

function swap(next) {
  const focused = document.activeElement?.id;
  const open = [...told.querySelectorAll("details[open][id]")].map((one) => one.id);
  const parts = (root) => [...root.querySelectorAll("[data-part]")].map((part) => part.dataset.part).join();
  if (parts(next) !== parts(told)) told.replaceChildren(next);
  else {
    for (const part of next.querySelectorAll("[data-part]")) {
      const old = told.querySelector(`[data-part="${part.dataset.part}"]`);
      if (!same(old, part)) old.replaceWith(part.cloneNode(true));
    }
    for (const { name } of [...state().attributes]) if (!next.hasAttribute(name)) state().removeAttribute(name);
    for (const { name, value } of next.attributes) state().setAttribute(name, value);
  }
  for (const id of open) (document.getElementById(id) ?? {}).open = true;
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

// Neither a form's token nor the running seconds are a change.
function same(old, next) {
  const bare = (part) => {
    const copy = part.cloneNode(true);
    for (const one of copy.querySelectorAll("input, time")) one.remove();
    for (const one of copy.querySelectorAll("details")) one.open = false;
    return copy.innerHTML;
  };
  return bare(old) === bare(next);
}

function speak(words) {
  clearTimeout(waiting);
  const wait = Math.max(0, spokenAt + SPEAK_EVERY - Date.now());
  waiting = setTimeout(() => {
    spokenAt = Date.now();
    live.textContent = words;
  }, wait);
}

function tick() {
  for (const time of told.querySelectorAll("time.since")) {
    const seconds = Math.max(0, Math.round((Date.now() - Date.parse(time.dateTime)) / 1000));
    const { minutes: min, seconds: s } = time.dataset;
    time.textContent = seconds < 60 ? `${seconds} ${s}` : `${Math.floor(seconds / 60)} ${min} ${seconds % 60} ${s}`;
  }
}

function listen() {
  if (stream || asking || over() || document.hidden) return;
  if (!window.EventSource || failures >= GIVE_UP_AFTER) return poll();
  stream = new EventSource(`${told.dataset.events}?after=${state().dataset.number}`);
  stream.addEventListener("state", (event) => {
    failures = 0;
    away.hidden = true;
    show(event.data);
  });
  stream.addEventListener("end", rest);
  stream.addEventListener("error", () => {
    failures += 1;
    away.hidden = failures < 2;
    rest();
    setTimeout(listen, 1000 * Math.min(failures, 4));
  });
}

function rest() {
  stream?.close();
  stream = null;
  clearTimeout(asking);
  asking = 0;
}

async function poll() {
  try {
    const answer = await fetch(told.dataset.state);
    if (answer.ok) show(await answer.text());
    away.hidden = true;
  } catch {
    away.hidden = false;
  }
  asking = over() || document.hidden ? 0 : setTimeout(poll, ASK_EVERY);
}

document.addEventListener("visibilitychange", () => {
  rest();
  listen();
});
addEventListener("pagehide", rest);
addEventListener("pageshow", listen);
setInterval(tick, 1000);
tick();
listen();
