"""PubMed's records, articles and books, out of the XML that efetch gives.

The elements: https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/index.html.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from sapere.agents.academic.identifiers import doi_of, pmc_of, pmid_of
from sapere.agents.academic.markup import inline
from sapere.agents.academic.names import author_names, full_name
from sapere.agents.academic.untrusted_xml import Element, local_name, text_of
from sapere.agents.academic.works import Work
from sapere.kit.dates import iso_date, year_in
from sapere.kit.plain import plain
from sapere.kit.text import squeeze

PMC_PAGE = "https://pmc.ncbi.nlm.nih.gov/articles/"
_TAKEN_BACK = frozenset({"D016441", "D016440"})
"""The publication types "Retracted Publication" and "Retraction Notice": https://meshb.nlm.nih.gov/."""
_LANGUAGES = dict(
    pair.split("=")
    for pair in """eng=en ger=de fre=fr spa=es ita=it por=pt rus=ru chi=zh jpn=ja kor=ko pol=pl dut=nl swe=sv
    dan=da nor=no fin=fi hun=hu cze=cs slo=sk slv=sl hrv=hr srp=sr bul=bg rum=ro ukr=uk gre=el tur=tr ara=ar
    heb=he per=fa hin=hi tha=th vie=vi ind=id cat=ca ice=is est=et lav=lv lit=lt geo=ka arm=hy""".split()
)
"""https://www.nlm.nih.gov/bsd/language_table.html, those that have a two-letter code in BCP 47."""


def works(root: Element) -> Iterator[tuple[str, Work]]:
    """Each with its PMID, in the order in which they stand."""
    records = [root] if local_name(root) != "PubmedArticleSet" else list(root)
    for record in records:
        if local_name(record) == "PubmedArticle":
            yield _article(record)
        elif local_name(record) == "PubmedBookArticle":
            yield _book(record)


def language_of(code: str) -> str:
    """``en`` of MEDLINE's ``eng``; "" of those that have no code of two letters."""
    return _LANGUAGES.get(code, "")


def pmc_page(given: str) -> str:
    """Where people read an article of PubMed Central; "" without its number."""
    number = pmc_of(given)
    return f"{PMC_PAGE}PMC{number}/" if number else ""


def _article(record: Element) -> tuple[str, Work]:
    number = _said(record, "MedlineCitation/PMID")
    article = record.find("MedlineCitation/Article")
    if article is None:
        return number, Work(title="")
    types = article.iterfind("PublicationTypeList/PublicationType")
    return number, Work(
        title=_title(article, "ArticleTitle") or _title(article, "VernacularTitle"),
        authors=_authors(article.iterfind("AuthorList/Author")),
        published=_date(article.find("Journal/JournalIssue/PubDate")) or _date(article.find("ArticleDate")),
        venue=_said(article, "Journal/Title"),
        doi=_id(record, "doi") or doi_of(text_of(article.find("ELocationID[@EIdType='doi']")).strip()),
        pmid=pmid_of(number),
        abstract=_abstract(article),
        full_text=pmc_page(_id(record, "pmc")),
        language=language_of(_said(article, "Language")),
        retracted=any(one.get("UI") in _TAKEN_BACK for one in types),
    )


def _book(record: Element) -> tuple[str, Work]:
    """A book, or a chapter of one."""
    number = _said(record, "BookDocument/PMID")
    document = record.find("BookDocument")
    if document is None:
        return number, Work(title="")
    whole, chapter = _title(document, "Book/BookTitle"), _title(document, "ArticleTitle")
    authors = _authors(document.iterfind("AuthorList/Author"))
    publisher = _said(document, "Book/Publisher/PublisherName")
    return number, Work(
        title=chapter or whole,
        authors=authors or _authors(document.iterfind("Book/AuthorList/Author")),
        published=_date(document.find("Book/PubDate")),
        venue=whole if chapter else publisher,
        doi=_id(record, "doi"),
        pmid=pmid_of(number),
        abstract=_abstract(document),
        language=language_of(_said(document, "Language")),
        kind="book",
    )


def _abstract(holder: Element) -> str:
    """Each part under its own heading, where the abstract has parts."""
    pieces = []
    for part in holder.iterfind("Abstract/AbstractText"):
        label = html.escape(plain(part.get("Label")).capitalize(), quote=False)
        text = squeeze(inline(part))
        if text:
            pieces += [f"<h2>{label}</h2>"] if label and label != "Unlabelled" else []
            pieces.append(f"<p>{text}</p>")
    return "\n".join(pieces)


def _authors(authors: Iterator[Element]) -> str:
    return author_names(
        full_name(_said(one, "ForeName") or _said(one, "Initials"), _said(one, "LastName"))
        or _said(one, "CollectiveName")
        for one in authors
    )


def _date(holder: Element | None) -> str:
    if holder is None:
        return ""
    parts = (_said(holder, name) for name in ("Year", "Month", "Day"))
    return iso_date(*parts) or year_in(_said(holder, "MedlineDate"))


def _title(holder: Element, path: str) -> str:
    """Without the full stop at its end, nor the brackets of a title that was translated."""
    title = _said(holder, path).removesuffix(".").strip()
    return title[1:-1].strip() if title.startswith("[") and title.endswith("]") else title


def _id(record: Element, kind: str) -> str:
    """The work's own id; the lists of what it refers to have ids too, and lie deeper."""
    for path in ("PubmedData/ArticleIdList", "PubmedBookData/ArticleIdList", "BookDocument/ArticleIdList"):
        text = text_of(record.find(f"{path}/ArticleId[@IdType='{kind}']")).strip()
        if text:
            return doi_of(text) if kind == "doi" else text
    return ""


def _said(holder: Element, path: str) -> str:
    return plain(text_of(holder.find(path)))
