// Words selected on the page, and what one may do with them: mark them, write on them, ask about them, make a card of
// them, copy them with their sources.
// They go by a plain form to where every note goes; of the page that comes back only what changed is put in place here.

const menu = document.getElementById("picked");
const live = document.getElementById("live");
const told = document.getElementById("told");
const form = menu.querySelector("form");
const choose = menu.querySelector(".choose");
const writings = menu.querySelectorAll("fieldset"); // a note, a card
const PAUSE = 250; // ms of rest after which a selection counts as made
const AROUND = 40; // characters kept on each side, by which a quote is found again

let picked = null; // what is offered: a range, its text and place
let left = ""; // what was offered and declined
let home = null; // what had the focus before
let pressed = false;
let timer = 0;
let telling = 0;

const isOpen = () => menu.matches(":popover-open");
const inMenu = () => menu.contains(document.activeElement);
const prose = () => document.querySelector(".prose:has(.jot)");

// The text of a sentence as it was kept: formulas as TeX, stress between asterisks, without numbers and signs.
function* pieces(element) {
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) yield [node, node.data.replace(/\u2060+$/, "")];
    else if (node.matches?.("math, [data-as]")) yield [node, node.getAttribute("data-as") ?? node.getAttribute("alttext")];
    else if (node.matches?.("em")) yield* [[node, "*"], ...pieces(node), [node, "*"]];
    else if (!node.matches?.("a, .joined, .unseen, figcaption")) yield* pieces(node);
  }
}

// The sentences with a space between, as the server searches them, and which of it lies in the range.
function read(range) {
  let whole = "";
  let from = -1;
  let to = -1;
  const sentences = [];
  for (const sentence of prose().querySelectorAll(".s, .points > li, .code")) {
    if (whole) whole += " ";
    for (const [node, text] of pieces(sentence)) {
      if (range.intersectsNode(node)) {
        const start = node === range.startContainer ? range.startOffset : 0;
        const end = Math.min(node === range.endContainer ? range.endOffset : text.length, text.length);
        if (text.slice(start, end).trim()) {
          if (from < 0) from = whole.length + start;
          to = whole.length + end;
          sentences.push(sentence);
        }
      }
      whole += text;
    }
  }
  return { whole, from, to, sentences: new Set(sentences) };
}

// Whole words, without white space at their ends.
function snug({ whole, from, to }) {
  while (/\s/.test(whole[from])) from += 1;
  while (/\s/.test(whole[to - 1])) to -= 1;
  const words = new Intl.Segmenter(prose().lang || undefined, { granularity: "word" }).segment(whole);
  const first = words.containing(from);
  const last = words.containing(to - 1);
  return [first.isWordLike ? first.index : from, last.isWordLike ? last.index + last.segment.length : to];
}

// What is selected in the prose; nothing elsewhere, and nothing while a note is being written on the page.
function selected() {
  const selection = getSelection();
  const anchor = selection.anchorNode?.parentElement;
  if (selection.isCollapsed || !anchor || !prose()?.contains(anchor) || document.querySelector(".page .writing-note")) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const found = read(range);
  if (found.from < 0) return null;
  const [from, to] = snug(found);
  const { whole, sentences } = found;
  const quote = whole.slice(from, to);
  return { range, quote, sentences, before: whole.slice(Math.max(0, from - AROUND), from), after: whole.slice(to, to + AROUND), at: `${from}-${to}` };
}

// The words with the page they stand on and the sources that their sentences rest on.
function cited({ quote, sentences }) {
  const numbers = new Set([...sentences].flatMap((one) => [...one.querySelectorAll(".cite")].map((mark) => mark.firstChild.data)));
  const sources = [...document.querySelectorAll("#sources-of-page .source")].filter((one) => numbers.has(one.querySelector(".n").textContent));
  const named = sources.map((one) => one.querySelector(".title")).map((title) => `${title.lastChild.data}. ${title.dataset.origin}`.trim());
  return [`“${quote}”`, document.title, ...named].join("\n");
}

async function look() {
  if (inMenu() || pressed) return;
  const found = selected();
  if (!found) left = "";
  if (!found || found.at === left) return close();
  if (found.at === picked?.at && isOpen()) return;
  picked = found;
  await dressed();
  if (picked !== found) return;
  for (const name of ["quote", "before", "after"]) form.elements[name].value = found[name];
  choose.querySelector("[data-copy]").dataset.copy = cited(found);
  form.elements.back.value = found.quote;
  write();
  if (!isOpen()) {
    menu.showPopover();
    say(menu.dataset.offered);
  }
  place();
}

// The look of notes comes with the first of them.
function dressed() {
  const there = [...document.querySelectorAll("link")].some((one) => one.getAttribute("href") === menu.dataset.styles);
  if (there) return null;
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: menu.dataset.styles });
  document.head.append(sheet);
  return new Promise((done) => (sheet.onload = sheet.onerror = done));
}

// Below the last of the words where there is room, above the first otherwise; on a phone the style puts it at the foot.
function place() {
  const lines = [...picked.range.getClientRects()].filter((one) => one.width);
  const [first, last] = [lines[0], lines.at(-1)];
  if (!last) return close(); // the page was written anew meanwhile
  const { width, height } = menu.getBoundingClientRect();
  const under = last.bottom + 8;
  const y = under + height < innerHeight ? under : Math.max(64, first.top - height - 8);
  const column = prose().getBoundingClientRect();
  const x = Math.max(column.left, Math.min(last.left + last.width / 2 - width / 2, column.right - width));
  menu.style.setProperty("--x", `${x + scrollX}px`);
  menu.style.setProperty("--y", `${y + scrollY}px`);
}

