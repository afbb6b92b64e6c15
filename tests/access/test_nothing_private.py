"""Nothing that is not public stands in any public byte: pages, feeds, tables, files, their data.

Every private field of the demonstration gets a word of its own. Then everything that a visitor can
ask for is fetched, and every public file is made anew; none of the words may come back.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, models, transaction
from django.db.models import Q

from advisory_group.models import (
    Assessment,
    ChairTerm,
    Invitation,
    Nomination,
    PlanReview,
    Recommendation,
    ReviewComment,
    Seat,
    StandAside,
)
from areas.models import (
    Effort,
    Indicator,
    LeadTerm,
    Linkage,
    Opportunity,
    PlanComment,
    PlanObjective,
    PlanVersion,
    PotentialDonor,
    PriorityAction,
    ProjectRequest,
    SectionText,
)
from areas.reading import plan_pdf, snapshot
from gmp_portal.accounts.models import SecretariatTerm, User
from gmp_portal.documents.models import Document
from gmp_portal.jobs.models import Job
from gmp_portal.meetings.models import (
    Attendance,
    Decision,
    DecisionText,
    Declaration,
    MeetingReport,
    Objection,
    ObserverInvitation,
    Position,
    ReportComment,
    ReportSection,
)
from gmp_portal.meetings.reading import report_document
from gmp_portal.notifications.models import Message
from gmp_portal.typesetting import render
from gmp_portal.typesetting.data import dumps
from gmp_portal.typesetting.extraction import File
from gmp_portal.typesetting.layout import Layout
from gmp_portal.typesetting.letter import LETTER
from gmp_portal.typesetting.publication import PUBLICATION
from gmp_portal.typesetting.session import SESSION
from gmp_portal.writing.models import Revision, UnsentForm
from partners import file_access
from partners.models import (
    Checklist,
    JoinRequest,
    LetterOfIntent,
    Question,
    Representative,
    SignatureRequest,
)
from partners.reading import letter_sheets
from reporting.models import (
    AreaReport,
    Contribution,
    ImportedText,
    IndicatorValue,
    ProgressReport,
    Report,
    ReportedActivity,
    SettledStep,
)
from tests.access.addresses import addresses, url_of
from tests.access.registry import records_for
from tests.access.world import ANONYMOUS, World
from tests.open_data import unpacked

# So long that no nonce or token of a page brings it about by chance.
MARK = re.compile(r"qzxwvk\w+", re.IGNORECASE)
EVERY = Q()
STAFF = Q(pk__in=SecretariatTerm.objects.values("person"))
PUBLISHED = Q(status="published")
UNPUBLISHED = ~PUBLISHED
UNFINISHED = ~Q(status__in=["published", "superseded"])
OF_UNFINISHED = ~Q(plan__status__in=["published", "superseded"])
ACCEPTED, OF_ACCEPTED = Q(status="accepted"), Q(report__status="accepted")
# Of each model: which rows, and which of their fields nobody outside may ever read.
PRIVATE: list[tuple[type[models.Model], Q, tuple[str, ...]]] = [
    (User, STAFF, ("name",)),
    (User, EVERY, ("email",)),
    (
        LetterOfIntent,
        EVERY,
        (
            "contact_email",
            "contact_phone",
            "signatory_name",
            "signatory_email",
            "signed_name",
            "duplicate_explanation",
            "decline_reason",
            "withdrawal_reason",
            "clearance_note",
            "country_note",
            "overruled",
        ),
    ),
    (LetterOfIntent, Q(contact_is_public=False), ("contact_name",)),
    (LetterOfIntent, UNPUBLISHED, ("organisation", "support_statement", "contribution")),
    (LetterOfIntent, PUBLISHED, ("support_statement", "contribution")),
    (Checklist, EVERY, ("note",)),
    (Question, EVERY, ("text", "answer")),
    (SignatureRequest, EVERY, ("name", "email")),
    (JoinRequest, EVERY, ("note",)),
    (Representative, EVERY, ("ended_reason",)),
    (SecretariatTerm, EVERY, ("ended_reason",)),
    (PlanComment, EVERY, ("text",)),
    (SectionText, ~Q(plan__status__in=["published", "superseded"]), ("text",)),
    (PlanReview, Q(status="open"), ("note",)),
    (Recommendation, Q(review__status="open"), ("text",)),
    (ReviewComment, Q(review__status="open"), ("text",)),
    (Assessment, Q(review__status="open"), ("remarks",)),
    (Nomination, EVERY, ("reason",)),
    (ReportComment, EVERY, ("text",)),
    (ReportSection, Q(report__published_at__isnull=True), ("text",)),
    (ProgressReport, EVERY, ("return_reason",)),
    (AreaReport, EVERY, ("return_reason",)),
    (AreaReport, ~Q(status="accepted"), ("highlights", "lessons")),
    (Report, UNPUBLISHED, ("title",)),
    (Document, Q(policy=file_access.ORIGINAL), ("name",)),
    (Job, EVERY, ("last_error",)),
    (Message, EVERY, ("subject", "body")),
    (Revision, EVERY, ("values",)),
    (UnsentForm, EVERY, ("title", "fields")),
    (LeadTerm, EVERY, ("ended_reason",)),
    (ChairTerm, EVERY, ("ended_reason",)),
    (Seat, EVERY, ("ended_reason", "gap")),
    (Invitation, EVERY, ("letter_reference", "gap")),
    (StandAside, EVERY, ("statement",)),
    (Recommendation, Q(review__status="open"), ("answer",)),
    (PlanVersion, UNFINISHED, ("title",)),
    (PlanObjective, OF_UNFINISHED, ("statement", "measure")),
    (PriorityAction, OF_UNFINISHED, ("title", "description")),
    (Opportunity, OF_UNFINISHED, ("title", "description")),
    (Indicator, OF_UNFINISHED, ("name", "source")),
    (Linkage, OF_UNFINISHED, ("name", "note")),
    (PotentialDonor, OF_UNFINISHED, ("name", "note")),
    (ProjectRequest, OF_UNFINISHED, ("title", "purpose")),
    (Effort, OF_UNFINISHED, ("description", "target")),
    (Attendance, EVERY, ("name",)),
    (ObserverInvitation, EVERY, ("name", "objection")),
    (Position, EVERY, ("statement",)),
    (Objection, EVERY, ("reason", "acceptable_wording", "settled_note")),
    (Declaration, EVERY, ("recall_reason",)),
    (Decision, Q(status="drafted"), ("title",)),
    (DecisionText, Q(decision__status="drafted"), ("text",)),
    (ProgressReport, ~ACCEPTED, ("nothing_reason", "lessons", "needs", "unfinished")),
    (ReportedActivity, ~OF_ACCEPTED, ("result",)),
    (Contribution, ~OF_ACCEPTED, ("description",)),
    (IndicatorValue, ~OF_ACCEPTED, ("actual", "note")),
    (AreaReport, ~ACCEPTED, ("effectiveness", "impact", "future")),
    (ImportedText, EVERY, ("name", "source")),
    (SettledStep, EVERY, ("replaced",)),
]


@pytest.fixture
def marked(world: World) -> World:
    """The demonstration with a word of its own in every private field that may be changed."""
    count = 0
    for model, rows, fields in PRIVATE:
        for name in fields:
            count += _mark(model, rows, name)
    assert count > 150
    return world


def _mark(model: type[models.Model], rows: Q, name: str) -> int:
    count = 0
    for key in model._default_manager.filter(rows).values_list("pk", flat=True):
        word: Any = f"qzxwvk{model.__name__}{name.replace('_', '')}{key}"
        field = model._meta.get_field(name)
        if isinstance(field, models.EmailField):
            word = f"{word}@example.org"
        if isinstance(field, models.JSONField):
            word = {"text": word}
        try:
            with transaction.atomic():
                model._default_manager.filter(pk=key).update(**{name: word})
                count += 1
        except DatabaseError:
            # What is frozen, or has to be empty, stays as it is.
            continue
    return count


def told(where: str, text: str) -> list[str]:
    return [f"{where} tells {word}" for word in sorted(set(MARK.findall(text)))]


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
    Representative.objects.update(consented_at=None)
    plan = PlanVersion.objects.filter(PUBLISHED).first()
    assert plan is not None

    contacts = [
        name for row in snapshot.gather(plan)["partners"] for name in row["contacts"]
    ]

    assert contacts == []
