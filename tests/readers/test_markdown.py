from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sapere.readers import markdown
from sapere.readers.limits import Limits
from tests.readers.test_html import blocks, check

PAGE = """---
title: Tea for two
author: Ann Bell
lang: en-GB
---
# Growing *tea*

Tea grows
in `hills`, see [rain](rain.md#much).

- one
- two
  - three

```python
x = 1

y = 2
```

> All is leaf.

| a | b |
|---|---|
| 1 | 2 |

## Drying <b>slowly</b>
"""


def test_markdown() -> None:
    document = markdown.read(PAGE, "file:///notes/tea.md", Limits())
    check(document)
    assert (document.title, document.author, document.language) == ("Tea for two", "Ann Bell", "en")
    assert [(h.level, h.title) for h in document.headings] == [(1, "Growing tea"), (2, "Drying slowly")]
    assert "Tea grows in hills, see rain." in document.text
    assert blocks(document) == [
        ("list", "one\ntwo\nthree"),
        ("code", "x = 1\n\ny = 2"),
        ("quote", "All is leaf."),
        ("table", "a | b\n1 | 2"),
    ]
    assert [link.target for link in document.links] == ["file:///notes/rain.md"]


@given(st.text(st.characters(codec="utf-8")) | st.lists(st.sampled_from("#*_`>-|[](): \n1.ax<")).map("".join))
def test_any_text_is_markdown(text: str) -> None:
    check(markdown.read(text, "", Limits()))
