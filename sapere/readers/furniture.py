"""Which parts of a page are furniture: navigation, permalinks, edit links, forms, what is hidden."""

from __future__ import annotations

import re

from lxml.etree import _Element

_TAGS = frozenset(
    "script style noscript template nav form button input select textarea option iframe object embed canvas audio "
    "video map area svg meta link base dialog menu".split()
)
_ROLES = frozenset(
    "navigation search banner contentinfo complementary menu menubar toolbar dialog alert".split()
)
_CLASSES = frozenset(
    # Sphinx and its themes
    "headerlink viewcode-link sphinxsidebar related copybtn linenos gp-prompt wy-nav-side wy-breadcrumbs "
    "rst-footer-buttons edit-this-page prev-next-area bd-sidebar bd-toc "
    # DocBook
    "navheader navfooter indexterm "
    # MediaWiki
    "mw-editsection mw-jump-link mw-indicators navbox vertical-navbox navbox-styles sidebar metadata ambox "
    "hatnote noprint printfooter catlinks mw-references-wrap reflist sistersitebox "
    "shortdescription portal authority-control infobox mw-cite-backlink mw-kartographer-maplink "
    # articles at large
    "breadcrumb breadcrumbs permalink anchorjs-link share social-share sharing sr-only visually-hidden "
    "screen-reader-text skip-link skip-to-content cookie-banner advertisement newsletter-signup katex-html "
    "MathJax_Preview MathJax MJX_Assistive_MathML pagination".split()
)
_NOTES = frozenset(
    ("reference", "references", "footnote-ref")
)  # footnote numbers, and the lists they lead to
_CONTENTS = frozenset(
    ("toc", "toctree-wrapper", "contents", "table-of-contents", "tableofcontents", "localtoc")
)
_CONTENTS_IDS = frozenset(("toc", "table-of-contents", "TOC", "mw-panel-toc"))
_IDS = frozenset(
    ("siteSub", "contentSub", "jump-to-nav", "mw-navigation", "catlinks", "comments", "disqus_thread")
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PERMALINK_TEXT = frozenset(
    ("", "¶", "#", "§", "🔗", "⚓", "link", "permalink", "link to this heading", "edit")
)


def is_furniture(element: _Element) -> bool:
    """Whether nothing in the element belongs to the text."""
    tag = element.tag
    if not isinstance(tag, str):
        return True
    if tag in _TAGS:
        return not (tag == "script" and "math/tex" in element.get("type", ""))
    if not element.attrib:
        return False
    classes = element.get("class")
    if classes and tag not in ("body", "html"):
        names = classes.split()
        if tag == "mjx-container":  # a formula drawn by MathJax 3, which keeps its source inside
            return element.find(".//math") is None
        if not _CLASSES.isdisjoint(names) or (tag in ("sup", "ol") and not _NOTES.isdisjoint(names)):
            return True
    return element.get("role") in _ROLES or element.get("id") in _IDS or _is_hidden(element)


def _is_hidden(element: _Element) -> bool:
    if "hidden" in element.attrib and element.get("hidden") != "until-found":
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style)) and element.find(".//math") is None


def is_contents(element: _Element) -> bool:
    """Whether the element is a table of contents: of this page, or of the pages below it."""
    if not element.attrib or element.tag in ("body", "html", "main", "article"):
        return False
    classes = element.get("class", "").split()
    if element.get("id") in _CONTENTS_IDS:
        return True
    if "contents" in classes and element.tag != "nav" and not {"local", "topic"} & set(classes):
        return False
    return not _CONTENTS.isdisjoint(classes) or element.get("role") == "doc-toc"


def is_permalink(link: _Element) -> bool:
    """A link in a heading that only names the heading's own place."""
    text = "".join(link.itertext()).strip().lower()
    href = link.get("href", "")
    return text in _PERMALINK_TEXT and (href.startswith("#") or not text or "edit" in href)
