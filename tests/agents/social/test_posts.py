from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.social.posts import LONGEST_THREAD, Post, clean, day_of, thread


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("one<p>two", "<p>one</p><p>two</p>"),
        ('<p>See <a href="javascript:x()">this</a>.</p>', "<p>See this.</p>"),
        ("<pre><code class='c'>a &lt; b\n  c</code></pre>", "<pre><code>a &lt; b\n  c</code></pre>"),
        ("<p>x<script>alert(1)</script><img src=x onerror=y></p>", "<p>x</p>"),
        ("<p>a\u202eb\u200bc</p>", "<p>abc</p>"),
        ("<blockquote><p>q</p></blockquote>", "<blockquote><p>q</p></blockquote>"),
        ("<p>unfinished <em>wor", "<p>unfinished <em>wor</em></p>"),
        (None, ""),
        (12, ""),
        (" ", ""),
    ],
)
def test_of_a_post_the_text_is_kept(body: object, kept: str) -> None:
    assert clean(body) == kept


@given(st.text(max_size=200) | st.text("<>/pre code=\"'&;scriptx \n", max_size=200))
def test_nothing_runs_that_somebody_wrote(body: str) -> None:
    made = clean(body)
    assert "<script" not in made
    assert "<a" not in made
    assert clean(made) == made


def test_a_thread_names_who_wrote_what_and_ends_at_its_limit() -> None:
    one = Post("A <b>", "<p>yes</p>", "2020-01-02", 3, "https://a.example/?x&y", "accepted answer")
    assert thread([one]) == (
        '<p>yes</p>\n<p>— <a href="https://a.example/?x&amp;y">A &lt;b&gt;</a>, 2020-01-02, score 3, accepted answer</p>'
    )
    many = thread([Post("B", f"<p>{'word ' * 400}</p>")] * 100)
    assert len(many) < LONGEST_THREAD


@pytest.mark.parametrize(
    ("seconds", "day"),
    [
        (0, "1970-01-01"),
        (1_600_000_000.5, "2020-09-13"),
        (1e20, ""),
        (float("nan"), ""),
        (True, ""),
        ("1", ""),
        (None, ""),
    ],
)
def test_only_a_moment_gives_a_day(seconds: object, day: str) -> None:
    assert day_of(seconds) == day
