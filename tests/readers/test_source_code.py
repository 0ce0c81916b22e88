from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.readers import source_code
from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable
from sapere.research.shapes import Document
from tests.readers.test_html import blocks, check

PYTHON = '''#!/usr/bin/env python
# SPDX-License-Identifier: MIT
"""Heaps of things.

A heap is a tree in which every parent is smaller than
its children, so that the smallest stands at the root.
"""
__author__ = "Ann Bell"

import math


# Kept in a list, so that no
# links are needed.
@final
class Heap:
    """A heap of numbers."""

    def push(self, x):
        """Add one.

        >>> Heap().push(1)
        """
        return x  # trailing
'''
JAVA = """package tea;
/**
 * A tree of words.
 */
public class Tree extends Base {
    // How many there are.
    private int count = compute(3);
    boolean add(String word) {
        return run(word);
    }
}
"""


def read(code: str, name: str) -> Document:
    document = source_code.read(code, f"file:///a/{name}", Limits())
    check(document)
    return document


def test_comments_and_docstrings_are_prose_and_definitions_headings() -> None:
    module = read(PYTHON, "heaps.py")
    assert (module.title, module.author, module.licence) == ("heaps.py", "Ann Bell", "MIT")
    assert [(h.level, h.title) for h in module.headings] == [(1, "Heap"), (2, "Heap.push")]
    paragraphs = module.text.split("\n\n")
    assert "A heap is a tree in which every parent is smaller than its children" in module.text
    assert (
        paragraphs[paragraphs.index("Heap") + 1].split()
        == "Kept in a list, so that no links are needed.".split()
    )
    code = [text for kind, text in blocks(module) if kind == "code"]
    assert code[-2:] == [">>> Heap().push(1)", "return x  # trailing"]
    assert "@final\nclass Heap:" in code


def test_a_language_with_braces() -> None:
    module = read(JAVA, "Tree.java")
    assert [heading.title for heading in module.headings] == ["Tree", "Tree.add"]
    assert "A tree of words." in module.text.split("\n\n")
    assert "How many there are." in module.text.split("\n\n")


@pytest.mark.parametrize(
    ("code", "name", "title"),
    [
        ("/* Adds. */\nint\nadd(int a) {\n  return a;\n}\n", "a.c", "add"),
        ("// Adds.\nexport async function add(a) {\n  return go(a);\n}\n", "a.js", "add"),
        ("/// Adds.\n#[inline]\npub fn add(a: i32) -> i32 { a }\n", "a.rs", "add"),
        ("// Adds.\nfunc add(a int) int { return a }\n", "a.go", "add"),
        ("# Adds.\ndef add(a)\n  a\nend\n", "a.rb", "add"),
        ("-- Adds.\nfunction add(a) return a end\n", "a.lua", "add"),
    ],
)
def test_many_languages(code: str, name: str, title: str) -> None:
    module = read(code, name)
    assert module.text.startswith(f"{title}\n\nAdds.\n\n")


def test_code_packed_for_machines_is_refused() -> None:
    with pytest.raises(Unreadable, match="packed for machines"):
        read("var a=1;" * 5000, "a.min.js")


@given(
    st.sampled_from(["a.py", "a.js", "a.c", "a.hs", "a.unknown", ""]),
    st.lists(st.text(max_size=5) | st.sampled_from('""" \n # // /* */ { } def class x ( ) ; \\ " \' -- @'.split(" "))).map("".join),
)  # fmt: skip
def test_any_text_is_code(name: str, code: str) -> None:
    read(code, name)
