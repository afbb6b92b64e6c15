"""Latin words inside Arabic text keep their own order, as one run."""

import re

import pytest

from gmp_portal.typesetting.content import Paragraph
from gmp_portal.typesetting.session import SessionDocument, session_sheet

BDI = re.compile(r"<bdi([^>]*)>(.*?)</bdi>")
SYMBOL = ' lang="en" class="latin"'
WORDS = ' lang="en"'


def runs(text):
    document = SessionDocument(language="ar", title="ت", blocks=(Paragraph(text),))
    paragraph = re.search(
        r'<p class="para".*?</p>', session_sheet(document).html, re.DOTALL
    )
    assert paragraph
    return BDI.findall(paragraph[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "أعدت UNEP Global Mercury Partnership هذه الوثيقة",
            [(WORDS, "UNEP Global Mercury Partnership")],
        ),
        ("الوثيقة UNEP/GMP/ASGM/2026/1 في", [(SYMBOL, "UNEP/GMP/ASGM/2026/1")]),
        ("الشراكة (UNEP) في", [(SYMBOL, "UNEP")]),
        ("قانون Act (No. 5) في", [(WORDS, "Act (No. 5)")]),
        ("قانون Act (رقم 5) في", [(SYMBOL, "Act")]),
        ("بين UNEP و WHO.", [(SYMBOL, "UNEP"), (SYMBOL, "WHO")]),
        ("a" * 100 + " ثم", [(WORDS, "a" * 100)]),
        ("نص بلا لاتينية 2026", []),
        ("بين Perú و Émile Ågård.", [(SYMBOL, "Perú"), (WORDS, "Émile Ågård")]),
        ("وزارة Écologie (Sénégal) في", [(WORDS, "Écologie (Sénégal)")]),
        ("مدينة Łódź ومدينة Huế.", [(SYMBOL, "Łódź"), (SYMBOL, "Huế")]),
        ("في Peru\u0301 ثم", [(SYMBOL, "Peru\u0301")]),
        ("حاصل 2 × 3 ÷ 4 هنا", []),
        ("انظر https://example.org/a/ أو", [(SYMBOL, "https://example.org/a/")]),
        ("هاتف +41 22 917 1234 ثم", [(' class="latin"', "+41 22 917 1234")]),
    ],
)
def test_latin_words_stand_in_one_run(text, expected):
    assert runs(text) == expected
