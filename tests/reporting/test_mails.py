"""Every mail of reporting, as its reader gets it."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings

from gmp_portal.accounts.models.terms import days
from gmp_portal.ledger import subject_of
from gmp_portal.notifications import reminders
from gmp_portal.notifications.models import Message
from reporting import emails
from reporting.actions import reports
from reporting.models import Reminder, Report
from reporting.reading import coverage
from reporting.reminders import key_of
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory, LeadTermFactory, MembershipFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.factories.reporting import (
    AreaReportFactory,
    CycleFactory,
    ProgressReportFactory,
    sample_document,
)
from tests.mails import check_chinese, check_mail

TEMPLATES = Path(settings.BASE_DIR) / "templates" / "reporting" / "emails"
# What people wrote themselves stays as it is.
CONTENT = (
    "And where's the guide",
    "Report of the Partnership's work",
    "Please name the sample",
)
SPEAKER, LEAD = "Sample Speaker", "Sample Lead"
OFFICER, ACTOR = "Sample Officer", "Sample Actor"
PAST = days(date(2020, 1, 1), date(2021, 1, 1))


@pytest.fixture
def scene(db):
    """An area with a lead and a member that reports, and people of past times beside them."""
    area = AreaFactory.create(
        names={"en": "Mercury in children's toys", "zh": "玩具中的汞"}
    )
    partner = PartnerFactory.create(name="Example & Sons", participation=None)
    MembershipFactory.create(area=area, partner=partner)
    RepresentativeFactory.create(partner=partner, person__name=SPEAKER)
    RepresentativeFactory.create(partner=partner, period=PAST)
    LeadTermFactory.create(area=area, person__name=LEAD)
    LeadTermFactory.create(area=area, period=PAST)
    officer = UserFactory.create(name=OFFICER, officer=True)
    cycle = CycleFactory.create(name="2024–2025", slug="2024-2025", opened_by=officer)
    report = reports.keep(
        sample_document(title="Report of the Partnership's work"),
        kind=Report.Kind.BIENNIAL,
        as_of=date(2026, 1, 1),
        by=officer,
    )
    report.pages = 4
    question = {"return_reason": "Which laboratories? And where's the guide?"}
    return SimpleNamespace(
        cycle=cycle,
        progress=ProgressReportFactory.create(
            cycle=cycle, area=area, partner=partner, started_by=officer, **question
        ),
        area_report=AreaReportFactory.create(
            cycle=cycle, area=area, started_by=officer, **question
        ),
        report=report,
    )


def of(name, record):
    """The mail of this name about one of the records of the scene."""
    return lambda scene, by: getattr(emails, name)(getattr(scene, record), by=by)


def reminded(scene, _by):
    lines = coverage.of_cycle(scene.cycle, date(2026, 3, 7))
    key, due_on = key_of(Reminder.Kind.PROGRESS), scene.cycle.progress_due_on
    first = min(reminders.plan_of(key).days)
    step = reminders.Step(key, subject_of(scene.cycle), due_on, first, date(2026, 3, 7))
    emails.reminded(scene.cycle, Reminder.Kind.PROGRESS, lines, step)


def typeset(scene, by):
    """Whoever froze the report need not be told."""
    scene.report.frozen_by = by
    emails.report_typeset(scene.report)


MAILS = {
    "area_report_accepted": (of("area_report_accepted", "area_report"), [LEAD]),
    "area_report_returned": (of("area_report_returned", "area_report"), [LEAD]),
    "area_report_submitted": (of("area_report_submitted", "area_report"), [OFFICER]),
    "cycle_opened": (of("cycle_opened", "cycle"), [SPEAKER]),
    "cycle_opened_lead": (of("cycle_opened", "cycle"), [LEAD]),
    "progress_accepted": (of("progress_accepted", "progress"), [SPEAKER]),
    "progress_returned": (of("progress_returned", "progress"), [SPEAKER]),
    "progress_submitted": (of("progress_submitted", "progress"), [LEAD]),
    "reminder": (reminded, [SPEAKER]),
    "report_published": (of("report_published", "report"), [LEAD, OFFICER]),
    "report_typeset": (typeset, [OFFICER]),
}


def test_every_mail_has_a_text_to_compare_with():
    assert sorted(MAILS) == sorted(path.stem for path in TEMPLATES.glob("*.txt"))


@pytest.mark.usefixtures("either_text")
@pytest.mark.parametrize("name", MAILS)
def test_a_mail_reads_as_it_did(name, scene):
    post, readers = MAILS[name]
    by = UserFactory.create(name=ACTOR, officer=True)
    Message.objects.all().delete()

    post(scene, by)

    messages = Message.objects.filter(template=f"reporting/emails/{name}.txt")
    told = messages.order_by("recipient__name").select_related("recipient")
    assert [message.recipient.name for message in told] == readers
    mail = next(message for message in told if message.recipient.name == readers[0])
    numbers = (scene.progress.pk, scene.area_report.pk)
    body = mail.body
    for number in numbers:
        body = body.replace(f"/{number}/", "/1/")
    check_mail("reporting", name, mail.subject, body)


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_to_a_chinese_reader_is_chinese(chinese_readers, name, scene):
    post, _readers = MAILS[name]
    Message.objects.all().delete()

    post(scene, UserFactory.create(name=ACTOR, officer=True))

    mails = Message.objects.values_list("subject", "body")
    check_chinese(*("\n".join(mail) for mail in mails), content=CONTENT)
