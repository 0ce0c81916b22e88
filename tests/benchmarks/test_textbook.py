from __future__ import annotations

from benchmarks.textbook import to_html

PAGE = b"""<document xmlns="http://cnx.rice.edu/cnxml" xmlns:m="http://www.w3.org/1998/Math/MathML">
<title>Orbits &amp; Gravity</title><content><para>A <term>planet</term> moves.</para>
<section><title>Kepler</title><para>It sweeps <m:math><m:mi>A</m:mi></m:math> equal areas.</para></section>
<figure><media alt="a drawing"/><caption>An ellipse.</caption></figure></content></document>"""


def test_a_page_keeps_its_words_and_its_headings() -> None:
    page = to_html(PAGE).decode()
    assert "<h1>Orbits &amp; Gravity</h1>" in page
    assert "<h2>Kepler</h2><p>It sweeps  equal areas.</p>" in page
    assert "<figcaption>An ellipse.</figcaption>" in page and "a drawing" not in page
