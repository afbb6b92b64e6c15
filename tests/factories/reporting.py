"""Cycles and reports for tests; ask for a later state by its name."""

from datetime import date, timedelta

import factory
from django.utils import timezone

from areas.models import Activity, AreaMembership
from gmp_portal.accounts.models.terms import days
from gmp_portal.typesetting.content import Chapter, Note, Paragraph, words
from gmp_portal.typesetting.session import SessionDocument
from reporting import seed
from reporting.actions import reports
from reporting.models import (
    AreaReport,
    Contribution,
    ImportedText,
    ProgressReport,
    Report,
    ReportedActivity,
    ReportForm,
    ReportingCycle,
    SettledStep,
)
from reporting.reading import formats
from reporting.session_documents import parser, pieces
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory, MembershipFactory
from tests.factories.partners import PartnerFactory


class CycleFactory(factory.django.DjangoModelFactory):
    """An open cycle on 2024 and 2025; ``assembling=True`` or ``closed=True`` for later."""

    class Meta:
        model = ReportingCycle

    class Params:
        assembling = factory.Trait(status="assembling")
        closed = factory.Trait(status="closed")
        not_due = factory.Trait(
            progress_due_on=factory.LazyFunction(lambda: _today() + timedelta(days=60)),
            area_due_on=factory.LazyFunction(lambda: _today() + timedelta(days=90)),
        )

    name = factory.Sequence(lambda n: f"Example cycle {n}")
    slug = factory.Sequence(lambda n: f"example-cycle-{n}")
    period = days(date(2024, 1, 1), date(2025, 12, 31))
    progress_due_on = date(2026, 2, 28)
    area_due_on = date(2026, 4, 30)
    opened_by = factory.SubFactory(UserFactory, officer=True)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        seed.load()
        kwargs.setdefault("progress_form", formats.current(ReportForm.Kind.PROGRESS))
        kwargs.setdefault("area_form", formats.current(ReportForm.Kind.AREA))
        return super()._create(model_class, *args, **kwargs)


def _today():
    return timezone.now().date()


class ProgressReportFactory(factory.django.DjangoModelFactory):
    """A draft with one activity: ``ProgressReportFactory(accepted=True)`` for a public one."""

    class Meta:
        model = ProgressReport
        skip_postgeneration_save = True

    class Params:
        nothing = factory.Trait(
            is_nothing=True, nothing_reason="The project begins next year."
        )

    cycle = factory.SubFactory(CycleFactory)
    area = factory.SubFactory(AreaFactory)
    partner = factory.SubFactory(PartnerFactory, participation=None)
    started_by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *args, state="draft", rows=1, **kwargs):
        report = super()._create(model_class, *args, **kwargs)
        mine = {"area": report.area, "partner": report.partner}
        if not AreaMembership.objects.current().filter(**mine).exists():
            MembershipFactory.create(**mine)
        for number in range(0 if report.is_nothing else rows):
            ReportedActivityFactory.create(report=report, position=number)
        return move(report, state)


class ActivityFactory(factory.django.DjangoModelFactory):
    """A training that serves one priority, in no report yet."""

    class Meta:
        model = Activity

    partner = factory.SubFactory(PartnerFactory, participation=None)
    area = factory.SubFactory(AreaFactory)
    title = factory.Sequence(lambda n: f"Example training {n}")
    priorities = factory.LazyFunction(lambda: ["c"])
    focus = Activity.Focus.CONVENTION


class ReportedActivityFactory(factory.django.DjangoModelFactory):
    """A training under way, as a report tells of it."""

    class Meta:
        model = ReportedActivity

    report = factory.SubFactory(ProgressReportFactory, rows=0)
    activity = factory.SubFactory(
        ActivityFactory,
        partner=factory.SelfAttribute("..report.partner"),
        area=factory.SelfAttribute("..report.area"),
    )
    state = ReportedActivity.State.UNDER_WAY
    result = "Forty officers were trained."


class ContributionFactory(factory.django.DjangoModelFactory):
    """Funds in one currency."""

    class Meta:
        model = Contribution

    report = factory.SubFactory(ProgressReportFactory)
    kind = Contribution.Kind.FUNDS
    amount = 1000
    currency = "USD"
    description = "Example grant"


