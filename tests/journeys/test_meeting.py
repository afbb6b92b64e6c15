"""A meeting from its plan to its public report (annex 1, section 4(a))."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pypdf
import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gmp_portal.meetings.body_rules import RULES, Candidate
from gmp_portal.meetings.models import Body, Decision, Meeting, MeetingReport
from gmp_portal.notifications.models import Message
from gmp_portal.typesetting import render
from gmp_portal.website.demo import sessions
from tests.factories.accounts import UserFactory
from tests.factories.meetings import BodyFactory, sample_rules
from tests.factories.partners import RepresentativeFactory
from tests.forms import FormClient
from tests.reading import reading_at

PLANNED_ON = datetime(2027, 1, 11, 9, tzinfo=UTC)
HELD_ON = datetime(2027, 4, 14, 9, tzinfo=UTC)
FIRST = "The Advisory Group adopts the sample programme at once."
SECOND = "The Advisory Group takes note of the sample programme."


def _blank_pdf() -> bytes:
    out = BytesIO()
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def member(db):
    return UserFactory.create(name="Sample Member")


@pytest.fixture
def chair(db):
    return UserFactory.create(name="Sample Chair")


@pytest.fixture
def pag(member, chair):
    """The Advisory Group, as the app above would register its members and its chair."""
    everybody = [
        Candidate(member, "Example Institute"),
        Candidate(chair, "Example Ministry"),
    ]
    rules = sample_rules("advisory_group", members=everybody, chairs=[chair])
    with RULES.replaced("advisory_group", rules):
        yield BodyFactory.create(pag=True)


class Visitor:
    """Somebody at a browser who follows forms and buttons."""

    def __init__(self, user=None):
        self.client = FormClient()
        self.user = user
        if user and user.secretariat_roles:
            Authenticator.objects.get_or_create(
                user=user, type=Authenticator.Type.TOTP, defaults={"data": {}}
            )

    def _signed_in(self):
        if self.user:
            self.client.force_login(self.user)
        return self.client

    def reads(self, url):
        response = self._signed_in().get(url)
        assert response.status_code == 200, (url, response.status_code)
        return response.content.decode()

    def does(self, name, *args, status=302, **fields):
        url = reverse(f"meetings:{name}", args=args)
        sent = reading_at(name, *args) | fields
        response = self._signed_in().post(url, sent)
        assert response.status_code == status, (name, response.status_code)
        return response


@pytest.mark.skipif(not render.is_available(), reason="This machine cannot make PDF files.")
def test_a_meeting_from_its_plan_to_its_report(pag, member, chair, secretariat, run_jobs):
    officer, elector, leader = Visitor(secretariat), Visitor(member), Visitor(chair)
    observer, public = Visitor(RepresentativeFactory().person), Visitor()

    with time_machine.travel(PLANNED_ON):
        meeting = _planned(officer, pag)
        public_before = public.client.get(meeting.get_absolute_url()).status_code
        officer.does("meeting_convene", meeting.slug)
    assert public_before == 404
    assert Message.objects.filter(template="meetings/emails/convened.txt").count() == 2

    with time_machine.travel(PLANNED_ON + timedelta(days=30)):
        for person in (elector, leader, observer):
            person.does("attendance_register", meeting.slug)
        assert "PAG.1/1" in public.reads(meeting.get_absolute_url())

    with time_machine.travel(HELD_ON):
        _attended(officer, meeting)
        decision = _decided(officer, elector, leader, meeting)
        officer.does("meeting_hold", meeting.slug)
        officer.does("report_start", meeting.slug)
        report = MeetingReport.objects.get()
        _edited(officer, report)
        officer.does("report_open_comments", meeting.slug)

    with time_machine.travel(HELD_ON + timedelta(days=5)):
        observer.does("report_comment", meeting.slug, text="Please name the programme.")
        officer.does("report_adopt", meeting.slug, status=409)

    with time_machine.travel(HELD_ON + timedelta(days=30)):
        assert "Please name the programme." in officer.reads(report.get_absolute_url())
        officer.does("report_adopt", meeting.slug)
        officer.does("report_publish", meeting.slug)
        run_jobs()

    report.refresh_from_db()
    meeting.refresh_from_db()
    assert (report.status, meeting.status) == ("published", "closed")
    assert report.symbol == "PAG.1/2"
    _read_by_the_public(public, meeting, decision, report)


def _planned(officer, pag: Body) -> Meeting:
    officer.does(
        "meeting_plan",
        pag.slug,
        starts_on="2027-04-14",
        opens_at_time="10:00",
        zone="Europe/Zurich",
        mode="hybrid",
        place="Geneva",
    )
    meeting = Meeting.objects.get()
    officer.does("agenda_add", meeting.slug, title="Programme of work")
    item = meeting.agenda.get()
    officer.does(
        "paper_add",
        meeting.slug,
        title="Sample programme",
        language="en",
        agenda_item=item.pk,
        file=SimpleUploadedFile("programme.pdf", _blank_pdf()),
    )
    return meeting


def _attended(officer, meeting: Meeting) -> None:
    there = {f"p{one.pk}-presence": "present" for one in meeting.attendances.all()}
    officer.does("attendance_mark", meeting.slug, **there)


def _decided(officer, elector, leader, meeting: Meeting) -> Decision:
    """An objection stands in the way until a new text meets it."""
    item = meeting.agenda.get()
    officer.does(
        "decision_draft_for_meeting",
        meeting.slug,
        title="Programme",
        text=FIRST,
        language="en",
        agenda_item=item.pk,
    )
    decision = Decision.objects.get()
    leader.does("decision_open", decision.slug, mode="in_session")
    elector.does(
        "decision_position",
        decision.slug,
        kind="objection",
        reason="We have not read it.",
        acceptable_wording=SECOND,
    )
    leader.does("decision_declare", decision.slug, is_agreed="on")
    assert not decision.declarations.exists()  # over the objection
    objection = decision.objections.get()
    leader.does(
        "decision_accommodate", decision.slug, text=SECOND, objections=[objection.pk]
    )
    elector.does(
        "decision_position", decision.slug, kind="with_statement", statement="With thanks."
    )
    leader.does("decision_declare", decision.slug, is_agreed="on")
    sessions.let_time_pass(decision)
    leader.does("decision_adopt", decision.slug)
    decision.refresh_from_db()
    assert decision.symbol == "PAG-DEC-2027/1"
    return decision


def _edited(officer, report: MeetingReport) -> None:
    texts = {f"section_{one.pk}": one.text for one in report.sections.all()}
    first = report.sections.first()
    texts[f"section_{first.pk}"] += "\n\nThe sample chair welcomed everybody."
    officer.does("report_edit", report.meeting.slug, **texts)


def _read_by_the_public(public, meeting, decision, report) -> None:
    page = public.reads(meeting.get_absolute_url())
    assert "PAG-DEC-2027/1" in page
    assert "08:00 UTC" in page  # 10:00 in Zurich in summer
    assert "Sample Member" not in page

    page = public.reads(decision.get_absolute_url())
    assert SECOND in page
    assert "With thanks." in page
    assert "vote" not in page.lower()

    page = public.reads(report.get_absolute_url())
    assert report.pdf.sha256 in page
    assert "Please name the programme." not in page
    response = public.client.get(report.pdf.get_absolute_url())
    content = b"".join(response.streaming_content)
    words = " ".join(
        "".join(
            one.extract_text() for one in pypdf.PdfReader(BytesIO(content)).pages
        ).split()
    )
    assert "The sample chair welcomed everybody." in words
    assert "takes note of the sample programme" in words
    assert "PAG-DEC-2027/1" in words
