"""A plan in Word leaves no page empty, and keeps a figure with its words."""

import io
import zipfile

import pytest
from lxml import etree

from gmp_portal.exchange.word import publications
from gmp_portal.typesetting.content import Picture, Table, Unnumbered, words
from gmp_portal.typesetting.publication import (
    PUBLICATION,
    PublicationDocument,
    PublicationSection,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROWS = ((words("Example effort"), words("1,250")),)
TABLE = Table("", header=("Effort", "Cost"), rows=ROWS)
WITH_NOTE = Table("", header=("Effort", "Cost"), rows=ROWS, notes=("Example note.",))


def plan(*blocks):
    """Three sections, the second of which lies on its side."""
    return PublicationDocument(
        language="en",
        title="Example plan",
        sections=(
            PublicationSection("Summary", (Unnumbered("Example words."),), key="I"),
            PublicationSection("Efforts", blocks, is_wide=True, key="II"),
            PublicationSection("Partners", (Unnumbered("Example words."),), key="III"),
        ),
    )


def body(document):
    with zipfile.ZipFile(io.BytesIO(publications.publication(document))) as parts:
        return etree.fromstring(parts.read("word/document.xml"))[0]


def paragraphs_that_break(document):
    return [each for each in body(document) if each.find(f"{W}pPr/{W}sectPr") is not None]


@pytest.mark.parametrize(
    ("last", "shown"),
    [(WITH_NOTE, "Example note."), (Unnumbered("Example end."), "Example end.")],
    ids=["note below a table", "paragraph"],
)
def test_pages_on_their_side_end_with_their_last_line(last, shown):
    broken = paragraphs_that_break(plan(last))

    assert len(broken) == 3
    assert "".join(broken[-1].itertext()) == shown


def test_behind_a_table_stands_one_line_and_not_two():
    broken = paragraphs_that_break(plan(TABLE))[-1]

    before = broken.getprevious()
    assert before is not None
    assert before.tag == f"{W}tbl"


def test_a_figure_stays_with_its_title_and_one_without_stays_alone():
    titled = Picture(alternative="Bars", caption=words("Example title"), content=b"")
    alone = Picture(alternative="Bars", content=b"")

    shown = [
        each for each in body(plan(titled, alone)) if "[Bars]" in "".join(each.itertext())
    ]

    assert [each.find(f"{W}pPr/{W}keepNext") is not None for each in shown] == [True, False]


@pytest.mark.parametrize(("language", "label"), [("en", "II."), ("zh-hans", "二、")])
def test_a_section_with_a_key_is_numbered_as_it_is_cited(language, label):
    document = PublicationDocument(
        language=language,
        title="Example plan",
        sections=tuple(PublicationSection("Example", (), key=key) for key in ("I", "II")),
    )

    sheet = PUBLICATION.sheet(document)

    assert f'<span class="hn">{label}</span>' in sheet.html
    assert f'<span class="hn">{label}</span>' not in PUBLICATION.sheet(without_keys()).html


def without_keys():
    sections = tuple(PublicationSection("Example", ()) for _number in range(2))
    return PublicationDocument(language="en", title="Example", sections=sections)
