// Code that is run: each time in a new frame that is shut off (see frame.js), whose words are shown as text.

const LONGEST = 60_000; // characters that are shown

for (const box of document.querySelectorAll(".program")) {
  const field = box.querySelector("textarea");
  const now = box.querySelector(".now");
  const out = box.querySelector("pre");
  const button = Object.fromEntries(["run", "stop", "reset"].map((name) => [name, box.querySelector(`[data-${name}]`)]));
  let frame = null;

  const end = (how) => {
    frame?.remove();
    frame = null;
    button.stop.disabled = true;
    now.textContent = box.dataset[how] + (out.textContent || how !== "ended" ? "" : ` ${box.dataset.silent}`);
  };

  const run = () => {
    frame?.remove();
    out.replaceChildren();
    out.hidden = true;
    now.textContent = box.dataset[box.dataset.frame.endsWith("/python") ? "loading" : "running"];
    button.stop.disabled = false;
    frame = document.createElement("iframe");
    frame.sandbox = "allow-scripts";
    frame.hidden = true;
    frame.src = box.dataset.frame;
    frame.addEventListener("load", () => frame?.contentWindow.postMessage({ code: field.value }, "*"));
    box.append(frame);
  };

  addEventListener("message", ({ source, data }) => {
    if (!frame || source !== frame.contentWindow || !Array.isArray(data)) return;
    const [how, words] = data.map(String);
    if (how === "said" || how === "bad") {
      out.hidden = false;
      const line = document.createElement("span");
      line.className = how;
      line.textContent = `${words}\n`;
      if (out.textContent.length < LONGEST) out.append(line);
    } else if (how === "running") now.textContent = box.dataset.running;
    else if (how in { ended: 0, failed: 0, stopped: 0, flooded: 0, late: 0 }) end(how);
  });

  button.run.addEventListener("click", run);
  button.stop.addEventListener("click", () => end("halted"));
  button.reset.addEventListener("click", () => (field.value = field.defaultValue));
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
  });
  button.run.disabled = button.reset.disabled = false;
}
