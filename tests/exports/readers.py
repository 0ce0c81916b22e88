"""Files read by programs that know nothing of how they were written."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from typing import Any

import pypdfium2
from lxml import etree, html

from sapere.kit.pandoc import program

NAMES = {
    "md": "markdown-smart",
    "docx": "docx",
    "epub": "epub",
    "pptx": "pptx",
    "opml": "opml",
    "bibtex": "bibtex",
}


def pandoc(body: bytes, form: str, to: str = "plain") -> str:
    command = [program(), "--quiet", f"--from={NAMES.get(form, form)}", f"--to={to}", "--wrap=none"]
    return subprocess.run(command, input=body, capture_output=True, check=True).stdout.decode()


def tree(body: bytes, form: str) -> list[dict[str, Any]]:
    """Every node of Pandoc's tree."""
    found: list[dict[str, Any]] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict) and "t" in value:
            found.append(value)
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(inner)

    walk(json.loads(pandoc(body, form, "json")))
    return found


def pdf(body: bytes) -> str:
    document = pypdfium2.PdfDocument(body)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def page(body: bytes) -> str:
    return str(html.fromstring(body.decode()).text_content())


def parts(body: bytes, under: str = "") -> str:
    """The text of every XML file in a package; each is parsed, so that a broken one fails."""
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        names = [
            name
            for name in package.namelist()
            if name.startswith(under) and name.endswith((".xml", ".xhtml"))
        ]
        parsed = [etree.fromstring(package.read(name)) for name in names]
    return "\n".join("".join(map(str, one.itertext())) for one in parsed)


def words(text: str) -> str:
    """To compare: without what setting a text adds or takes (spaces, hyphens at the end of a line, isolates)."""
    return re.sub(r"[\s\u00ad\u2010\ufffe\u2066-\u2069]", "", text)
