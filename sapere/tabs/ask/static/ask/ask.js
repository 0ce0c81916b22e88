// An answer while it is made: its sentences appear as they pass the check. One stream at most, closed while the page is
// hidden; where none can be held, it is asked for again and again. What has the focus keeps it, and its place.

const room = document.getElementById("asking");
const live = document.getElementById("live");
const field = document.getElementById("question");
const ASK_EVERY = 1000;
const GIVE_UP_AFTER = 3;

let stream = null;
let asking = 0;
let failures = 0;

const waited = () => document.querySelector(".answer[data-events]");

function show(markup) {
  const old = waited();
  const next = new DOMParser().parseFromString(markup, "text/html").querySelector(".answer");
  if (!old || next?.id !== old.id) return;
  const top = document.activeElement === field && field.getBoundingClientRect().top;
  const inside = old.contains(document.activeElement);
  dispatchEvent(new Event("htmx:beforeSwap")); // the card of a citation listens to these two
  grow(old, document.adoptNode(next));
  dispatchEvent(new Event("htmx:load"));
  const now = document.getElementById(next.id);
  if (inside && !now.contains(document.activeElement)) {
    now.tabIndex = -1;
    now.focus({ preventScroll: true });
  }
  if (top !== false) scrollBy({ top: field.getBoundingClientRect().top - top, behavior: "instant" });
  if (!now.dataset.events) live.textContent = now.matches(".whole") ? room.dataset.whole : room.dataset.ended;
}

// What is the same stays as it is, so that focus, selection and an open card stay with it.
function grow(old, next) {
  if (old.isEqualNode(next)) return;
  if (old.nodeName !== next.nodeName || old.className !== next.className || !next.childElementCount) {
    old.replaceWith(next);
    return;
  }
  for (const { name, value } of next.attributes) old.setAttribute(name, value);
  const stale = [...old.childNodes];
  const fresh = [...next.childNodes];
  fresh.forEach((one, at) => (stale[at] ? grow(stale[at], one) : old.append(one)));
  for (const one of stale.slice(fresh.length)) one.remove();
}

function listen() {
  const one = waited();
  if (!one || stream || asking || document.hidden) return;
  if (failures >= GIVE_UP_AFTER) {
    ask(one);
    return;
  }
  stream = new EventSource(`${one.dataset.events}?after=${one.dataset.told}`);
  stream.addEventListener("state", (event) => {
    failures = 0;
    show(event.data);
  });
  stream.addEventListener("end", () => {
    rest();
    listen();
  });
  stream.addEventListener("error", () => {
    failures += 1;
    rest();
    asking = setTimeout(again, ASK_EVERY * failures);
  });
}

async function ask(one) {
  asking = setTimeout(again, ASK_EVERY);
  try {
    const answer = await fetch(`${one.dataset.part}?after=${one.dataset.told}`, { headers: { "HX-Request": "true" } });
    if (answer.status === 200) show(await answer.text());
  } catch {
    // nobody is there; it is asked for again
  }
}

function again() {
  asking = 0;
  listen();
}

function rest() {
  stream?.close();
  stream = null;
  clearTimeout(asking);
  asking = 0;
}

// One goes on behind what stands in the field.
if (field?.autofocus) field.setSelectionRange(field.value.length, field.value.length);
// Whoever has just asked comes here by the address of the answer. While it is made one can go on typing; when it is there
// one reads on from it. The browser first goes there, and takes the focus from wherever it is.
const asked = document.getElementById(location.hash.slice(1));
addEventListener("load", () => {
  if (!asked?.matches(".answer")) return;
  if (waited()) field?.focus({ preventScroll: true });
  live.textContent = waited() ? room.dataset.begins : asked.matches(".whole") ? room.dataset.whole : room.dataset.ended;
});
document.addEventListener("visibilitychange", () => {
  rest();
  listen();
});
addEventListener("pagehide", rest);
addEventListener("pageshow", listen);
listen();
