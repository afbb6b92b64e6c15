"""What people write with signs, in a Word file: links lead, notes are notes, pictures are in it."""

import io
import zipfile

import pytest
from lxml import etree

from gmp_portal.exchange.word import documents
from tests.exchange import audit
from tests.typesetting.test_written import TEXTS, document

CODES = tuple(TEXTS)


def word(code):
    made = document(code)
    return documents.document(made.sections[0].blocks, language=code, title=made.title)


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


@pytest.mark.parametrize("code", CODES)
def test_auditor_finds_nothing(code, tmp_path):
    assert audit.findings(word(code), tmp_path) == []


def test_links_notes_lists_and_pictures_are_what_word_has_for_them():
    data = word("en")

    text = etree.fromstring(part(data, "word/document.xml"))
    relations = etree.fromstring(part(data, "word/_rels/document.xml.rels"))
    [link, *_same] = text.findall(".//{*}hyperlink")
    targets = {each.get("Id"): each.get("Target") for each in relations}
    assert targets[link.values()[0]] == "https://www.unep.org/x"
    assert "".join(link.itertext()) == "a "
    assert len(text.findall(".//{*}footnoteReference")) == 2
    [told] = {each.get("descr") for each in text.iter("{*}docPr")}
    assert told == "A red field"
    assert part(data, "word/media/image1.png").startswith(b"\x89PNG")
    words = ["".join(each.itertext()) for each in text.iter("{*}p")]
    entries = [each for each in words if each.startswith(("–", "1.", "2."))]
    assert entries == ["–less", "1.much", "2.more", "–none", "1.first", "2.second"]


def test_bold_and_italic_words_look_so():
    text = etree.fromstring(part(word("en"), "word/document.xml"))

    looks = {
        "".join(run.itertext()): {
            each.tag.rpartition("}")[2] for each in run.find("{*}rPr")
        }
        for run in text.iter("{*}r")
        if run.find("{*}rPr") is not None
    }
    assert {"b", "bCs"} <= looks["bold"]
    assert {"i", "iCs"} <= looks["word"]


def test_equal_texts_are_equal_bytes():
    assert word("en") == word("en")
