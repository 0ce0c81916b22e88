// The map's own: zoom, panning, keys along the tree, the card of a concept, a picture of it all.
// Without it every concept is a link, and the field scrolls.

const chart = document.querySelector(".chart");
const field = chart.querySelector(".field");
const drawing = chart.querySelector(".drawing");
const about = chart.querySelector(".about");
const nodes = [...drawing.querySelectorAll("a[id]")];
const { width, height } = drawing.viewBox.baseVal;
const LEAST = 0.2;
const MOST = 3;
let scale = 1;

// The place under `at` (pixels from the field's top left) stays where it is.
function zoom(to, at = [field.clientWidth / 2, field.clientHeight / 2]) {
  const next = Math.min(MOST, Math.max(LEAST, to));
  const before = drawing.getBoundingClientRect();
  const frame = field.getBoundingClientRect();
  const from = [(at[0] + frame.left - before.left) / scale, (at[1] + frame.top - before.top) / scale];
  scale = next;
  drawing.setAttribute("width", width * scale);
  drawing.setAttribute("height", height * scale);
  const after = drawing.getBoundingClientRect();
  field.scrollBy(after.left - frame.left + from[0] * scale - at[0], after.top - frame.top + from[1] * scale - at[1]);
}

const fit = () => Math.min(1, field.clientWidth / width, field.clientHeight / height);

function centre(node) {
  const box = node.getBoundingClientRect();
  const frame = field.getBoundingClientRect();
  field.scrollBy(box.left + box.width / 2 - frame.left - frame.width / 2, box.top + box.height / 2 - frame.top - frame.height / 2);
}

function fullScreen() {
  document.fullscreenElement ? document.exitFullscreen() : chart.requestFullscreen();
}

// The browser draws the file that the server makes of the map.
async function save(button) {
  const image = new Image();
  image.src = button.parentElement.querySelector("a").href;
  await image.decode();
  const sharp = Math.min(2, 8000 / width, 8000 / height);
  const canvas = Object.assign(document.createElement("canvas"), { width: width * sharp, height: height * sharp });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: button.dataset.name });
    link.click();
    URL.revokeObjectURL(link.href);
  });
}

const acts = {
  "+": () => zoom(scale * 1.25),
  "=": () => zoom(scale * 1.25),
  "-": () => zoom(scale / 1.25),
  0: () => zoom(fit()),
  full: fullScreen,
  png: save,
};

function tell(node) {
  const told = document.getElementById(`l-${node.id.slice(2)}`)?.querySelector(".told");
  if (told) about.replaceChildren(...told.cloneNode(true).childNodes);
}

function go(node) {
  if (!node) return;
  for (const other of nodes) other.tabIndex = other === node ? 0 : -1;
  node.focus({ preventScroll: true });
  const box = node.getBoundingClientRect();
  const frame = field.getBoundingClientRect();
  if (box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom) centre(node);
  node.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// Beside: the next of the same level, in the order of the tree.
function beside(node, step) {
  const level = nodes.filter((one) => one.dataset.depth === node.dataset.depth);
  return level[level.indexOf(node) + step];
}

function along(node, key) {
  const sides = ["ArrowLeft", "ArrowRight"];
  const [outward, inward] = field.matches(":dir(rtl)") ? sides.reverse() : sides;
  if (key === inward) return nodes.find((one) => one.dataset.up === node.id.slice(2)) ?? node;
  if (key === outward) return document.getElementById(`n-${node.dataset.up}`) ?? node;
  if (key === "ArrowDown") return beside(node, 1) ?? node;
  if (key === "ArrowUp") return beside(node, -1) ?? node;
  return { Home: nodes[0], End: nodes.at(-1) }[key];
}

field.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const node = event.target.closest("a[id]");
  const next = node && along(node, event.key);
  if (next) go(next);
  else if (node && event.key === " ") node.parentElement.querySelector(".turn")?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  else if ("+=-0".includes(event.key)) acts[event.key]();
  else return;
  event.preventDefault();
  event.stopPropagation();
});

field.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  const frame = field.getBoundingClientRect();
  zoom(scale * (event.deltaY < 0 ? 1.1 : 1 / 1.1), [event.clientX - frame.left, event.clientY - frame.top]);
}, { passive: false });

// A mouse drags the sheet; a finger scrolls it anyway.
field.addEventListener("pointerdown", (event) => {
  if (event.pointerType !== "mouse" || event.button || event.target.closest("a")) return;
  const drag = (move) => field.scrollBy(-move.movementX, -move.movementY);
  field.classList.add("dragged");
  addEventListener("pointermove", drag);
  addEventListener("pointerup", () => {
    removeEventListener("pointermove", drag);
    field.classList.remove("dragged");
  }, { once: true });
});

for (const kind of ["focusin", "mouseover"]) { // on the field: a drawing that listens takes the focus itself
  field.addEventListener(kind, (event) => {
    const node = event.target.closest("a[id]");
    if (node) tell(node);
  });
}

chart.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) acts[button.dataset.do](button);
});

for (const hidden of chart.querySelectorAll("[hidden]")) hidden.hidden = false;
if (!document.fullscreenEnabled) chart.querySelector('[data-do="full"]').hidden = true;
const come = document.getElementById(location.hash.slice(1));
const start = nodes.includes(come) ? come : nodes[0];
for (const node of nodes) node.tabIndex = node === start ? 0 : -1;
for (const turn of drawing.querySelectorAll(".turn")) turn.tabIndex = -1;
if (field.clientWidth) {
  zoom(Math.min(1, Math.max(0.86, field.clientWidth / width)));
  centre(start);
}
if (start === come) go(start);
