"""Nothing that is not public stands in any public byte: pages, feeds, tables, files, their data.

Every private field of the demonstration gets a word of its own. Then everything that a visitor can
ask for is fetched, and every public file is made anew; none of the words may come back.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from areas.models import (
    PlanVersion,
)
from areas.reading import plan_pdf, snapshot
from gmp_portal.meetings.models import (
    MeetingReport,
)
from gmp_portal.meetings.reading import report_document
from gmp_portal.typesetting import render
from gmp_portal.typesetting.data import dumps
from gmp_portal.typesetting.extraction import File
from gmp_portal.typesetting.layout import Layout
from gmp_portal.typesetting.letter import LETTER
from gmp_portal.typesetting.publication import PUBLICATION
from gmp_portal.typesetting.session import SESSION
from partners.models import (
    LetterOfIntent,
    Representative,
)
from partners.reading import letter_sheets
from reporting.models import (
    Report,
)
from tests.access.addresses import addresses, url_of
from tests.access.private_words import MARK, PUBLISHED, told
from tests.access.registry import records_for
from tests.access.world import ANONYMOUS, World
from tests.open_data import unpacked


def _metadata(file: File) -> str:
    if "/Metadata" not in file.root:
        return ""
    return str(file.root.Metadata.read_bytes().decode(errors="replace"))


def everything_in(content: bytes) -> str:
    """The text of a PDF, its titles, its metadata and the data inside it."""
    file = File(content)
    with file.pdf.open_outline() as outline:
        bookmarks = [str(item.title) for item in outline.root]
    return "\n".join(
        [
            *(piece.text for piece in file.pieces()),
            *bookmarks,
            *(str(value) for value in file.pdf.docinfo.values()),
            _metadata(file),
            *(
                attached.get_file().read_bytes().decode(errors="replace")
                for attached in file.pdf.attachments.values()
            ),
        ]
    )


def test_no_public_address_tells_anything_private(marked: World) -> None:
    urls = [
        url_of(address, record.kwargs)
        for address in addresses()
        if address.is_public
        for record in records_for(address, marked)
    ]
    assert len(urls) > 60

    leaks = [leak for url in dict.fromkeys(urls) for leak in _leaks_of(marked, url)]

    assert not leaks, "\n".join(leaks)


def _leaks_of(world: World, url: str) -> list[str]:
    answer = world.call(ANONYMOUS, url)
    headers = " ".join(
        f"{name}: {value}" for name, value in answer.response.headers.items()
    )
    pdf = answer.content.startswith(b"%PDF")
    text = everything_in(answer.content) if pdf else answer.text
    if answer.content.startswith(b"PK"):
        text = unpacked(answer.content)
    said = f"{headers}\n{text}"
    for asked in MARK.findall(url):
        # An answer may repeat what was asked for.
        said = said.replace(asked, "")
    return told(url, said)


def _public_documents() -> Iterator[tuple[str, Layout[Any], Any]]:
    """Every document whose file is public, made anew from the marked records."""
    for letter in LetterOfIntent.objects.filter(PUBLISHED):
        yield f"letter {letter.pk}", LETTER, letter_sheets.public_letter(letter)
    for plan in PlanVersion.objects.filter(PUBLISHED):
        booklet = plan_pdf.publication(
            snapshot.gather(plan),
            sha256=plan.sha256,
            address=plan.get_absolute_url(),
            published_on=plan.published_at.date(),
        )
        yield f"plan {plan.pk}", PUBLICATION, booklet
    for report in MeetingReport.objects.filter(published_at__isnull=False):
        yield f"meeting report {report.pk}", SESSION, report_document.document_of(report)
    for published in Report.objects.published():
        yield f"report {published.pk}", SESSION, published.document


def test_no_public_document_tells_anything_private(marked: World) -> None:
    """What a file prints is what its sheet says, and its data travel inside it."""
    documents = list(_public_documents())
    assert len(documents) > 5

    leaks = [
        leak
        for name, layout, document in documents
        for text in (layout.sheet(document).html, dumps(document).decode())
        for leak in told(name, text)
    ]

    assert not leaks, "\n".join(leaks)


@pytest.mark.skipif(not render.is_available(), reason="No PDF can be made on this machine.")
def test_no_byte_of_a_public_letter_tells_anything_private(marked: World) -> None:
    letter = LetterOfIntent.objects.filter(PUBLISHED).first()
    assert letter is not None

    said = everything_in(LETTER.pdf(letter_sheets.public_letter(letter)).content)

    assert told("the file", said) == []
    assert letter.reference in said
    assert "letter.json" in said or '"kind": "LetterSheet"' in said


def test_a_partner_whose_people_said_nothing_has_no_contact_in_a_plan(world: World) -> None:
    kinds = ("consented_at", "mail_consented_at", "phone_consented_at")
    Representative.objects.update(**dict.fromkeys(kinds))
    plan = PlanVersion.objects.filter(PUBLISHED).first()
    assert plan is not None

    contacts = [
        name for row in snapshot.gather(plan)["partners"] for name in row["contacts"]
    ]

    assert contacts == []
