"""However much belongs to a meeting, its pages show so much of it, and lead to the rest."""

import re
from html import unescape

import pytest
from django.urls import reverse

from gmp_portal.meetings.models import Attendance, Meeting
from gmp_portal.meetings.reading import agendas, participant_lists
from gmp_portal.ui.paging import PER_PAGE
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendanceFactory,
    DecisionFactory,
    MeetingFactory,
    MeetingReportFactory,
    ObserverInvitationFactory,
    PaperFactory,
    ReportCommentFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return MeetingFactory.create(convened=True)


def both_pages(client, record, place):
    """The first page, and the one to which the link below the list leads."""
    first = client.get(record.get_absolute_url()).text
    following = re.search(rf'href="([^"]+)#{place}">Next page', unescape(first))[1]
    return first, client.get(following).text


def shown_on(pages, words):
    """Which of these words stand on which page."""
    return [[each for each in words if f">{each}<" in page] for page in pages]


def test_an_agenda_goes_on_with_its_numbers_on_the_next_page(client, meeting):
    number = agendas.PER_PAGE + 2
    titles = [f"Example item {place:03}" for place in range(number)]
    for title in titles:
        AgendaItemFactory.create(meeting=meeting, title=title)

    pages = both_pages(client, meeting, "agenda")

    assert shown_on(pages, titles) == [titles[:-2], titles[-2:]]
    assert f'<bdi class="meta">{number}</bdi>' in pages[1]
    assert f'Agenda <span class="cnt">{number}</span>' in pages[0]
    assert 'aria-label="Pages of “Agenda”"' in pages[0]


def test_papers_stand_on_pages_beside_the_whole_agenda(client, meeting):
    item = AgendaItemFactory.create(meeting=meeting, title="Example item")
    papers = [PaperFactory.create(meeting=meeting) for _ in range(PER_PAGE + 1)]
    symbols = [paper.symbol for paper in papers]

    pages = both_pages(client, meeting, "papers")

    tables = [page.split('id="papers"')[1] for page in pages]
    assert shown_on(tables, symbols) == [symbols[:-1], symbols[-1:]]
    assert shown_on(pages, [item.title]) == [[item.title]] * 2


def test_decisions_of_a_meeting_stand_on_pages(client, meeting):
    for number in range(PER_PAGE + 1):
        DecisionFactory.create(
            adopted=True, meeting=meeting, title=f"Example decision {number:03}"
        )

    pages = both_pages(client, meeting, "decisions")

    shown = [set(re.findall(r"Example decision \d+", page)) for page in pages]
    assert [len(each) for each in shown] == [PER_PAGE, 1]
    assert not shown[0] & shown[1]
    assert f'Decisions <span class="cnt">{PER_PAGE + 1}</span>' in pages[0]


def test_organizations_of_a_role_stand_on_pages_and_people_for_whoever_may_know(
    client, secretariat, as_user, meeting
):
    number = participant_lists.PER_PAGE + 1
    organisations = [f"Example Institute {place:03}" for place in range(number)]
    rows = [
        AttendanceFactory.create(
            meeting=meeting, organisation=each, role=Attendance.Role.OBSERVER
        )
        for each in organisations
    ]

    public = both_pages(client, meeting, "observer")
    known = both_pages(as_user(secretariat), meeting, "observer")

    assert shown_on(public, organisations) == [organisations[:-1], organisations[-1:]]
    names = [row.display_name for row in rows]
    assert not any(shown_on(public, names))
    assert shown_on(known, names) == [names[:-1], names[-1:]]
    assert f"{number} organizations" in public[0]
    assert f"{number} people" in known[1]
    assert "<details open><summary>" in public[1]


def test_comments_on_a_report_stand_on_pages_and_its_text_on_each(secretariat, as_user):
    report = MeetingReportFactory.create(comments=True)
    texts = [f"Example comment {number:03}" for number in range(PER_PAGE + 1)]
    for text in texts:
        ReportCommentFactory.create(report=report, text=text)

    pages = both_pages(as_user(secretariat), report, "comments")

    shown = [re.findall(r"Example comment \d+", page) for page in pages]
    assert shown == [texts[:-1], texts[-1:]]
    total = PER_PAGE + 1
    assert f"Comments {total} to {total} of {total}, the oldest first" in pages[1]


def test_a_short_meeting_has_no_pages(client, meeting):
    AgendaItemFactory.create(meeting=meeting)

    page = client.get(meeting.get_absolute_url()).text

    assert meeting.status == Meeting.Status.CONVENED
    assert "Next page" not in page
    assert 'class="cnt"' not in page


def test_whoever_changes_an_item_comes_back_to_its_page(as_user, secretariat, meeting):
    items = [AgendaItemFactory.create(meeting=meeting) for _ in range(agendas.PER_PAGE + 1)]
    address = reverse("meetings:agenda_remove", args=[meeting.slug, items[-1].pk])

    moved = as_user(secretariat).post(address, {"confirmed": "on"})

    assert moved["Location"] == f"{meeting.get_absolute_url()}?agenda=2#agenda"
    assert agendas.address_of(items[0]) == f"{meeting.get_absolute_url()}#agenda"


def test_an_invitation_that_is_withdrawn_stays_on_its_page(as_user, secretariat):
    invitation = ObserverInvitationFactory.create()
    meeting = invitation.meeting
    address = reverse("meetings:observer_withdraw", args=[meeting.slug, invitation.pk])
    page = f"{meeting.get_absolute_url()}?invitations=2"

    answer = as_user(secretariat).post(
        address, headers={"referer": f"http://testserver{page}"}
    )

    assert answer["Location"] == f"{page}#participants"
