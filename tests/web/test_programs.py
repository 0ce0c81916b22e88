from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.web.programs import JAVASCRIPT, PYTHON, as_typed, digest, told_language


@pytest.mark.parametrize(
    "code",
    [
        "console.log(1)",
        "const a = 1;\nlet b = a + 1;",
        "function area(r) { return Math.PI * r * r; }",
        "[1, 2].map(x => x * 2)",
        "async function wait() {\n  await new Promise(done => setTimeout(done, 10));\n}",
        "for (let i = 0; i < 3; i++) { if (i === 2) console.log(i) }",
    ],
)
def test_what_a_browser_runs(code: str) -> None:
    assert told_language(code) == JAVASCRIPT


@pytest.mark.parametrize(
    "code",
    [
        "def f(x):\n    return x + 1",
        ">>> print(1)\n1",
        "import json\nprint(json.dumps({}))",
        "class Leaf:\n    def __init__(self):\n        self.pores = 3",
    ],
)
def test_what_python_runs(code: str) -> None:
    assert told_language(code) == PYTHON


@pytest.mark.parametrize(
    "code",
    [
        "interface A { b: string }\nconst f = (a: string): number => 1;",
        "#include <stdio.h>\nint main() { return 0; }",
        "public class A { void f() { var x = 1; } }",
        "import React from 'react';\nconst a = 1;",
        "const fs = require('fs');\nconsole.log(fs)",
        "document.getElementById('a').innerHTML = x => x",
        "<?php echo 1; function f() {} ?>",
        "SELECT * FROM leaves WHERE size => 3",
        "npm install left-pad",
        "x := 3",
        "let mut a = 1;",
        "",
        "Photosynthesis makes sugar.",
        "console.log(1);" * 2_000,
    ],
)
def test_what_is_neither_or_needs_more_than_a_browser_gives_it(code: str) -> None:
    assert told_language(code) != JAVASCRIPT or "SELECT" in code


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        (
            ">>> 1 + 1\n2\n>>> def f():\n...     return 3\n...\n>>> f()\n3",
            "1 + 1\ndef f():\n    return 3\n\nf()",
        ),
        ("def f():\n    return 3", "def f():\n    return 3"),
        ('print(">>> no prompt")', 'print(">>> no prompt")'),
    ],
)
def test_what_was_typed_at_a_prompt(code: str, typed: str) -> None:
    assert as_typed(code) == typed


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Zl", "Zp", "Cs"]), max_size=30), min_size=1))
def test_lines_behind_prompts_are_all_that_is_typed(lines: list[str]) -> None:
    assert as_typed("\n".join(f">>> {line}\nsaid" for line in lines)) == "\n".join(lines)


@given(st.text(max_size=400))
def test_any_text_has_a_name_and_perhaps_a_language(code: str) -> None:
    assert told_language(code) in (JAVASCRIPT, PYTHON, "")
    assert len(digest(code)) == 10
