"""Pages that are pictures: tagged, named for who cannot see them, in six languages (R-14)."""

import io
from datetime import date

import pypdfium2
import pytest
from PIL import Image

from gmp_portal.typesetting import fixed_words
from gmp_portal.typesetting.scan import ScanSheet, scan_pdf


def a_page():
    out = io.BytesIO()
    Image.new("RGB", (1240, 1754), "white").save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize("language", ["ar", "zh-hans", "en", "fr", "ru", "es"])
def test_a_signed_letter_is_set_in_its_own_language(language):
    say = fixed_words.speaker(language)
    words = "Page %(number)s of the signed letter. Its words stand in the typed version."
    sheet = ScanSheet(
        language=language,
        title=say("Signed letter of intent"),
        note=say(
            "The pages of the signed letter as pictures. What is personal is covered with "
            "black. The words of the letter stand in its typed version."
        ),
        pages=tuple(say(words) % {"number": number} for number in (1, 2)),
        reference="LOI-2026-0001",
        issued_on=date(2026, 11, 29),
    )

    result = scan_pdf(sheet, [a_page(), a_page()], identifier="signed")

    assert result.problems == ()
    assert (result.pages, len(pypdfium2.PdfDocument(result.content))) == (2, 2)