function write(which) {
  choose.hidden = Boolean(which);
  for (const one of writings) one.hidden = one.disabled = one !== which;
  CSS.highlights?.delete("picked");
  if (!which) return;
  if (window.Highlight) CSS.highlights.set("picked", new Highlight(picked.range));
  remember();
  place();
  const hidden = picked.range.getBoundingClientRect().bottom - menu.getBoundingClientRect().top + 16;
  if (getComputedStyle(menu).position === "fixed" && hidden > 0) scrollBy({ top: hidden, behavior: "instant" });
  which.querySelector("textarea").focus({ preventScroll: true });
}

function remember() {
  if (!inMenu()) home = document.activeElement;
}

// `back`: the focus goes to where it was, or to the paragraph of the words, which stay selected.
function close({ back = false } = {}) {
  const inside = inMenu();
  const words = picked;
  picked = null;
  write();
  if (isOpen()) menu.hidePopover();
  if (!back) return;
  left = words.at;
  if (!inside || !words.range.startContainer.isConnected) return;
  let goal = home;
  if (!goal?.isConnected || goal === document.body) {
    goal = words.range.startContainer.parentElement.closest("p, li, figure");
    goal.tabIndex = -1;
  }
  goal.focus({ preventScroll: true });
  getSelection().setBaseAndExtent(words.range.startContainer, words.range.startOffset, words.range.endContainer, words.range.endOffset);
}

function say(words) {
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = words));
}

function tell(words) {
  say(words);
  told.textContent = words;
  told.showPopover();
  clearTimeout(telling);
  telling = setTimeout(() => told.hidePopover(), 3500);
}

// The page that answers, or null: then the browser goes where the form would have led it without this script.
async function sent(of, to = of.action) {
  let answer;
  let markup;
  try {
    answer = await fetch(to, { method: "POST", body: new URLSearchParams(new FormData(of)) });
    markup = await answer.text();
  } catch {
    tell(menu.dataset.failed);
    return null;
  }
  if (answer.ok && new URL(answer.url).pathname === location.pathname) return new DOMParser().parseFromString(markup, "text/html");
  if (answer.ok) location.assign(answer.url);
  else {
    const own = of.action;
    of.action = to;
    of.submit(); // it was refused: the page says why, with what was typed
    of.action = own;
  }
  return null;
}

function renew(fresh, ...parts) {
  dispatchEvent(new Event("htmx:beforeSwap")); // the card of a citation listens to these two
  for (const one of parts) {
    const old = document.querySelector(one);
    const next = fresh.querySelector(one);
    if (old && next) old.replaceWith(next);
  }
  dispatchEvent(new Event("htmx:load"));
}

async function keep(_, by) {
  const before = new Set([...document.querySelectorAll(".noted")].map((one) => one.hash));
  const card = by?.getAttribute("formaction");
  const fresh = await sent(form, card ?? form.action);
  if (!fresh) return;
  const inside = inMenu();
  for (const name of ["text", "front"]) form.elements[name].value = "";
  close({ back: card });
  if (card) return tell(menu.dataset.carded);
  getSelection().removeAllRanges();
  renew(fresh, ".prose:has(.jot)", "#notes", ".deeds", "#tally");
  tell(menu.dataset.kept);
  const sign = [...document.querySelectorAll(".noted")].find((one) => !before.has(one.hash));
  if (inside) (sign ?? document.getElementById("page")).focus({ preventScroll: true });
}

async function flag(of) {
  const fresh = await sent(of);
  if (!fresh) return;
  const stops = () => [...document.querySelectorAll(".deeds :is(a, button, summary)")];
  const at = stops().indexOf(document.activeElement);
  renew(fresh, ".deeds", "#tree [aria-current] .signs");
  stops()[at]?.focus({ preventScroll: true });
  tell(document.querySelector(".deeds .on") ? menu.dataset.on : menu.dataset.off);
}

let busy = false;
addEventListener("submit", async (event) => {
  if (event.submitter?.name === "then") return; // it leads to where one asks
  const act = event.target === form ? keep : event.target.querySelector('.deeds [accesskey="b"]') && flag;
  if (!act) return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  await act(event.target, event.submitter).finally(() => (busy = false));
});

const later = () => {
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
};
document.addEventListener("selectionchange", later);
addEventListener("pointerdown", (event) => (pressed = !event.button && (event.pointerType === "mouse" || menu.contains(event.target))));
for (const over of ["pointerup", "pointercancel"]) {
  addEventListener(over, () => {
    pressed = false;
    later();
  });
}
addEventListener("resize", () => isOpen() && place());
menu.addEventListener("mousedown", (event) => event.target.closest("textarea") || event.preventDefault()); // words stay selected
menu.addEventListener("click", (event) => {
  const which = event.target.closest("[data-write]");
  if (which) write(writings[which.dataset.write]);
  else if (event.target.closest("[data-leave]")) close({ back: true });
  else if (event.target.closest("[data-copy]")) {
    close({ back: true }); // the script of the card copies, and says so
    tell(document.getElementById("card").dataset.copied);
  }
});
addEventListener("keydown", (event) => {
  if (!isOpen() || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    event.preventDefault();
    close({ back: true });
  } else if (event.key === "Tab") {
    const stops = [...menu.querySelectorAll("button, textarea")].filter((one) => one.checkVisibility());
    const at = stops.indexOf(document.activeElement);
    if (at < 0 && event.shiftKey) return;
    event.preventDefault();
    remember();
    const next = stops[at + (event.shiftKey ? -1 : 1)];
    if (next) next.focus();
    else close({ back: true });
  }
});
