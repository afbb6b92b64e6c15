"""The last touches to a PDF: its declarations, its notes, its running lines, its true words.

Where the glyphs of a line do not give its letters back, because a face has one glyph for two
letters, the words stand beside them (ISO 32000-1, 14.9.4). Elsewhere they do not: readers turn
Arabic round by themselves, and words beside it too.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes  # noqa: TID253 — imported by jobs only
from weasyprint.layout.absolute import AbsolutePlaceholder  # noqa: TID253

from gmp_portal.typesetting import bidi

UA_PART = b"""<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 the file follows</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
RDF_END = b"</rdf:RDF>"
GLYPHS = re.compile(rb"<([0-9a-f]+)>")
FONT = re.compile(rb"/(\S+) \S+ Tf")

# What each glyph stands for, by the name of its font.
Letters = Mapping[str, Mapping[int, str]]


def finish(document: Any, pdf: Any) -> None:
    """Change the objects of a file just before it is written."""
    _declare_accessibility(pdf)
    _name_notes(pdf)
    words = _words_of(document)
    tree = _resolved(pdf, pdf.catalog["StructTreeRoot"])
    parents = _resolved(pdf, tree["ParentTree"])["Nums"]
    read: list[set[int]] = [set() for _page in document.pages]
    pages = {reference: number for number, reference in enumerate(pdf.page_references)}
    places = list(_marked(pdf, tree["K"][0], pages))
    streams = [_stream(pdf, number) for number in range(len(read))]
    begins = [dict(_begins(stream)) for stream in streams]
    letters = {font.hash: font.to_unicode for font in document.fonts.values()}
    for (element, page, mark), text in zip(places, words, strict=True):
        read[page].add(mark)
        _say(streams[page], begins[page][mark], text, letters)
        if element["S"] == "/Link":
            _describe_link(pdf, element, text)
    for number, marks in enumerate(read):
        _set_running_lines_apart(streams[number], begins[number], marks)
        owners = parents[2 * number + 1]
        for mark in range(len(owners)):
            if mark not in marks:
                owners[mark] = "null"


def _words_of(document: Any) -> list[str]:
    """Return the words of each text box in the order of the tag tree."""
    return [text for page in document.pages for text in _texts(page._page_box)]


def _texts(box: Any) -> Iterator[str]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.MarginBox):
        return
    if isinstance(box, boxes.TextBox):
        yield box.text
        return
    for child in getattr(box, "children", ()):
        yield from _texts(child)


def _marked(pdf: Any, kid: Any, pages: dict[Any, int]) -> Iterator[tuple[Any, int, int]]:
    """Yield element, page and number of each piece of marked text below an element."""
    element = _resolved(pdf, kid)
    for child in element["K"]:
        if not isinstance(child, int):
            if "K" in _resolved(pdf, child):
                yield from _marked(pdf, child, pages)
        elif element["S"] != "/Figure":
            yield element, pages[element["Pg"]], child


def _describe_link(pdf: Any, element: Any, text: str) -> None:
    """Let a link say where it leads in the words that stand there (7.18.5)."""
    for reference in element["K"]:
        if not isinstance(reference, int):
            link = _resolved(pdf, _resolved(pdf, reference)["Obj"])
            link["Contents"] = pydyf.String(text.strip())


def _stream(pdf: Any, number: int) -> list[Any]:
    page = _resolved(pdf, pdf.page_references[number])
    stream: list[Any] = _resolved(pdf, page["Contents"]).stream
    return stream


def _begins(stream: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """Yield the number of each piece of marked text, and where the stream begins it."""
    for place, item in enumerate(stream):
        if isinstance(item, pydyf.Dictionary) and stream[place - 1] == "/Span":
            yield item["MCID"], place


def _say(stream: list[Any], place: int, text: str, letters: Letters) -> None:
    """Put the words beside the glyphs of a piece of text that do not spell them."""
    if sorted(bidi.visible(_spelt(stream, place, letters))) != sorted(bidi.visible(text)):
        stream[place]["ActualText"] = pydyf.String(text)


def _spelt(stream: Sequence[Any], place: int, letters: Letters) -> str:
    """Return what a reader makes of the glyphs of a piece of text."""
    spelt: list[str] = []
    known: Mapping[int, str] = {}
    while stream[place] not in (b"EMC", "EMC"):
        place += 1
        item = stream[place]
        written = item if isinstance(item, bytes) else str(item).encode()
        if font := FONT.fullmatch(written):
            known = letters[font[1].decode()]
        elif written.endswith((b"TJ", b"Tj")):
            glyphs = b"".join(GLYPHS.findall(written)).decode()
            codes = (int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4))
            spelt += [known.get(code, "\ufffd") for code in codes]
    return "".join(spelt).rstrip()


def _set_running_lines_apart(
    stream: list[Any], begins: Mapping[int, int], marks: Collection[int]
) -> None:
    """Mark heads, feet and page numbers as what they are: no part of the text (7.1)."""
    for mark, place in begins.items():
        if mark not in marks:
            stream[place - 1] = "/Artifact"
            stream[place] = pydyf.Dictionary({"Type": "/Pagination"})


def _declare_accessibility(pdf: Any) -> None:
    """Write the PDF/UA part into the first XMP block; validators read no other."""
    stream = _resolved(pdf, pdf.catalog["Metadata"])
    content = b"\n".join(stream.stream)
    stream.stream = [content.replace(RDF_END, UA_PART + RDF_END, 1)]


def _name_notes(pdf: Any) -> None:
    """Make the footnote areas' children Note elements with identifiers (PDF/UA-1, 7.9)."""
    root = _resolved(pdf, pdf.catalog["StructTreeRoot"])
    document = _resolved(pdf, root["K"][0])
    areas = [_resolved(pdf, kid) for kid in document["K"]]
    number = 0
    for area in areas:
        if area["S"] != "/NonStruct":
            continue
        for reference in area["K"]:
            note = _resolved(pdf, reference)
            number += 1
            note["S"] = "/Note"
            note["ID"] = pydyf.String(f"note-{number}")


def _resolved(pdf: Any, reference: Any) -> Any:
    if isinstance(reference, bytes):
        reference = reference.decode()
    return pdf.objects[int(str(reference).split()[0])]
