"""What a packed document says of itself in its own properties: Dublin Core, in each kind's own file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import join, normpath

from lxml import etree
from lxml.etree import _Element

from sapere.kit.language import primary
from sapere.kit.text import normalise, squeeze
from sapere.readers.dates import date_of
from sapere.readers.draft import Details
from sapere.readers.licences import licence_name

_PLACES = {
    "docx": "docProps/core.xml",
    "pptx": "docProps/core.xml",
    "xlsx": "docProps/core.xml",
    "odt": "meta.xml",
}
_NO_TITLE = re.compile(
    r"(?:untitled|document|presentation|powerpoint presentation|workbook|title|slide)\s*\d*$"
    r"|microsoft (?:word|powerpoint)|.*\.(?:docx?|pptx?|xlsx?|odt|rtf|pdf)$",
    re.IGNORECASE,
)
_NO_AUTHOR = frozenset(
    ("", "author", "admin", "administrator", "user", "unknown", "openpyxl", "microsoft office user")
)
_ROLE = "{http://www.idpf.org/2007/opf}role"


def properties_of(kind: str, parts: Mapping[str, bytes]) -> Details:
    """All of it, empty where the document is silent or its properties are damaged."""
    place = package_of(parts) if kind == "epub" else _PLACES[kind]
    root = parsed(parts.get(place, b""))
    said = _said(root) if root is not None else {}
    title = next(iter(said.get("title", [])), "")
    authors = said.get("initial-creator") or said.get("creator") or []
    dates = said.get("creation-date") or said.get("created") or said.get("date") or []
    return Details(
        title="" if _NO_TITLE.match(title) else title,
        language=primary(next(iter(said.get("language", [])), "")),
        author=", ".join(name for name in authors[:8] if name.casefold() not in _NO_AUTHOR),
        published=next(filter(None, map(date_of, dates)), ""),
        licence=licence_name(next(iter(said.get("rights") or said.get("license") or []), "")),
    )


def parsed(xml: bytes) -> _Element | None:
    """The root, or None where it cannot be parsed. Entities stay as they are, nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(xml, parser=parser) if xml.strip() else None
    except etree.XMLSyntaxError:
        return None


def package_of(parts: Mapping[str, bytes]) -> str:
    """Where an EPUB keeps its package file (https://www.w3.org/TR/epub-33/#sec-container-metainf)."""
    root = parsed(parts.get("META-INF/container.xml", b""))
    for element in root.iter("{*}rootfile") if root is not None else ():
        path = normpath(join("/", element.get("full-path", "")))[1:]
        if path in parts:
            return path
    return ""


def _said(root: _Element) -> dict[str, list[str]]:
    """The properties by the local name of their element, each value once, in order."""
    said: dict[str, list[str]] = {}
    for element in root.iter(etree.Element):
        # What stands below a chapter's title or the like is no property: those are leaves of the head.
        words = squeeze(normalise(element.text or ""))
        if words and len(element) == 0 and len(words) < 1000 and element.get(_ROLE, "aut") == "aut":
            values = said.setdefault(etree.QName(element).localname, [])
            if words not in values:
                values.append(words)
    return said
