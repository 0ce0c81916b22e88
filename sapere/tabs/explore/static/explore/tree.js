// Keys for the contents, as the ARIA practices have them.

let tree;
let kept; // which branches were opened and closed
try {
  kept = localStorage;
} catch {}
let typed = "";
let typedAt = 0;

const items = () => [...tree.querySelectorAll("a")].filter((item) => item.offsetParent !== null);
const branch = (item) => item.parentElement.querySelector(":scope > ul");
const above = (item) => item.parentElement.parentElement.closest("li")?.querySelector(":scope > a");
const isOpen = (item) => item.parentElement.classList.contains("open");

function dress() {
  tree.role = "tree";
  for (const list of tree.querySelectorAll("ul")) list.role = "group";
  for (const entry of tree.querySelectorAll("li")) entry.role = "none";
  for (const item of tree.querySelectorAll("a")) {
    item.role = "treeitem";
    item.tabIndex = -1;
    const list = branch(item);
    if (!list) continue;
    list.id = `below-${item.id}`;
    item.setAttribute("aria-owns", list.id);
    item.ariaExpanded = isOpen(item);
    const open = kept?.[item.id];
    if (open && !location.search && !list.querySelector("[aria-current]")) turn(item, open > 0);
  }
  const first = tree.querySelector("[aria-current]") ?? tree.querySelector("a");
  if (first) first.tabIndex = 0;
}

function go(item) {
  if (!item) return;
  for (const other of tree.querySelectorAll('a[tabindex="0"]')) other.tabIndex = -1;
  item.tabIndex = 0;
  item.focus();
}

function turn(item, open) {
  item.parentElement.classList.toggle("open", open);
  item.ariaExpanded = open;
  if (kept) kept[item.id] = +open;
}

function find(letter) {
  typed = Date.now() - typedAt < 700 ? typed + letter : letter;
  typedAt = Date.now();
  const all = items();
  const from = all.indexOf(document.activeElement) + (typed.length === 1 ? 1 : 0);
  const turned = [...all.slice(from), ...all.slice(0, from)];
  go(turned.find((item) => item.querySelector("[dir]").textContent.trim().toLowerCase().startsWith(typed)));
}

function key(event) {
  const item = event.target.closest("a");
  if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = items();
  const at = all.indexOf(item);
  const sides = ["ArrowLeft", "ArrowRight"];
  const [outward, inward] = tree.matches(":dir(rtl)") ? sides.reverse() : sides;
  if (event.key === "ArrowDown") go(all[at + 1]);
  else if (event.key === "ArrowUp") go(all[at - 1]);
  else if (event.key === "Home") go(all[0]);
  else if (event.key === "End") go(all.at(-1));
  else if (event.key === inward) branch(item) && (isOpen(item) ? go(all[at + 1]) : turn(item, true));
  else if (event.key === outward) branch(item) && isOpen(item) ? turn(item, false) : go(above(item));
  else if (event.key === " ") item.click();
  else if (event.key.length === 1) find(event.key.toLowerCase());
  else return;
  event.preventDefault();
}

function start() {
  if (tree?.isConnected || !(tree = document.querySelector(".tree"))) return;
  dress();
  tree.addEventListener("keydown", key);
  const side = tree.closest("nav");
  side.scrollTop ||= (tree.querySelector("[aria-current]")?.offsetTop ?? 0) - side.clientHeight / 2;
}

start();
addEventListener("htmx:load", start); // a growing tree comes anew
