"""Small packed documents written by hand, as office programs and book makers shape them."""

from __future__ import annotations

import io
import zipfile

CORE = """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>On tea</dc:title>
<dc:creator>Ann Bell</dc:creator><dc:language>en-GB</dc:language><dcterms:created>2024-05-01T10:00:00Z</dcterms:created>
</cp:coreProperties>"""
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_REL = '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
_TYPE = '<Override PartName="/{}" ContentType="application/vnd.openxmlformats-officedocument.{}+xml"/>'
_WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><w:body>{}</w:body></w:document>'
)
_OPF = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:opf="http://www.idpf.org/2007/opf">
<dc:title>The tea book</dc:title><dc:creator>Ann Bell</dc:creator><dc:creator opf:role="ill">Bob Ink</dc:creator>
<dc:language>en</dc:language><dc:date>2021-03</dc:date>
<dc:rights>https://creativecommons.org/licenses/by/4.0/</dc:rights></metadata><manifest>{}</manifest><spine>{}</spine>
</package>"""
FRACTION = "<m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>"  # a over b, in OMML


def packed(parts: dict[str, str | bytes], *, store: bool = False) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return body.getvalue()


def paragraph(words: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{words}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(content: str, **more: str | bytes) -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/></w:style>'
        for level in (1, 2)
    )
    return packed({
        "[Content_Types].xml": _TYPES.format(_TYPE.format("word/document.xml", "wordprocessingml.document.main")),
        "_rels/.rels": _RELS.format(_REL.format("r1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _RELS.format(_REL.format("r1", "styles", "styles.xml")),
        "word/styles.xml": f'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{styles}</w:styles>',
        "word/document.xml": _WORD.format(content),
        "docProps/core.xml": CORE,
        **more,
    })  # fmt: skip


def epub(*chapters: str, contents: str = "", **more: str | bytes) -> bytes:
    names = [f"c{number}.xhtml" for number in range(len(chapters))]
    items = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in names)
    items += '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    spine = "".join(f'<itemref idref="{name}"/>' for name in reversed(names))  # not the order of their names
    return packed({
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        "OPS/nav.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{contents}</body></html>',
        "OPS/book.opf": _OPF.format(items, spine),
        **{
            f"OPS/{name}": f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{chapter}</body></html>'
            for name, chapter in zip(names, chapters, strict=True)
        },
        **more,
    })  # fmt: skip


def slides(*titles_and_words: tuple[str, str]) -> bytes:
    """A PPTX of slides with a title and one paragraph each."""
    main = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    count = len(titles_and_words)
    shape = (
        '<p:sp><p:nvSpPr><p:cNvPr id="{0}" name="x"/><p:cNvSpPr/><p:nvPr><p:ph type="{1}"/></p:nvPr></p:nvSpPr><p:spPr/>'
        "<p:txBody><a:bodyPr/><a:p><a:r><a:t>{2}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    parts = {
        f"ppt/slides/slide{at}.xml": f"<p:sld {main}><p:cSld><p:spTree>"
        f"{shape.format(2, 'title', title)}{shape.format(3, 'body', words)}</p:spTree></p:cSld></p:sld>"
        for at, (title, words) in enumerate(titles_and_words, 1)
    }
    ids = "".join(f'<p:sldId id="{255 + at}" r:id="r{at}"/>' for at in range(1, count + 1))
    rels = "".join(_REL.format(f"r{at}", "slide", f"slides/slide{at}.xml") for at in range(1, count + 1))
    return packed({
        "[Content_Types].xml": _TYPES.format(""),
        "_rels/.rels": _RELS.format(_REL.format("r1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f'<p:presentation {main}><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": _RELS.format(rels),
        "docProps/core.xml": CORE,
        **parts,
    })  # fmt: skip


def odt(content: str, manifest: str = "") -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    return packed({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        "meta.xml": f'<office:document-meta xmlns:office="{names}office:1.0" xmlns:meta="{names}meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>On tea</dc:title><meta:initial-creator>Ann Bell</meta:initial-creator><dc:creator>Bob Ink</dc:creator><meta:creation-date>2024-05-01T10:00:00</meta:creation-date></office:meta></office:document-meta>',
        "content.xml": f'<office:document-content xmlns:office="{names}office:1.0" xmlns:text="{names}text:1.0"><office:automatic-styles/><office:body><office:text>{content}</office:text></office:body></office:document-content>',
        "styles.xml": f'<office:document-styles xmlns:office="{names}office:1.0"><office:styles/><office:automatic-styles/><office:master-styles/></office:document-styles>',
    })  # fmt: skip
