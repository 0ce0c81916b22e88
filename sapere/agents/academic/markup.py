"""The markup of journals (JATS, and PubMed's likeness of it) as small clean HTML.

JATS: https://jats.nlm.nih.gov/publishing/tag-library/1.3/. What is not named here gives its text alone; every
character is written anew, so that nothing of the original's own markup comes through.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from lxml import etree

from sapere.agents.academic.licences import licence_name
from sapere.agents.academic.plain_text import paragraphs
from sapere.agents.academic.untrusted_xml import Element, is_too_deep, local_name, text_of
from sapere.kit.text import normalise, squeeze

_INLINE = {
    "i": "em", "italic": "em", "em": "em", "b": "strong", "bold": "strong", "strong": "strong", "sub": "sub",
    "inf": "sub", "sup": "sup", "monospace": "code", "code": "code",
}  # fmt: skip
_BLOCKS = frozenset(
    """p sec title list disp-quote table-wrap disp-formula disp-formula-group fig fig-group boxed-text def-list
    table array verse-group preformat""".split()
)
_LEFT_OUT = frozenset(
    """ref-list fn fn-group supplementary-material media graphic inline-graphic object-id label permissions
    alt-text long-desc attrib history""".split()
)
_MATHEMATICAL = frozenset(
    """math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle mpadded mphantom mfenced menclose msub msup
    msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd semantics""".split()
)
_CELLS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "th", "td"})
_NUMBERED = re.compile(r"[\[(]?[\d\s,;–-]*[\])]?")
_GONE = "\ufdd0"
"""Stands for the number of a reference; a character that no kept text can have."""
_EMPTIED = re.compile(
    rf" ?[\[(][\s,;–-]*{_GONE}[\s,;–{_GONE}-]*[\])]|<sup>[\s,;–-]*{_GONE}[\s,;–{_GONE}-]*</sup>| ?{_GONE}"
)
_TEX = re.compile(r"\\begin\{document\}([\s\S]{0,5000}?)\\end\{document\}")
_NAMESPACES = (
    'xmlns:jats="http://www.ncbi.nlm.nih.gov/JATS1" xmlns:mml="http://www.w3.org/1998/Math/MathML" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


def abstract_of(fragment: object) -> str:
    """An abstract that came as a piece of JATS, with or without prefixes, as HTML; its own title is left out."""
    if not isinstance(fragment, str):
        return ""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(f"<abstract {_NAMESPACES}>{fragment}</abstract>", parser)
    except (etree.XMLSyntaxError, ValueError):  # a stray "<" or "&": the words are still worth reading
        return paragraphs(fragment)
    if is_too_deep(root):
        return paragraphs(fragment)
    first = root[0] if len(root) else None
    if first is not None and local_name(first) == "title":
        root.remove(first)
    return blocks(root)


def article_of(root: Element) -> str:
    """The body of a JATS article as HTML, with its licence at the end; "" when there is no body in it."""
    body = next((one for one in root.iter("{*}body")), None)
    if body is None:
        return ""
    abstract = next((one for one in root.iter("{*}abstract")), None)
    before = f"<h2>Abstract</h2>\n{blocks(abstract, 3)}\n" if abstract is not None else ""
    return before + blocks(body) + _licence(root)


def blocks(element: Element, level: int = 2) -> str:
    """What stands in an element, block by block; ``level`` is that of its headings."""
    parts: list[str] = []
    line = [_text(element.text)]
    for child in element:
        if local_name(child) in _BLOCKS:
            parts += [_line(line), _block(child, level)]
            line = [_text(child.tail)]
        else:
            line += [inline(child), _text(child.tail)]
    return "\n".join(filter(None, [*parts, _line(line)]))


def inline(element: Element) -> str:
    """One element within a line, without what follows it."""
    name = local_name(element)
    if name in _LEFT_OUT or not name:
        return ""
    if name == "math":
        return _math(element)
    if name in ("tex-math", "alternatives"):
        return _formula(element)
    if name == "xref" and element.get("ref-type") == "bibr" and _NUMBERED.fullmatch(text_of(element)):
        return _GONE
    content = _content(element)
    tag = _INLINE.get(name)
    return f"<{tag}>{content}</{tag}>" if tag and content.strip() else content


def _block(element: Element, level: int) -> str:
    name = local_name(element)
    if name in _CONVERTED:
        return _CONVERTED[name](element, level)
    return blocks(element, level)


def _title(element: Element, level: int) -> str:
    text = _tidy(inline(element))
    return f"<h{min(level, 6)}>{text}</h{min(level, 6)}>" if text else ""


def _section(element: Element, level: int) -> str:
    parts = []
    for child in element:
        if local_name(child) == "title":
            parts.append(_title(child, level))
        elif local_name(child) not in _LEFT_OUT:
            parts.append(_block(child, level + 1))
    return "\n".join(part for part in parts if part)


def _paragraph(element: Element, level: int) -> str:
    if any(local_name(child) in _BLOCKS for child in element):
        return blocks(element, level)
    return _line([_content(element)])


def _list(element: Element, level: int) -> str:
    tag = "ol" if element.get("list-type") in ("order", "alpha-lower", "alpha-upper", "roman-lower") else "ul"
    items = [f"<li>{blocks(item, level)}</li>" for item in element if local_name(item) == "list-item"]
    return f"<{tag}>{''.join(items)}</{tag}>" if items else ""


def _definitions(element: Element, level: int) -> str:  # noqa: ARG001 - all converters are called alike
    items = []
    for item in element.iter("{*}def-item"):
        term, meaning = (
            _tidy("".join(map(inline, item.iterfind(f"{{*}}{name}")))) for name in ("term", "def")
        )
        items.append(f"<dt>{term}</dt><dd>{meaning}</dd>")
    return f"<dl>{''.join(items)}</dl>" if items else ""


def _quote(element: Element, level: int) -> str:
    return f"<blockquote>{blocks(element, level)}</blockquote>"


def _table(element: Element, level: int) -> str:  # noqa: ARG001
    caption = _tidy(" ".join(map(inline, element.iterfind("{*}caption"))))
    told = f"<caption>{caption}</caption>" if caption else ""
    rows = "".join(_cells(table) for table in element.iter("{*}table"))
    return f"<table>{told}{rows}</table>" if rows else (f"<p>{caption}</p>" if caption else "")


def _cells(element: Element) -> str:
    """Rows and cells, without the ``table`` around them."""
    name = local_name(element)
    if name in ("th", "td"):
        return f"<{name}>{_tidy(_content(element))}</{name}>"
    content = "".join(_cells(child) for child in element if local_name(child) in _CELLS)
    return content if name == "table" else f"<{name}>{content}</{name}>"


def _figure(element: Element, level: int) -> str:
    """A picture's own words; the picture is not read."""
    return "\n".join(blocks(caption, level + 1) for caption in element.iterfind("{*}caption"))


