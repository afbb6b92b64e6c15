"""Every public document that the portal makes prints where the ledger ended at its time (P-1)."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pypdfium2
import pytest
from django.utils import timezone

from areas import handlers as plan_handlers
from areas.actions import plans
from gmp_portal.ledger import checkpoints
from gmp_portal.ledger.models import Entry
from gmp_portal.meetings import handlers as meeting_handlers
from gmp_portal.typesetting.session import SessionDocument
from partners.reading import letter_sheets
from reporting.assembly import pdf
from tests.factories.areas import PlanFactory
from tests.factories.meetings import MeetingReportFactory
from tests.factories.partners import LetterFactory

QUIETLY = SimpleNamespace(step=lambda _step: None)


@pytest.fixture
def kept(db):
    Entry.objects.create(kind="test.act", subject="x:1")
    return str(checkpoints.take())


def text_of(content):
    document = pypdfium2.PdfDocument(content)
    pages = (page.get_textpage().get_text_range() for page in document)
    return re.sub(r"[\s\ufffe\u00ad]+", "", "".join(pages))


def test_a_plan_prints_it(kept, secretariat):
    plan = PlanFactory.create(status="aligned")
    plans.publish(plan, by=secretariat)

    effect = plan_handlers.typeset_plan(plan.pk, progress=QUIETLY)
    effect()

    plan.refresh_from_db()
    assert kept in text_of(plan.pdf.read())


def test_the_report_of_a_meeting_prints_it(kept):
    report = MeetingReportFactory.create(adopted=True)

    effect = meeting_handlers.report_pdf(report=report.pk, progress=QUIETLY)

    assert f"/framework/integrity/{kept}" in text_of(effect.args[1])


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_a_report_prints_it_in_any_language(kept, language):
    document = SessionDocument(language=language, title="Report")
    frozen = SimpleNamespace(
        document=document, frozen_at=timezone.now(), snapshot_sha256="0" * 64
    )

    made = pdf.report(frozen)

    assert f"/framework/integrity/{kept}" in text_of(made.content)


def test_a_published_letter_prints_it(kept):
    letter = LetterFactory(confirmed=True)
    letter.cleared_at = timezone.now()

    [row] = letter_sheets.published_letter(letter).summary[-1:]

    assert row.value == kept


def test_what_is_older_than_the_first_checkpoint_prints_none(kept):
    letter = LetterFactory(confirmed=True)
    letter.cleared_at = timezone.now() - timedelta(days=1)

    rows = letter_sheets.published_letter(letter).summary

    assert kept not in [row.value for row in rows]
