// Single keys: j and k turn the page, / goes to a new topic, ? opens the look. Off in fields, and off where
// the learner has switched them off.

const typing = (target) => target.closest?.("input, textarea, select, [contenteditable], [role=tree]");
const acts = {
  j: () => document.querySelector('a[rel="next"]')?.click(),
  k: () => document.querySelector('a[rel="prev"]')?.click(),
  "/": () => {
    const field = document.getElementById("id_topic");
    field ? field.focus() : location.assign("/");
  },
  "?": () => document.getElementById("look")?.togglePopover(),
};

if ("keys" in document.documentElement.dataset) {
  document.addEventListener("keydown", (event) => {
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
    event.preventDefault();
    act();
  });
}
