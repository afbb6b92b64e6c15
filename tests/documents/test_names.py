"""Names of files keep no tricks, and end as their kinds do (A11)."""

import random
import re
import unicodedata
from email.message import Message

import pytest

from gmp_portal.documents import files, kinds, names, policies

ALPHABET = (
    "aZ09 ._-()/\\:\"';,%&=?#<>|*\r\n\t\0\x1b\x7f\u202e\u202d\u2066\u200b\u00ad\ufeff\ud800"
    "é\u0301ñß中文имя\u0646\u0627\u0645\u0647😀\uff0e\uff0f"
)
WORDS = (
    ".pdf",
    ".exe",
    "../",
    "..\\",
    ".scr",
    ".html",
    "a.pdf",
    "filename=",
    "%0d%0a",
    "CON",
)
STORED = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}$")


def generated(count):
    dice = random.Random(20261127)
    for _each in range(count):
        pieces = [
            dice.choice(WORDS) if dice.random() < 0.3 else dice.choice(ALPHABET)
            for _piece in range(dice.randint(0, 60))
        ]
        yield "".join(pieces) * dice.choice((1, 1, 1, 20))


@pytest.mark.parametrize("media_type", kinds.ENDINGS)
def test_whatever_a_file_was_called_its_name_is_harmless(media_type):
    for given in generated(300):
        name = names.name_by_kind(given, media_type)

        assert len(name) <= names.LONGEST
        assert name.lower().endswith(tuple(f".{x}" for x in kinds.ENDINGS[media_type]))
        assert all(
            letter in "._-() \u200c\u200d" or unicodedata.category(letter)[0] in "LMN"
            for letter in name
        )
        assert not name.startswith(".")
        assert names.name_by_kind(name, media_type) == name


def test_the_header_names_one_file_and_the_storage_none(client, db):
    with policies.POLICIES.replaced("open", lambda user, document: True):
        for given in generated(60):
            document = files.store(b"x", name=given, media_type=kinds.PNG, policy="open")
            response = client.get(document.get_absolute_url())
            b"".join(response.streaming_content)
            header = Message()
            header["Content-Disposition"] = response["Content-Disposition"]

            assert STORED.match(document.key)
            assert header.get_filename() == document.name
            assert "\n" not in response["Content-Disposition"]
            assert response["Content-Type"] == kinds.PNG


@pytest.mark.parametrize(
    ("given", "media_type", "kept"),
    [
        ("a.pdf.exe", kinds.PDF, "a.pdf"),
        ("a.pdf .exe", kinds.PDF, "a.pdf"),
        ("a.exe", kinds.PDF, "a.pdf"),
        ("A.PDF", kinds.PDF, "A.PDF"),
        ("scan.HEIC", kinds.JPEG, "scan.jpg"),
        ("scan.jpeg", kinds.JPEG, "scan.jpeg"),
        ("scan.tiff", kinds.PDF, "scan.pdf"),
        ("letter.docm", kinds.DOCX, "letter.docx"),
        ("letter", kinds.ODT, "letter.odt"),
        ("report 2.1", kinds.PDF, "report 2.1.pdf"),
        (".pdf", kinds.PDF, "pdf.pdf"),
        ("x" * 200 + ".exe", kinds.PDF, "x" * 96 + ".pdf"),
    ],
)
def test_the_ending_follows_the_kind(given, media_type, kept):
    assert names.name_by_kind(given, media_type) == kept