def _displayed(element: Element, level: int) -> str:  # noqa: ARG001
    text = _formula(element)
    return f"<p>{text}</p>" if text else ""


def _formula(element: Element) -> str:
    """A formula as MathML where it has that, else as TeX, else as its text."""
    math = next((one for one in element.iter("{*}math")), None)
    if math is not None:
        return _math(math)
    tex = next((one for one in element.iter("{*}tex-math")), None)
    if tex is None:
        return _tidy(_text(text_of(element)))
    written = text_of(tex)
    found = _TEX.search(written)
    bare = squeeze(normalise(found[1] if found else written)).strip("$ ")
    return f"\\({html.escape(bare, quote=False)}\\)" if bare else ""


def _math(element: Element) -> str:
    """MathML with its own element names and nothing else."""
    content = _text(element.text) + "".join(_math(child) + _text(child.tail) for child in element)
    name = local_name(element)
    return f"<{name}>{content}</{name}>" if name in _MATHEMATICAL else content


def _licence(root: Element) -> str:
    for element in root.iter("{*}license", "{*}ext-link", "{*}license_ref"):
        address = element.get("{http://www.w3.org/1999/xlink}href") or element.text or ""
        if "creativecommons.org" in address and (name := licence_name(address)):
            return f'\n<footer><a rel="license" href="{html.escape(address.strip())}">{name}</a></footer>'
    return ""


def _content(element: Element) -> str:
    return _text(element.text) + "".join(inline(child) + _text(child.tail) for child in element)


def _line(pieces: list[str]) -> str:
    text = _tidy("".join(pieces))
    return f"<p>{text}</p>" if text else ""


def _text(text: str | None) -> str:
    return html.escape(normalise(text or ""), quote=False)


def _tidy(markup: str) -> str:
    """One line, without the brackets that numbers of references have left behind."""
    return squeeze(_EMPTIED.sub("", markup))


_CONVERTED: dict[str, Callable[[Element, int], str]] = {
    "p": _paragraph,
    "title": _title,
    "sec": _section,
    "list": _list,
    "def-list": _definitions,
    "disp-quote": _quote,
    "table-wrap": _table,
    "table": _table,
    "fig": _figure,
    "disp-formula": _displayed,
}
