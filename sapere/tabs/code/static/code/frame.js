// Runs code in a worker of a document that has no origin and no way out: its policy lets it load nothing, so that the
// worker, which has the same policy, can load nothing either. An endless loop holds up the worker alone, which is ended.

"use strict";

const TIME = 5000;
const LOADING = 60_000; // of a Python, in all
const MOST = 1000; // lines
let count = 0;

const tell = (...words) => parent.postMessage(words, "*");

// Stands in front of the code in its worker. Only text leaves.
function before() {
  const post = postMessage.bind(self);
  delete self.postMessage;
  const shown = (value) => {
    try {
      if (value instanceof Error) return String(value);
      if (typeof value === "object" && value) return JSON.stringify(value) ?? String(value);
      return String(value);
    } catch {
      return Object.prototype.toString.call(value);
    }
  };
  const say = (how) => (...values) => post([how, values.map(shown).join(" ").slice(0, 5000)]);
  for (const name of ["log", "info", "debug", "table", "dir"]) console[name] = say("said");
  for (const name of ["warn", "error", "trace"]) console[name] = say("bad");
  self.alert = say("said");
  let left = 0;
  let over = false;
  const perhaps = () => over && !left && post(["ended"]);
  for (const [set, clear] of [["setTimeout", "clearTimeout"]]) {
    const [own, drop] = [self[set].bind(self), self[clear].bind(self)];
    const waiting = new Set();
    self[set] = (act, wait, ...more) => {
      const key = own(() => {
        waiting.delete(key);
        try {
          act(...more);
        } finally {
          left = waiting.size;
          perhaps();
        }
      }, wait);
      left = waiting.add(key).size;
      return key;
    };
    self[clear] = (key) => {
      waiting.delete(key);
      left = waiting.size;
      drop(key);
      perhaps();
    };
  }
  self.addEventListener("unhandledrejection", (event) => post(["bad", shown(event.reason)]));
  return {
    done: () => {
      over = true;
      perhaps();
    },
    fail: (error) => {
      post(["bad", shown(error)]);
      post(["failed"]);
    },
  };
}

// The same for Python: what the operator has put beside Sapere is loaded first.
async function inPython(at, code, steps) {
  const post = postMessage.bind(self);
  const say = (how) => (words) => post([how, String(words).slice(0, 5000)]);
  try {
    const { loadPyodide } = await import(`${at}pyodide.mjs`);
    const python = await loadPyodide({ indexURL: at, stdin: () => null, stdout: say("said"), stderr: say("bad") });
    post(["ready"]);
    python.globals.set("told", code);
    post([(await python.runPythonAsync(steps)) ? "ended" : "failed"]);
  } catch (error) {
    say("bad")(error);
    post(["failed"]);
  }
}

// As at Python's own prompt: what an expression gives is shown, and one may wait without being inside a function.
const STEPS = `
import ast, inspect, traceback

async def carry_out(code):
    here = {"__name__": "__main__"}
    try:
        for step in ast.parse(code, "code").body:
            made = compile(ast.Interactive([step]), "code", "single", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
            waiting = eval(made, here)
            if inspect.iscoroutine(waiting):
                await waiting
    except SystemExit:
        pass
    except BaseException as error:
        traceback.print_exception(type(error), error, error.__traceback__.tb_next)
        return False
    return True

await carry_out(told)
`;

const AT = document.currentScript.dataset.python; // empty where the frame runs JavaScript

// The text of the worker, and its lines before the code.
function program(code) {
  if (AT) {
    const at = JSON.stringify(new URL(AT, location.href).href);
    return [`(${inPython})(${at}, ${JSON.stringify(code)}, ${JSON.stringify(STEPS)});`, 0];
  }
  const head = `const __run = (${before})();\n(async () => {\n`;
  return [`${head}${code}\n})().then(__run.done, __run.fail);`, head.split("\n").length - 1];
}

function run(code) {
  const [text, above] = program(code);
  const worker = new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  const stop = (how) => {
    worker.terminate();
    clearTimeout(timer);
    tell(how);
  };
  let loading = AT; // ends once: code may say so too
  let timer = setTimeout(() => stop(AT ? "late" : "stopped"), AT ? LOADING : TIME);
  worker.onmessage = ({ data }) => {
    count += 1;
    if (count > MOST) stop("flooded");
    else if (data[0] === "said" || data[0] === "bad") tell(data[0], data[1]);
    else if (data[0] === "ready" && loading) {
      loading = "";
      clearTimeout(timer);
      timer = setTimeout(() => stop("stopped"), TIME);
      tell("running");
    } else stop(data[0] === "ended" ? "ended" : "failed");
  };
  worker.onerror = (event) => {
    event.preventDefault();
    const line = event.lineno - above;
    tell("bad", line > 0 ? `${event.message} (line ${line})` : event.message);
    stop("failed");
  };
}

addEventListener("message", ({ source, data }) => {
  if (source === parent && typeof data?.code === "string") run(data.code);
}, { once: true });
