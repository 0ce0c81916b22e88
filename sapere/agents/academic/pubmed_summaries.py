"""PubMed's summaries, in both forms that esummary gives: what is left of a record when the whole cannot be had.

Without abstracts, but with the ids by which an open full text is found. The forms, version 2.0 as JSON and version
1.0 as XML: https://www.ncbi.nlm.nih.gov/books/NBK25499/, "ESummary".
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sapere.agents.academic.identifiers import doi_of, pmc_of, pmid_of
from sapere.agents.academic.names import author_names
from sapere.agents.academic.pubmed_records import language_of, pmc_page
from sapere.agents.academic.untrusted_xml import Element, text_of, tree
from sapere.agents.academic.works import Work
from sapere.kit.dates import iso_date, year_in
from sapere.kit.fields import many
from sapere.kit.http import Answer
from sapere.kit.plain import plain
from sapere.research.errors import BadAnswer

_TAKEN_BACK = frozenset({"retracted publication", "retraction of publication", "retraction notice"})
_NO_FORM = "PubMed answered in a form that its documentation does not promise."
_NUMBERS = {"pubmed": pmid_of, "pmid": pmid_of, "doi": doi_of, "pmc": pmc_of, "pmcid": pmc_of}


def summarised(answer: Answer) -> list[Work]:
    """The works of an answer, in its order. Raises BadAnswer when it is none."""
    if not answer.body.lstrip().startswith(b"{"):
        root = tree("PubMed", answer, "eSummaryResult")
        return [_work(_as_json(one)) for one in root.iterfind("DocSum")]
    try:
        value = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise BadAnswer(_NO_FORM) from error
    result = value.get("result") if isinstance(value, Mapping) else None
    uids = result.get("uids") if isinstance(result, Mapping) else None
    if not isinstance(result, Mapping) or not isinstance(uids, list):
        raise BadAnswer(_NO_FORM)
    told = (result.get(uid) for uid in uids if isinstance(uid, str))
    return [_work(one) for one in told if isinstance(one, Mapping)]


def _work(item: Mapping[str, Any]) -> Work:
    ids = dict(_ids(item))
    kinds = {plain(kind).lower() for kind in many(item, "pubtype")}
    return Work(
        title=plain(item.get("title")).removesuffix(".").strip("[]"),
        authors=author_names(_objects(item, "authors", "name")),
        published=_date(plain(item.get("pubdate")) or plain(item.get("epubdate"))),
        venue=plain(item.get("fulljournalname")) or plain(item.get("source")),
        doi=ids.get("doi", ""),
        pmid=ids.get("pubmed", "") or ids.get("pmid", ""),
        full_text=pmc_page(ids.get("pmc", "") or ids.get("pmcid", "")),
        language=language_of(plain(next(iter(many(item, "lang")), ""))),
        retracted=bool(kinds & _TAKEN_BACK),
    )


def _as_json(summary: Element) -> dict[str, Any]:
    """A summary of version 1.0 under the names of version 2.0."""

    def said(name: str) -> str:
        return text_of(summary.find(f"Item[@Name='{name}']")).strip()

    def listed(name: str) -> list[Element]:
        return list(summary.iterfind(f"Item[@Name='{name}']/Item"))

    return {
        "title": said("Title"),
        "authors": [{"name": text_of(one)} for one in listed("AuthorList")],
        "pubdate": said("PubDate"),
        "fulljournalname": said("FullJournalName"),
        "source": said("Source"),
        "pubtype": [text_of(one) for one in listed("PubTypeList")],
        "articleids": [{"idtype": one.get("Name"), "value": text_of(one)} for one in listed("ArticleIds")]
        + [{"idtype": "pubmed", "value": text_of(summary.find("Id"))}],
    }


def _ids(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for one in many(item, "articleids"):
        kind = plain(one.get("idtype")) if isinstance(one, Mapping) else ""
        if kind in _NUMBERS and (number := _NUMBERS[kind](one.get("value"))):
            yield kind, number


def _date(text: str) -> str:
    """Of ``2020 Dec 16``, or of ``1998 Dec-1999 Jan``."""
    parts = text.split()
    return iso_date(*parts) if 1 <= len(parts) <= 3 and parts[0].isdecimal() else year_in(text)


def _objects(item: Mapping[str, Any], name: str, field: str) -> list[object]:
    return [one.get(field) for one in many(item, name) if isinstance(one, Mapping)]
