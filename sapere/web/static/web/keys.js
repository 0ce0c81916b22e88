// n, p (or j, k) turn the page, b bookmarks it, / asks anew, ? opens the look. Off in fields.

const typing = (target) => target.closest?.("input, textarea, select, [contenteditable], [role=tree]");
const turn = (rel) => () => document.querySelector(`a[rel="${rel}"]`)?.click();
const acts = {
  n: turn("next"),
  j: turn("next"),
  p: turn("prev"),
  k: turn("prev"),
  b: () => document.querySelector('.deeds [accesskey="b"]')?.click(),
  "/": () => {
    const field = document.getElementById("id_topic");
    field ? field.focus() : location.assign("/");
  },
  "?": () => document.getElementById("look")?.togglePopover(),
};

if ("keys" in document.documentElement.dataset) {
  addEventListener("keydown", (event) => {
    const act = acts[event.key];
    const passed = event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented;
    if (!act || passed || typing(event.target)) return;
    event.preventDefault();
    act();
  });
}
