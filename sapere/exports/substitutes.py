"""What stands in a laid out book in place of what cannot be set: codes for letters, TeX for formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sapere.exports.scripts import font_for, script_of


def marked(told: dict[str, Any], lost: set[str]) -> dict[str, Any]:
    """With codes in place of the letters, and on the first page what that is for."""
    if not lost:
        return told
    shown = {ord(sign): f"[U+{ord(sign):04X}]" for sign in lost}
    blocks = _each(told["blocks"], lambda text: text.translate(shown))
    blocks.insert(1, {"is": "small", "text": " ".join(_notice(lost))})
    return {**told, "blocks": blocks, "running": told["running"].translate(shown), "title": told["title"]}


def _notice(lost: set[str]) -> tuple[str, str]:
    return (
        f"Not shown for want of a font, each as its code instead, such as U+0041: {_scripts(lost)}.",
        f"{_fonts(lost)} installed on the machine that makes this file would show them.",
    )


def refusal(lost: set[str]) -> tuple[str, str]:
    return (
        f"No font on this machine has the letters that this topic is written in: {_scripts(lost)}.",
        f"Install {_fonts(lost)} and try again, or take HTML, Word or EPUB: these use the reader's own fonts.",
    )


def _scripts(lost: set[str]) -> str:
    return ", ".join(sorted({script_of(sign) for sign in lost}))


def _fonts(lost: set[str]) -> str:
    return ", ".join(sorted({font_for(sign) for sign in lost}))


def formulas(value: Any) -> list[str]:
    found: dict[str, None] = {}

    def seen(node: Any) -> None:
        if isinstance(node, dict) and "math" in node:
            found[node["math"]] = None
        for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            seen(inner)

    seen(value)
    return list(found)


def without(value: Any, refused: set[str]) -> Any:
    """Those formulas as the TeX that came with them."""
    if isinstance(value, list):
        return [without(one, refused) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("math") in refused:
        return {**value, "is": "code", "text": value["tex"]} if "is" in value else {"tex": value["tex"]}
    return {name: without(one, refused) for name, one in value.items()}


def _each(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_each(one, change) for one in value]
    if isinstance(value, dict):
        return {name: one if name in ("is", "math") else _each(one, change) for name, one in value.items()}
    return value


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)
