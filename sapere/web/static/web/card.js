// The card behind a citation's number, without this script a plain link. Hover or focus opens it after a moment,
// a click at once; it stays until one leaves or presses Escape.

const card = document.getElementById("card");
const live = document.getElementById("live");
const MOMENT = 300;
const fetched = new Map();
let mark;
let timer = 0;
let pinned = false;

const markOf = (event) => event.target.closest?.("a.cite[data-card]");
const isOpen = () => card.matches(":popover-open");

async function fetchCard(url) {
  if (!fetched.has(url)) {
    const answer = await fetch(url);
    if (!answer.ok) throw answer;
    fetched.set(url, await answer.text());
  }
  return fetched.get(url);
}

async function open(wanted, { enter = false } = {}) {
  clearTimeout(timer);
  if (mark !== wanted || !isOpen()) {
    close();
    mark = wanted;
    try {
      const markup = await fetchCard(wanted.dataset.card);
      if (mark !== wanted) return;
      const parsed = new DOMParser().parseFromString(markup, "text/html");
      card.replaceChildren(...parsed.body.childNodes);
    } catch {
      mark = null;
      live.textContent = card.dataset.failed;
      if (enter) location = wanted.href;
      return;
    }
    card.showPopover();
    place(wanted);
    wanted.ariaExpanded = "true";
  }
  if (enter) {
    pinned = true;
    card.querySelector("a, button")?.focus();
  }
}

function close({ back = false } = {}) {
  clearTimeout(timer);
  const left = mark;
  mark = null;
  pinned = false;
  if (isOpen()) card.hidePopover();
  if (left) left.ariaExpanded = null;
  if (back) left?.focus();
}

// Below the number where there is room, above it otherwise; on a phone the style makes it a sheet.
function place(at) {
  const spot = at.getClientRects()[0];
  const { width, height } = card.getBoundingClientRect();
  const under = spot.bottom + 8;
  const y = under + height < innerHeight ? under : Math.max(8, spot.top - height - 8);
  const column = Math.max(12, at.closest("article, section").getBoundingClientRect().left);
  const x = Math.min(Math.max(column, spot.left + spot.width / 2 - width / 2), innerWidth - width - 12);
  card.style.setProperty("--x", `${x}px`);
  card.style.setProperty("--y", `${y}px`);
}

const later = (act) => {
  clearTimeout(timer);
  timer = setTimeout(act, MOMENT);
};
const leave = () => {
  if (!pinned) later(() => close());
};

addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse") return;
  const over = markOf(event);
  if (over && over !== mark && !pinned) later(() => open(over));
  else if ((over && over === mark) || card.contains(event.target)) clearTimeout(timer);
  else if (mark || timer) leave();
});
addEventListener("focusin", (event) => {
  const on = markOf(event);
  if (on && on !== mark) {
    if (on.matches(":focus-visible")) later(() => open(on));
  } else if (!on && !card.contains(event.target)) {
    if (mark) later(() => close());
    else clearTimeout(timer);
  }
});
addEventListener("click", (event) => {
  const on = markOf(event);
  if (on && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    open(on, { enter: true });
  } else if (event.target.closest?.("[data-close]")) {
    close({ back: true });
  } else if (event.target.closest?.("[data-copy]")) {
    copy(event.target.closest("[data-copy]").dataset.copy);
  } else if (isOpen() && !card.contains(event.target)) {
    close();
  }
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isOpen()) {
    event.preventDefault();
    close({ back: card.contains(document.activeElement) });
  }
});
for (const moved of ["scroll", "resize"]) addEventListener(moved, () => isOpen() && place(mark));

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    const field = (isOpen() ? card : document.body).appendChild(document.createElement("textarea"));
    field.value = words;
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = card.dataset.copied));
}

// What is being written comes anew: card and focus stay at their number.
let held;
const again = (old) => document.querySelector(`#page [data-card="${old.dataset.card}"]`);
addEventListener("htmx:beforeSwap", () => (held = document.activeElement));
addEventListener("htmx:load", () => {
  if (mark && !mark.isConnected) mark = again(mark) ?? close();
  if (held && !held.isConnected && !document.querySelector(":focus")) (again(held) ?? document.getElementById("page")).focus({ preventScroll: true });
  held = null;
});