class AreaReportFactory(factory.django.DjangoModelFactory):
    """A draft that assesses effectiveness; ``state="accepted"`` for a public one."""

    class Meta:
        model = AreaReport

    cycle = factory.SubFactory(CycleFactory)
    area = factory.SubFactory(AreaFactory)
    started_by = factory.SubFactory(UserFactory)
    highlights = "Three laboratories were opened."
    effectiveness = "The trainings reached those who need them."
    rating = AreaReport.Rating.ON_TRACK
    lessons = "Train trainers first."

    @classmethod
    def _create(cls, model_class, *args, state="draft", **kwargs):
        return move(super()._create(model_class, *args, **kwargs), state)


def move(report, state):
    """Bring a draft into a later state, as the actions would leave it."""
    if state == "draft":
        return report
    now, by = timezone.now(), UserFactory.create()
    facts = {"status": state, "submitted_at": now, "submitted_by": by}
    if state == "returned":
        facts["return_reason"] = "Which laboratories?"
    if state == "accepted":
        facts |= {"accepted_at": now, "accepted_by": by}
    type(report).objects.filter(pk=report.pk).update(**facts)
    report.refresh_from_db()
    return report


def sample_document(**changes):
    """A short session document with a note."""
    content = {
        "language": "en",
        "title": "Example report",
        "symbol": "UNEP/EXAMPLE/1",
        "issued_on": date(2026, 1, 15),
        "blocks": (
            Chapter("Introduction"),
            Paragraph(words("The Example Partnership worked.", Note("See the register."))),
        ),
    }
    return SessionDocument(**content | changes)


def draft_report(by, **changes):
    """A draft kept through the real action."""
    return reports.keep(
        sample_document(**changes), kind=Report.Kind.BIENNIAL, as_of=date(2026, 1, 1), by=by
    )


PAST_TEXT = """\
UNEP/MC/COP.99/INF/7

Conference of the Parties to the Example Convention
Fourth meeting

Sample City, 3 May 2021

Item 4 of the provisional agenda

Matters for consideration

Example report on cooperation

Note by the secretariat

I. Introduction

1. The Example Partnership worked.

A heading that stands alone

2. It went on.

7
"""


class ImportedTextFactory(factory.django.DjangoModelFactory):
    """A text that waits to be read; ``state="settling"`` was read, ``settled`` has no doubts."""

    class Meta:
        model = ImportedText

    name = factory.Sequence(lambda n: f"Example past document {n}")
    language = "en"
    source = PAST_TEXT
    begun_by = factory.SubFactory(UserFactory, officer=True)

    @classmethod
    def _create(cls, model_class, *args, state="reading", settled=False, **kwargs):
        if state != "reading":
            read = parser.parse(kwargs["source"], language=kwargs["language"]).pieces
            kwargs["read_as"] = kwargs["settled_as"] = pieces.dump(read)
            kwargs["unsure"] = pieces.unsure(read)
        if settled or state == "taken_over":
            rows = [[*row[:3], ""] for row in kwargs["settled_as"]]
            kwargs |= {"settled_as": rows, "unsure": 0}
        if state == "taken_over":
            kwargs["report"] = reports.keep(
                sample_document(), kind=Report.Kind.PAST, as_of=_today(), by=None
            )
        text = super()._create(model_class, *args, status=state, **kwargs)
        if state == "settling":
            SettledStepFactory.create(text=text, version=text.version)
            model_class.objects.filter(pk=text.pk).update(version=text.version + 1)
            text.refresh_from_db()
        return text


class SettledStepFactory(factory.django.DjangoModelFactory):
    """A step that took the first piece for what it was read as."""

    class Meta:
        model = SettledStep

    text = factory.SubFactory(ImportedTextFactory)
    version = 1
    step = "confirm"
    at_piece = 0
    replaced = factory.LazyAttribute(lambda step: step.text.settled_as[:1])
    made = factory.LazyAttribute(lambda step: len(step.text.settled_as[:1]))


def two_periods_over(by=None):
    """Two periods of reports that ended: whoever gave no sign since July 2024 is silent (R-11)."""
    opened = {"opened_by": by or UserFactory.create(), "closed": True}
    return [
        CycleFactory.create(
            period=days(date(2024, 7, 1), date(2024, 12, 31)),
            progress_due_on=date(2025, 2, 28),
            area_due_on=date(2025, 4, 30),
            **opened,
        ),
        CycleFactory.create(period=days(date(2025, 1, 1), date(2025, 12, 31)), **opened),
    ]
