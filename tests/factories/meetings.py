"""Bodies, meetings, decisions and reports for tests."""

from datetime import date, timedelta

import factory
from django.utils import timezone

from gmp_portal.meetings import body_rules
from gmp_portal.meetings.actions import declarations
from gmp_portal.meetings.models import (
    AgendaItem,
    Attendance,
    Body,
    Decision,
    DecisionText,
    Elector,
    Meeting,
    MeetingReport,
    Objection,
    ObserverInvitation,
    Paper,
    Position,
    ReportComment,
    ReportSection,
)
from gmp_portal.meetings.models.decisions import ADOPTED
from gmp_portal.meetings.subjects import GENERAL
from partners.models import Partner
from tests.factories.accounts import UserFactory
from tests.factories.any_time import AtAnyTime, Beside


def sample_rules(kind, *, members=(), chairs=()):
    """The rules of a kind of body as they are, but with these members and chairs."""

    class SampleRules(type(body_rules.RULES[kind])):
        def members(self, body):
            return members

        def presides(self, user, body):
            return user in chairs

        def bodies_of(self, user):
            bodies = Body.objects.filter(kind=kind).values_list("pk", flat=True)
            return bodies if user in chairs else []

        def memberships_of(self, user):
            bodies = Body.objects.filter(kind=kind).values_list("pk", flat=True)
            return bodies if user in [member.person for member in members] else []

        def people(self, body):
            return chairs

    return SampleRules()


class BodyFactory(factory.django.DjangoModelFactory):
    """A sample area; ``BodyFactory(pag=True)`` is the Advisory Group, once per database."""

    class Meta:
        model = Body
        django_get_or_create = ("slug",)

    class Params:
        pag = factory.Trait(
            kind=Body.Kind.ADVISORY_GROUP,
            slug="pag",
            name="Partnership Advisory Group",
            code="PAG",
        )
        event = factory.Trait(kind=Body.Kind.EVENT)

    kind = Body.Kind.AREA
    slug = factory.Sequence(lambda n: f"sample-area-{n}")
    name = factory.Sequence(lambda n: f"Sample area {n}")
    code = factory.Sequence(lambda n: f"SAMPLE{n}")


class MeetingFactory(factory.django.DjangoModelFactory):
    """A planned meeting; ask for a later state: ``MeetingFactory(held=True)``."""

    class Meta:
        model = Meeting

    class Params:
        convened = factory.Trait(
            status=Meeting.Status.CONVENED,
            convened_at=factory.LazyFunction(timezone.now),
            convened_by=factory.SubFactory(UserFactory, officer=True),
        )
        held = factory.Trait(
            status=Meeting.Status.HELD,
            starts_on=factory.LazyFunction(
                lambda: timezone.now().date() - timedelta(days=10)
            ),
            convened_at=factory.LazyFunction(timezone.now),
            convened_by=factory.SubFactory(UserFactory, officer=True),
        )
        closed = factory.Trait(status=Meeting.Status.CLOSED)
        cancelled = factory.Trait(status=Meeting.Status.CANCELLED)

    body = factory.SubFactory(BodyFactory, pag=True)
    title = factory.Sequence(lambda n: f"Sample meeting {n}")
    slug = factory.Sequence(lambda n: f"sample-meeting-{n}")
    code = factory.Sequence(lambda n: f"SAMPLE.{n}")
    starts_on = factory.LazyFunction(lambda: timezone.now().date() + timedelta(days=30))
    ends_on = factory.LazyAttribute(lambda meeting: meeting.starts_on)
    mode = Meeting.Mode.ONLINE


class AgendaItemFactory(Beside):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Sample item {n}")


class PaperFactory(Beside):
    """A paper with a symbol and, unless one is given, without a file."""

    class Meta:
        model = Paper

    meeting = factory.SubFactory(MeetingFactory)
    number = factory.Sequence(lambda n: n + 1)
    symbol = factory.LazyAttribute(lambda paper: f"{paper.meeting.code}/{paper.number}")
    title = "Sample paper"
    added_by = factory.SubFactory(UserFactory, officer=True)


class AttendanceFactory(Beside):
    class Meta:
        model = Attendance

    meeting = factory.SubFactory(MeetingFactory, convened=True)
    person = factory.SubFactory(UserFactory)
    organisation = "Example Institute"
    role = Attendance.Role.MEMBER
    # Where nobody is named, who came recorded it alone.
    recorded_by = factory.LazyAttribute(lambda row: row.person)


class ObserverInvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ObserverInvitation

    meeting = factory.SubFactory(MeetingFactory, convened=True, body__pag=False)
    name = "Sample Observer"
    organisation = "Example Guest Organization"
    objections_until = factory.LazyFunction(lambda: date(2100, 1, 1))
    invited_by = factory.SubFactory(UserFactory, officer=True)


