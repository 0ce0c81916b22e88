"""What each format is for, in a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from sapere.exports.formats import FORMATS, Format

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Offer:
    form: Format
    title: StrOrPromise
    purpose: StrOrPromise
    with_mine: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """Offers of one kind."""

    key: str
    title: StrOrPromise
    offers: tuple[Offer, ...]


def _offer(name: str, title: StrOrPromise, purpose: StrOrPromise) -> Offer:
    return Offer(FORMATS[name], title, purpose)


SHELVES = (
    Shelf(
        "read",
        _("To read and print"),
        (
            _offer("pdf", "PDF", _("Set for paper, with footnotes. Large topics take a minute.")),
            _offer("html", "HTML", _("One page that needs nothing else, for any browser, also without a network.")),
            _offer("epub", "EPUB", _("For e-book readers.")),
        ),
    ),
    Shelf(
        "write",
        _("To go on writing"),
        (
            _offer("docx", "Word (DOCX)", _("For Word and LibreOffice, with real footnotes and formulas.")),
            _offer("md", "Markdown", _("For notes and wikis such as Obsidian, with footnotes.")),
            _offer("pptx", "PowerPoint (PPTX)", _("A slide for each concept; the whole sentences stand in the speaker's notes.")),
        ),
    ),
    Shelf(
        "learn",
        _("To learn and sort"),
        (
            _offer("anki", "Anki", _("A card for each concept. Exported again, it updates the cards you have.")),
            _offer("opml", "OPML", _("The tree alone, for outliners and mind maps.")),
            _offer("csv", "CSV", _("A line for each quote, for spreadsheets.")),
        ),
    ),
    Shelf(
        "sources",
        _("The sources, and everything"),
        (
            _offer("bibtex", "BibTeX", _("The sources, for LaTeX and reference managers.")),
            _offer("csljson", "CSL-JSON", _("The sources, for Zotero and Pandoc.")),
            _offer("json", "JSON", _("Everything, with the texts of the sources, as programs read it.")),
            _offer("archive", _("Archive"), _("Everything in one file that another Sapere opens, to pass on.")),
            Offer(
                FORMATS["archive"],
                _("Archive with what is mine"),
                _("With your notes, bookmarks, cards and questions too, to move or to keep."),
                with_mine=True,
            ),
        ),
    ),
)  # fmt: skip


def title_of(name: str, *, with_mine: bool = False) -> str:
    """What a format is called; its name where it is offered no more."""
    every = (offer for shelf in SHELVES for offer in shelf.offers)
    return next(
        (str(one.title) for one in every if one.form.name == name and one.with_mine == with_mine), name
    )
