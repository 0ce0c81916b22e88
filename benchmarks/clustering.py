"""How well a grouping of pages agrees with another one, and two plain ways to group them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations
from typing import Any

from lxml import html
from sklearn.cluster import KMeans, SpectralClustering
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.works import Work


def pairwise_f1(truth: Mapping[str, str], groups: Mapping[str, Hashable | None]) -> float:
    """F1 over all pairs of pages of "stand in one chapter" against "stand in one group"; 0 to 1.

    A page without a group (missing, or ``None``) stands alone.
    """
    together = expected = right = 0
    for one, other in combinations(truth, 2):
        same = groups.get(one) is not None and groups.get(one) == groups.get(other)
        wanted = truth[one] == truth[other]
        together += same
        expected += wanted
        right += same and wanted
    return 2 * right / (together + expected) if together + expected else 0.0


def k_means(work: Work) -> dict[str, int]:
    """TF-IDF and k-means, told the number of chapters."""
    model = KMeans(len(work.chapters), n_init=10, random_state=0)
    return _named(work, model.fit_predict(_tf_idf(work)))


def spectral(work: Work) -> dict[str, int]:
    """TF-IDF and spectral clustering over cosine similarity, told the number of chapters."""
    weights = _tf_idf(work)
    model = SpectralClustering(len(work.chapters), affinity="precomputed", random_state=0)
    return _named(work, model.fit_predict((weights @ weights.T).toarray()))


def _named(work: Work, labels: Sequence[int]) -> dict[str, int]:
    return {page.file_name: int(label) for page, label in zip(work.pages, labels, strict=True)}


def _tf_idf(work: Work) -> Any:  # a sparse matrix of scipy, one row a page
    vectorizer = TfidfVectorizer(stop_words="english", sublinear_tf=True, min_df=2, max_df=0.8)
    return vectorizer.fit_transform([plain_text(page.body) for page in work.pages])


def plain_text(body: bytes) -> str:
    """What stands between the tags of the page's body."""
    page = html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))
    for element in page.xpath("//script | //style"):
        element.drop_tree()
    return " ".join(" ".join(body.text_content() for body in page.xpath("//body")).split())
