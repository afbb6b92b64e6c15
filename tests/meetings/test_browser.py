"""The pages of this app in a real browser: accessible, and narrow enough for a phone."""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from gmp_portal.meetings import seed
from gmp_portal.meetings.actions import meetings, reports
from gmp_portal.meetings.models import Decision, Meeting, MeetingReport
from gmp_portal.reference import seed as reference
from gmp_portal.website.demo import meetings as demo
from tests.factories.accounts import UserFactory
from tests.factories.meetings import AttendanceFactory, BodyFactory
from tests.factories.partners import RepresentativeFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SHOTS", "")


@pytest.fixture
def cast(transactional_db, secretariat, register, run_jobs):
    reference.load()
    seed.load()
    chair = UserFactory.create(name="Carmen Sample")
    member = UserFactory.create(name="Mateo Sample")
    lead = UserFactory.create(name="Aiko Sample")
    register("advisory_group", [chair, member], [chair])
    register("area", [lead, member], [lead])
    people = {
        "secretariat": secretariat,
        "pag.chair": chair,
        "pag.member": member,
        "observer": RepresentativeFactory.create().person,
        "area.lead": lead,
    }
    demo.load(people)
    run_jobs()
    return people


def _draft_report(cast):
    """A second meeting, whose report is open for comments."""
    officer = cast["secretariat"]
    body = BodyFactory.create(pag=True)
    meeting = meetings.plan(
        body,
        by=officer,
        title="Example meeting",
        starts_on=timezone.now().date(),
        mode="online",
    )
    meetings.convene(meeting, by=officer)
    for person in (cast["pag.member"], cast["observer"]):
        AttendanceFactory(meeting=meeting, person=person, presence="present")
    meetings.hold(meeting, by=officer)
    report = reports.start(meeting, by=officer)
    reports.open_comments(report, by=officer)
    reports.comment(report, text="Please name the Example.", by=cast["pag.member"])
    return report


def pages_of(cast):
    """Who looks at what: a name for the picture, a reader, an address."""
    officer, chair, member = cast["secretariat"], cast["pag.chair"], cast["pag.member"]
    held = Meeting.objects.get(title=demo.HELD)
    coming = Meeting.objects.get(title=demo.COMING)
    area = Meeting.objects.get(body__slug="asgm")
    adopted = Decision.objects.adopted().get()
    objected = Decision.objects.open().get(objections__isnull=False)
    silent = Decision.objects.open().get(objections__isnull=True)
    report = MeetingReport.objects.get(meeting=held)
    draft = _draft_report(cast)
    yield "list", None, reverse("meetings:meeting_list")
    yield (
        "list-empty",
        None,
        reverse("meetings:meeting_list") + "?body=pag&year=2013&when=coming",
    )
    yield "list-officer", officer, reverse("meetings:meeting_list") + "?body=pag"
    yield "past", None, reverse("meetings:meeting_detail", args=["pag-7"])
    yield "unknown-date", None, reverse("meetings:meeting_detail", args=["pag-12"])
    yield "held", None, held.get_absolute_url()
    yield "held-officer", officer, held.get_absolute_url()
    yield "coming", None, coming.get_absolute_url()
    yield "coming-observer", cast["observer"], coming.get_absolute_url()
    yield "coming-officer", officer, coming.get_absolute_url()
    yield "area-lead", cast["area.lead"], area.get_absolute_url()
    yield "plan", officer, reverse("meetings:meeting_plan", args=["pag"])
    yield "details", officer, reverse("meetings:meeting_revise", args=[coming.slug])
    yield "agenda-add", officer, reverse("meetings:agenda_add", args=[coming.slug])
    yield "paper-add", officer, reverse("meetings:paper_add", args=[coming.slug])
    yield "attendance", officer, reverse("meetings:attendance_mark", args=[coming.slug])
    yield "decisions", None, reverse("meetings:decision_list")
    yield "decisions-member", member, reverse("meetings:decision_list")
    yield "adopted", None, adopted.get_absolute_url()
    yield "silent-member", member, silent.get_absolute_url()
    yield "position", member, reverse("meetings:decision_position", args=[silent.slug])
    yield "objected-chair", chair, objected.get_absolute_url()
    yield (
        "accommodate",
        chair,
        reverse("meetings:decision_accommodate", args=[objected.slug]),
    )
    yield "end", chair, reverse("meetings:decision_end", args=[objected.slug])
    yield "report", officer, report.get_absolute_url()
    yield "report-comments", member, draft.get_absolute_url()
    yield "report-edit", officer, reverse("meetings:report_edit", args=[draft.meeting.slug])
    yield "arabic", None, "/ar" + held.get_absolute_url()


def test_every_page_is_accessible_and_fits(
    live_server,
    cast,
    context,
    page,
    sign_in,
    axe,
    fits,
):
    faults = []
    for name, reader, url in pages_of(cast):
        context.clear_cookies()
        if reader is not None:
            sign_in(live_server, reader)
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            response = page.goto(live_server.url + url)
            if response.status != 200:
                faults.append(f"{name}: {response.status}")
            if SHOTS:
                page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
            for check in (axe, fits):
                try:
                    check(page)
                except AssertionError as fault:
                    faults.append(f"{name} at {width}: {fault}")

    assert not faults, "\n".join(faults)
