"""Whatever bytes come, the reader answers, or refuses with a reason that is known."""

import base64
import io
import json
import random
import subprocess
import sys
import zipfile

import pytest

from gmp_portal.documents import processes
from gmp_portal.exchange.word import (
    documents,
    form,
    form_reading,
    form_taker,
    opening,
    reading,
    unpacking,
)
from gmp_portal.exchange.word.elements import w
from gmp_portal.exchange.word.opening import UnreadableFileError
from gmp_portal.launcher import paths
from gmp_portal.typesetting.content import Paragraph
from tests.exchange import edits
from tests.exchange.samples import form_sheet, form_sheets

MODULE = "gmp_portal.exchange.word.form_taker"
BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;&b;">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>"""


def plain():
    return documents.document((Paragraph("words"),), language="en", title="T")


def with_part(name, content):
    return edits.packed({**edits.parts(plain()), name: content})


def nested(depth):
    def edit(root):
        inner = w("p", edits.run("deep"))
        for _level in range(depth):
            inner = w("tbl", w("tr", w("tc", inner)))
        root.find("{*}body").insert(0, inner)

    return edits.edited(plain(), edit)


def macros_by_type():
    contents = edits.parts(plain())
    old = (
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    )
    new = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    types = contents["[Content_Types].xml"].replace(old, new)
    return edits.packed({**contents, "[Content_Types].xml": types})


def twice():
    target = io.BytesIO(plain())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("WORD/document.xml", b"<other/>")
    return target.getvalue()


def many_entries():
    extra = {f"a{number}": b"" for number in range(unpacking.MOST_ENTRIES)}
    return edits.packed({**edits.parts(plain()), **extra})


HOSTILE = {
    "empty": (b"", "not_word"),
    "text": (b"Dear colleagues", "not_word"),
    "pdf": (b"%PDF-1.7 ...", "not_word"),
    "old word": (unpacking.OLD_WORD + b"\0" * 600, "old_word"),
    "locked": (unpacking.OLD_WORD + unpacking.LOCKED, "locked"),
    "half": (plain()[:3000], "broken"),
    "no directory": (plain()[:-30], "broken"),
    "zip of something": (edits.packed({"a.txt": b"hello"}), "not_word"),
    "no document": (edits.without(plain(), edits.DOCUMENT), "not_word"),
    "macros": (with_part("word/vbaProject.bin", b"x"), "macros"),
    "macros by type": (macros_by_type(), "macros"),
    "doctype": (with_part(edits.DOCUMENT, BOMB), "doctype"),
    "doctype utf-16": (
        with_part(
            edits.DOCUMENT,
            BOMB.decode().replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16"),
        ),
        "doctype",
    ),
    "doctype in styles": (with_part("word/styles.xml", BOMB), "doctype"),
    "zip bomb": (with_part("word/media/a.png", b"\0" * 30_000_000), "too_tight"),
    "no xml": (with_part(edits.DOCUMENT, b"\xff\xfe\x00"), "broken"),
    "deep tables": (nested(60), "broken"),
    "twice": (twice(), "broken"),
    "many entries": (many_entries(), "too_large"),
    "large": (b"PK\x03\x04" + b"\0" * unpacking.LARGEST_FILE, "too_large"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_file_is_refused_with_its_reason(kind):
    data, reason = HOSTILE[kind]

    with pytest.raises(UnreadableFileError) as refusal:
        reading.read(data)

    assert refusal.value.reason == reason
    assert reason in opening.REASONS


def test_part_larger_than_any_document_is_refused():
    # As loose as words are, so that it is not its tightness that gives it away.
    said = (
        base64.b64encode(random.Random(7).randbytes(unpacking.LARGEST_PART * 3 // 4)) + b" "
    )

    with pytest.raises(UnreadableFileError) as refusal:
        reading.read(with_part(edits.DOCUMENT, b"<a>" + said + b"</a>"))

    assert refusal.value.reason == "too_large"


def test_very_many_elements_are_refused():
    many = b"<w:p/>" * (unpacking.MOST_ELEMENTS + 1)
    start = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    content = start + b"<w:body>" + many + b"</w:body></w:document>"
    # Not packed, so that it is not its tightness that gives it away.
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, part in {**edits.parts(plain()), edits.DOCUMENT: content}.items():
            archive.writestr(name, part)

    with pytest.raises(UnreadableFileError) as refusal:
        reading.read(target.getvalue())

    assert refusal.value.reason == "too_large"


def test_spoilt_bytes_never_raise_anything_else():
    random_ = random.Random(7)
    data = form.form(form_sheet())
    refused = 0
    for _round in range(300):
        spoilt = bytearray(data)
        for _change in range(random_.randint(1, 8)):
            spoilt[random_.randrange(len(spoilt))] = random_.randrange(256)

        try:
            form_reading.read_form(bytes(spoilt), form_sheets())
        except UnreadableFileError:
            refused += 1

    assert refused > 50


def test_spoilt_markup_never_raises_anything_else():
    random_ = random.Random(7)
    contents = edits.parts(form.form(form_sheet()))
    whole = contents[edits.DOCUMENT]
    read = 0
    for _round in range(200):
        spoilt = bytearray(whole)
        place = random_.randrange(len(spoilt))
        spoilt[place : place + random_.randint(1, 40)] = b""

        try:
            data = edits.packed({**contents, edits.DOCUMENT: bytes(spoilt)})
            form_reading.read_form(data, form_sheets())
            read += 1
        except UnreadableFileError:
            continue

    assert read > 5


def test_form_is_read_in_a_process_of_its_own():
    filled = edits.edited(form.form(form_sheet("ar")), edits.typed("name", "معهد"))

    answer = processes.answer_of(
        MODULE, form_taker.asked(filled, form_sheets()), seconds=60
    )

    assert form_taker.answered(answer) == form_reading.read_form(filled, form_sheets())


def test_process_says_why_it_does_not_read():
    asked = form_taker.asked(HOSTILE["doctype"][0], form_sheets())

    answer = processes.answer_of(MODULE, asked, seconds=60)

    assert json.loads(answer) == {"reason": "doctype"}
    with pytest.raises(UnreadableFileError):
        form_taker.answered(answer)


def test_process_that_died_is_a_refusal():
    with pytest.raises(UnreadableFileError) as refusal:
        form_taker.answered(b"")

    assert refusal.value.reason == "broken"


def test_process_is_bounded():
    script = f"import resource, {MODULE} as m; m.limit(); print(resource.getrlimit(9)[0])"

    said = subprocess.run(
        [sys.executable, "-c", script],
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert int(said.stdout) == form_taker.MEMORY