class DecisionFactory(factory.django.DjangoModelFactory):
    """A draft with one version of its text and, as asked, an electorate and a state.

    ``DecisionFactory(open=True, electors=[user])`` is open in session, with a meeting and with
    those who are ``absent``, ``silent=True`` is open for a week, ``adopted=True`` was adopted
    after a period without objections.
    """

    class Meta:
        model = Decision
        skip_postgeneration_save = True

    class Params:
        open = factory.Trait(then_status=Decision.Status.OPEN)
        silent = factory.Trait(
            then_status=Decision.Status.OPEN, then_mode=Decision.Mode.NO_OBJECTION
        )
        adopted = factory.Trait(
            then_status=Decision.Status.ADOPTED, then_mode=Decision.Mode.NO_OBJECTION
        )

    then_status = Decision.Status.DRAFTED
    then_mode = Decision.Mode.IN_SESSION
    body = factory.SubFactory(BodyFactory, pag=True)
    title = factory.Sequence(lambda n: f"Sample decision {n}")
    slug = factory.Sequence(lambda n: f"proposal-{n}")
    first_slug = factory.SelfAttribute("slug")
    drafted_by = factory.SubFactory(UserFactory, officer=True)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        electors, absent = kwargs.pop("electors", []), kwargs.pop("absent", [])
        text = kwargs.pop("text", "The Advisory Group takes note of the sample.")
        status, mode = kwargs.pop("then_status"), kwargs.pop("then_mode")
        in_session = mode == Decision.Mode.IN_SESSION and status != Decision.Status.DRAFTED
        if in_session and kwargs.get("meeting") is None:
            kwargs["meeting"] = MeetingFactory(body=kwargs["body"], held=True)
        about = kwargs.pop("about", GENERAL)
        kwargs = {"subject_kind": about.kind, "subject_key": about.key} | kwargs
        decision = super()._create(model_class, *args, **kwargs)
        DecisionTextFactory(decision=decision, text=text, written_by=decision.drafted_by)
        for one in electors:
            there = one not in absent if in_session else None
            voice = {"partner": one} if isinstance(one, Partner) else {"person": one}
            ElectorFactory(decision=decision, is_present=there, **voice)
        if status != Decision.Status.DRAFTED:
            _advance(decision, status, mode)
        return decision


def _advance(decision, status, mode):
    now = timezone.now()
    decision.mode, decision.opened_at, decision.opened_by = mode, now, decision.drafted_by
    decision.closes_at = now + timedelta(days=7) if decision.is_silent else None
    decision.status = Decision.Status.OPEN
    is_adopted = status in ADOPTED
    if is_adopted:
        decision.opened_at = now - timedelta(days=8)
        decision.closes_at = now - timedelta(days=1)
    decision.save()
    if is_adopted:
        decision.status = status
        decision.ended_at, decision.year = now, now.year
        decision.number = Decision.objects.adopted().count() + 1
        decision.symbol = f"{decision.body.prefix}-DEC-{decision.year}/{decision.number}"
        decision.slug = decision.symbol.replace("/", "-")
        decision.save()


def open_session(decision):
    """Open a draft in session, with the voices and their attendance as they stand."""
    _advance(decision, Decision.Status.OPEN, Decision.Mode.IN_SESSION)
    return decision


def attend(meeting, *people, presence="present"):
    """Let these people be at the meeting, as members."""
    return [
        AttendanceFactory.create(meeting=meeting, person=person, presence=presence)
        for person in people
    ]


def declare(decision, *, by):
    """Declare the consensus on the text as it is now."""
    return declarations.declare(decision, sha256=decision.current_text.sha256, by=by)


class DecisionTextFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DecisionText

    decision = factory.SubFactory(DecisionFactory)
    version = 1
    text = "The Advisory Group takes note of the sample."
    sha256 = factory.LazyAttribute(lambda text: DecisionText.hash_of(text.text))
    written_by = factory.SubFactory(UserFactory)


class ElectorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Elector

    decision = factory.SubFactory(DecisionFactory)
    partner = None
    person = factory.Maybe("partner", None, factory.SubFactory(UserFactory))
    organisation = factory.LazyAttribute(
        lambda elector: f"Example of {(elector.partner or elector.person).name}"
    )


class PositionFactory(AtAnyTime):
    class Meta:
        model = Position

    elector = factory.SubFactory(ElectorFactory)
    text = factory.LazyAttribute(lambda position: position.elector.decision.current_text)
    kind = Position.Kind.NO_OBJECTION
    taken_by = factory.LazyAttribute(
        lambda position: position.elector.person or UserFactory.create()
    )


class ObjectionFactory(AtAnyTime):
    """A maintained objection to the current text of an open decision."""

    class Meta:
        model = Objection

    elector = factory.SubFactory(ElectorFactory)
    decision = factory.LazyAttribute(lambda objection: objection.elector.decision)
    text = factory.LazyAttribute(lambda objection: objection.decision.current_text)
    reason = "The sample goes too far."
    acceptable_wording = "The Advisory Group has seen the sample."
    raised_by = factory.LazyAttribute(
        lambda objection: objection.elector.person or UserFactory.create()
    )


class MeetingReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MeetingReport

    class Params:
        comments = factory.Trait(
            status=MeetingReport.Status.COMMENTS,
            comments_until=factory.LazyFunction(
                lambda: timezone.now().date() + timedelta(days=21)
            ),
        )
        adopted = factory.Trait(
            status=MeetingReport.Status.ADOPTED,
            adopted_at=factory.LazyFunction(timezone.now),
            adopted_by=factory.SubFactory(UserFactory, officer=True),
            symbol=factory.Sequence(lambda n: f"SAMPLE.{n}/9"),
        )

    meeting = factory.SubFactory(MeetingFactory, held=True)
    started_by = factory.SubFactory(UserFactory, officer=True)


class ReportSectionFactory(Beside):
    class Meta:
        model = ReportSection

    report = factory.SubFactory(MeetingReportFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = "Sample heading"
    text = "The sample chair opened the meeting."


class ReportCommentFactory(Beside):
    class Meta:
        model = ReportComment

    report = factory.SubFactory(MeetingReportFactory, comments=True)
    author = factory.SubFactory(UserFactory)
    text = "Please name the sample."
