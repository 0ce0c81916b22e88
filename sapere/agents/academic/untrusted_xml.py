"""XML that a stranger wrote: read without entities, without the network, and not deeper or larger than is sane."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

from sapere.kit.http import Answer
from sapere.research.errors import BadAnswer

__all__ = ["Element", "is_too_deep", "local_name", "text_of", "tree"]

DEEPEST = 100
"""Levels of elements; no journal nests half as deep, and what reads them goes down level by level."""
_WEB_PAGE = (b"<!doctype html", b"<html")


def tree(service: str, answer: Answer, *roots: str) -> Element:
    """The root of an answer, which must be one of ``roots`` by its local name. Raises BadAnswer.

    A DOCTYPE that only names its DTD is passed over, as NCBI sends one each time; one that declares entities
    is refused, so that nothing can be made large by naming it often (the "billion laughs").
    """
    if answer.partial:
        raise BadAnswer(f"{service} did not send its whole answer: {answer.cut}.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(answer.body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadAnswer(_not_xml(service, answer.body)) from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(iter(dtd.iterentities()), None) is not None:
        raise BadAnswer(f"{service} answered with XML that declares entities of its own, which is not read.")
    if local_name(root) not in roots or is_too_deep(root):
        raise BadAnswer(_not_xml(service, answer.body))
    return root


def is_too_deep(root: Element) -> bool:
    """Whether elements lie in elements more often than anything real does."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            return True
    return False


def local_name(element: Element) -> str:
    """The name without its namespace; "" of a reference to an entity."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def text_of(element: Element | None) -> str:
    """All text in it, as it stands."""
    return "" if element is None else "".join(map(str, element.itertext()))


def _not_xml(service: str, body: bytes) -> str:
    if body.lstrip()[:200].lower().startswith(_WEB_PAGE):
        return f"{service} answered with a web page where data was due."
    return f"{service} answered with something that is not the data its documentation promises."
