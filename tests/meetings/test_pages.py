"""Pages of meetings, decisions and reports: who sees them, who may act, how much they cost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gmp_portal.documents.checks import Checked
from gmp_portal.meetings import worklist
from gmp_portal.meetings.actions import papers, positions, reports, texts
from gmp_portal.meetings.models import Decision, Meeting, MeetingReport
from gmp_portal.website.demo import sessions
from tests.factories.accounts import UserFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendanceFactory,
    BodyFactory,
    DecisionFactory,
    ElectorFactory,
    MeetingFactory,
    MeetingReportFactory,
    ObjectionFactory,
    ObserverInvitationFactory,
    PaperFactory,
    ReportSectionFactory,
)
from tests.not_now import told

pytestmark = pytest.mark.django_db


def _url(name, *args):
    return reverse(f"meetings:{name}", args=args)


# Who sees what -------------------------------------------------------------------------


def test_a_planned_meeting_does_not_exist_for_the_public(client):
    meeting = MeetingFactory()

    assert client.get(meeting.get_absolute_url()).status_code == 404


def test_a_convened_meeting_is_public(client):
    meeting = AttendanceFactory(person__name="Secret Sample Name").meeting
    AgendaItemFactory(meeting=meeting, title="Business of the sample")
    PaperFactory(meeting=meeting, symbol="PAG.16/1")

    page = client.get(meeting.get_absolute_url()).content.decode()

    assert "Business of the sample" in page
    assert "PAG.16/1" in page
    assert "Example Institute" in page
    assert "Secret Sample Name" not in page


def test_whoever_takes_part_sees_names(as_user):
    attendance = AttendanceFactory(person__name="Sample Name")

    page = as_user(attendance.person).get(attendance.meeting.get_absolute_url())

    assert "Sample Name" in page.content.decode()


def test_an_open_decision_does_not_exist_for_strangers(as_user, person):
    decision = DecisionFactory(silent=True, electors=[UserFactory()])

    assert as_user(person).get(decision.get_absolute_url()).status_code == 404


def test_an_adopted_decision_is_public_without_names(client):
    member = UserFactory(name="Secret Sample Name")
    decision = DecisionFactory(adopted=True, electors=[member], text="Sample wording.")

    page = client.get(decision.get_absolute_url()).content.decode()

    assert "Sample wording." in page
    assert decision.current_text.sha256 in page
    assert "Example of Secret Sample Name" in page
    assert "Secret Sample Name" not in page.replace("Example of Secret Sample Name", "")


def test_the_address_of_a_proposal_leads_to_its_symbol(client):
    decision = DecisionFactory(adopted=True)

    response = client.get(_url("decision_detail", decision.first_slug))

    assert (response.status_code, response["Location"]) == (
        301,
        decision.get_absolute_url(),
    )


def test_no_page_speaks_of_votes(as_user, secretariat):
    elector = ElectorFactory(decision__drafted_by=secretariat)
    decisions_page = DecisionFactory(open=True, electors=[elector.person])
    ObjectionFactory(elector=decisions_page.electors.get())

    page = as_user(secretariat).get(decisions_page.get_absolute_url()).content.decode()

    assert "vote" not in page.lower()
    assert "%" not in page


def test_a_draft_report_is_read_by_its_officers_only(client, as_user, secretariat):
    report = MeetingReportFactory()
    attendee = AttendanceFactory(meeting=report.meeting).person

    codes = [
        browser.get(report.get_absolute_url()).status_code
        for browser in (client, as_user(attendee), as_user(secretariat))
    ]

    assert codes == [404, 404, 200]


def test_attendees_read_the_report_from_the_comments_on(client, as_user):
    report = ReportSectionFactory(report=MeetingReportFactory(comments=True)).report
    attendee = AttendanceFactory(meeting=report.meeting).person

    codes = [
        browser.get(report.get_absolute_url()).status_code
        for browser in (client, as_user(attendee))
    ]

    assert codes == [404, 200]


# Who may act ---------------------------------------------------------------------------

OFFICER_PAGES = [
    ("meeting_revise", "get"),
    ("meeting_reschedule", "get"),
    ("meeting_cancel", "get"),
    ("meeting_hold", "post"),
    ("agenda_add", "get"),
    ("paper_add", "get"),
    ("attendance_mark", "get"),
    ("attendance_add_guest", "get"),
    ("decision_draft_for_meeting", "get"),
]


@pytest.mark.parametrize(("kind", "clause"), [("pag", "A1-6c-i"), ("area", "A1-6b-i")])
def test_whoever_plans_nothing_is_told_who_does(as_user, request, person, kind, clause):
    body = request.getfixturevalue(kind)
    meeting = MeetingFactory(body=body, convened=True)

    pages = [
        as_user(person).get(_url("meeting_plan", body.slug)),
        as_user(person).get(_url("meeting_revise", meeting.slug)),
    ]

    for page in pages:
        assert page.status_code == 403
        assert "The secretariat plans meetings, and leads those of" in page.content.decode()
        assert f'#{clause}"' in page.content.decode()


def test_whoever_drafts_nothing_for_a_body_is_told_who_does(as_user, pag, members):
    page = as_user(members[0]).get(_url("decision_draft_for_body", pag.slug))

    assert page.status_code == 403
    assert "whoever chairs or leads this body, drafts its" in page.content.decode()
    assert "A1-4a-iii" in page.content.decode()


def test_nobody_invites_an_observer_to_a_meeting_of_the_group(as_user, pag, secretariat):
    meeting = MeetingFactory(body=pag, convened=True)

    page = as_user(secretariat).get(_url("observer_invite", meeting.slug))

    assert page.status_code == 403
    assert "Only meetings of an area have invited observers." in page.content.decode()
    assert "A1-4b-iv" in page.content.decode()


@pytest.mark.parametrize(("name", "method"), OFFICER_PAGES)
def test_only_officers_work_on_a_meeting(as_user, person, secretariat, name, method):
    meeting = MeetingFactory(
        convened=True, starts_on=timezone.now().date(), status=Meeting.Status.CONVENED
    )

    refused = getattr(as_user(person), method)(_url(name, meeting.slug))
    allowed = getattr(as_user(secretariat), method)(_url(name, meeting.slug))

    assert (refused.status_code, allowed.status_code in (200, 302)) == (403, True)


@pytest.mark.parametrize(
    "name",
    [
        "meeting_convene",
        "meeting_hold",
        "attendance_register",
        "report_start",
    ],
)
def test_nobody_acts_by_a_link(as_user, secretariat, name):
    meeting = MeetingFactory(convened=True)

    assert as_user(secretariat).get(_url(name, meeting.slug)).status_code == 405


def test_convening_a_meeting_one_may_not_see_is_not_found(as_user, person):
    meeting = MeetingFactory()

    assert as_user(person).post(_url("meeting_convene", meeting.slug)).status_code == 404


def test_the_agenda_of_one_meeting_is_not_reached_through_another(as_user, secretariat):
    item = AgendaItemFactory()
    other = MeetingFactory()

    response = as_user(secretariat).post(_url("agenda_remove", other.slug, item.pk))

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["agenda_edit", "agenda_move", "agenda_remove"])
def test_only_officers_change_the_agenda(as_user, person, name):
    item = AgendaItemFactory(meeting=MeetingFactory(convened=True))

    response = as_user(person).post(_url(name, item.meeting.slug, item.pk))

    assert response.status_code == 403


@pytest.mark.parametrize("name", ["paper_revise", "paper_translate", "paper_withdraw"])
def test_only_officers_change_papers(as_user, person, secretariat, name):
    paper = PaperFactory(meeting=MeetingFactory(convened=True))
    url = _url(name, paper.meeting.slug, paper.pk)

    assert as_user(person).get(url).status_code == 403
    assert as_user(secretariat).get(url).status_code == 200


def test_leads_plan_for_their_area_and_nobody_elses(as_user, area, chair):
    browser = as_user(chair)

    assert browser.get(_url("meeting_plan", area.slug)).status_code == 200
    assert as_user(UserFactory()).get(_url("meeting_plan", area.slug)).status_code == 403


def test_a_chair_does_not_plan_for_the_advisory_group(as_user, pag, chair):
    assert as_user(chair).get(_url("meeting_plan", pag.slug)).status_code == 403


def test_a_stranger_may_not_register(as_user, person, pag):
    meeting = MeetingFactory(body=pag, convened=True)

    response = as_user(person).post(_url("attendance_register", meeting.slug))

    assert response.status_code == 403
    assert "#A1-4a-iv" in response.content.decode()


def test_nobody_excuses_somebody_else(as_user, person):
    attendance = AttendanceFactory()

    response = as_user(person).post(_url("attendance_excuse", attendance.meeting.slug))

    assert response.status_code == 404


def test_only_leads_invite_observers(as_user, area, chair, person):
    meeting = MeetingFactory(body=area, convened=True)
    url = _url("observer_invite", meeting.slug)

    assert as_user(person).get(url).status_code == 403
    assert as_user(chair).get(url).status_code == 200


@pytest.mark.parametrize(
    "name", ["observer_object", "observer_lift_objection", "observer_withdraw"]
)
def test_a_stranger_has_no_say_about_observers(as_user, person, name):
    invitation = ObserverInvitationFactory()

    response = as_user(person).post(_url(name, invitation.meeting.slug, invitation.pk))

    assert response.status_code == 403


@pytest.mark.parametrize("name", ["decision_redraft", "decision_open", "decision_end"])
def test_only_officers_work_on_a_draft(as_user, chair, pag, name):
    decision = DecisionFactory(body=pag)

    assert as_user(UserFactory()).get(_url(name, decision.slug)).status_code == 404
    assert as_user(chair).get(_url(name, decision.slug)).status_code == 200


@pytest.mark.parametrize(
    "name",
    ["decision_revise_text", "decision_accommodate", "decision_adopt", "decision_end"],
)
def test_members_do_not_conduct_the_decision(as_user, pag, members, name):
    decision = DecisionFactory(body=pag, open=True, electors=[members[0]])

    assert as_user(members[0]).post(_url(name, decision.slug)).status_code == 403


def test_an_observer_sees_and_may_not_take_a_position(as_user, pag, members):
    attendance = AttendanceFactory(meeting__body=pag, role="observer")
    decision = DecisionFactory(
        body=pag, meeting=attendance.meeting, open=True, electors=members
    )
    browser = as_user(attendance.person)

    seen = browser.get(decision.get_absolute_url())
    refused = browser.post(_url("decision_position", decision.slug), {"kind": "objection"})

    assert (seen.status_code, refused.status_code) == (200, 403)
    assert "#A1-4a-iii" in refused.content.decode()


def test_unep_may_not_take_a_position(as_user, secretariat, pag, members):
    decision = DecisionFactory(body=pag, open=True, electors=members)

    response = as_user(secretariat).post(_url("decision_position", decision.slug))

    assert response.status_code == 403
    assert "#A1-3e" in response.content.decode()


def test_somebody_elses_objection_is_not_withdrawn(as_user, pag, members):
    decision = DecisionFactory(body=pag, open=True, electors=members)
    objection = ObjectionFactory(elector=decision.electors.get(person=members[0]))

    response = as_user(members[1]).post(
        _url("objection_withdraw", decision.slug, objection.pk)
    )

    assert response.status_code == 403


def test_an_objection_without_words_keeps_what_was_typed(as_user, pag, members):
    decision = DecisionFactory(body=pag, open=True, electors=members)

    response = as_user(members[0]).post(
        _url("decision_position", decision.slug),
        {"kind": "objection", "reason": "Too far."},
    )

    assert response.status_code == 422
    assert "Too far." in response.content.decode()
    assert not decision.objections.exists()


def test_a_short_silence_is_refused_in_the_form(as_user, pag, chair):
    decision = DecisionFactory(body=pag)
    closes_at = timezone.now() + timedelta(hours=48)

    response = as_user(chair).post(
        _url("decision_open", decision.slug),
        {"mode": "no_objection", "closes_at": closes_at.strftime("%Y-%m-%dT%H:%M")},
    )

    assert response.status_code == 422
    decision.refresh_from_db()
    assert decision.status == Decision.Status.DRAFTED


def test_adopting_over_an_objection_leads_back_with_the_way_on(
    as_user, pag, chair, members
):
    decision = DecisionFactory(body=pag, silent=True, electors=members)
    ObjectionFactory(elector=decision.electors.get(person=members[0]))
    sessions.let_time_pass(decision)
    sessions.let_time_pass(decision)

    browser = as_user(chair)
    response = browser.post(_url("decision_adopt", decision.slug), follow=True)

    decision.refresh_from_db()
    assert decision.is_open
    page = response.content.decode()
    assert "Meet it by a new text, or end the decision without adoption." in page
    assert "#A1-4a-iii" in page


def test_the_text_is_not_offered_for_change_under_silence(as_user, pag, chair, members):
    decision = DecisionFactory(body=pag, silent=True, electors=members)
    url = _url("decision_revise_text", decision.slug)

    page = as_user(chair).post(url, {"text": "Other words."}, follow=True)

    assert told(page)[:2] == (409, decision.get_absolute_url())
    assert "Other words." in page.content.decode()
    assert "The text stays as it is while members are asked." in page.content.decode()
    assert decision.texts.count() == 1


@pytest.mark.parametrize(
    "name", ["report_edit", "report_open_comments", "report_adopt", "report_publish"]
)
def test_attendees_do_not_run_the_report(as_user, name):
    report = MeetingReportFactory(comments=True)
    attendee = AttendanceFactory(meeting=report.meeting).person

    assert as_user(attendee).post(_url(name, report.meeting.slug)).status_code == 403


def test_who_did_not_attend_does_not_comment(as_user, person):
    report = MeetingReportFactory(comments=True)

    response = as_user(person).post(
        _url("report_comment", report.meeting.slug), {"text": "x"}
    )

    assert response.status_code == 403
    assert "#R-13" in response.content.decode()


def test_two_officers_do_not_overwrite_each_other(as_user, secretariat, second_officer):
    section = ReportSectionFactory()
    report = section.report
    reports.save(report, {section.pk: "Theirs."}, by=second_officer)

    response = as_user(secretariat).post(
        _url("report_edit", report.meeting.slug),
        {"version": "1", f"section_{section.pk}": "Mine."},
    )

    page = response.content.decode()
    section.refresh_from_db()
    assert (response.status_code, section.text) == (409, "Theirs.")
    assert "Theirs." in page
    assert "Mine." in page


def test_a_hostile_upload_is_refused_and_nothing_is_numbered(as_user, secretariat):
    meeting = MeetingFactory(convened=True)

    response = as_user(secretariat).post(
        _url("paper_add", meeting.slug),
        {
            "title": "Trick",
            "language": "en",
            "file": SimpleUploadedFile("a.pdf", b"<html>"),
        },
    )

    assert response.status_code == 422
    assert not meeting.papers.exists()


def test_a_withdrawn_paper_is_for_officers_only(client, as_user, secretariat):
    meeting = MeetingFactory(convened=True)
    upload = Checked(b"%PDF-1.7 sample", "sample.pdf", "application/pdf")
    paper = papers.add(meeting, upload, title="Paper", by=secretariat)
    url = paper.document.get_absolute_url()
    before = _status_of(client, url)

    papers.withdraw(paper, reason="Superseded.", by=secretariat)

    assert before == 200
    assert _status_of(client, url) == 404
    assert _status_of(as_user(secretariat), url) == 200


def _status_of(browser, url):
    response = browser.get(url)
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


# Lists ---------------------------------------------------------------------------------


def _queries(browser, url):
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("who", ["anonymous", "secretariat", "person"])
def test_the_list_of_meetings_costs_the_same_for_one_and_three(
    client, as_user, secretariat, person, who
):
    people = {"secretariat": secretariat, "person": person}
    browser = client if who == "anonymous" else as_user(people[who])
    MeetingFactory(held=True)
    one = _queries(browser, _url("meeting_list"))
    MeetingReportFactory.create_batch(2)

    assert _queries(browser, _url("meeting_list")) == one


def test_the_list_of_decisions_costs_the_same_for_one_and_three(client):
    DecisionFactory(adopted=True, meeting=MeetingFactory(held=True))
    one = _queries(client, _url("decision_list"))
    for _n in range(2):
        DecisionFactory(adopted=True, meeting=MeetingFactory(held=True))

    assert _queries(client, _url("decision_list")) == one


def test_the_title_of_a_decision_is_marked_with_the_language_of_its_text(client):
    decision = DecisionFactory(adopted=True, meeting=MeetingFactory(held=True))

    pages = [
        client.get(address).content.decode()
        for address in (
            _url("decision_list"),
            decision.get_absolute_url(),
            decision.meeting.get_absolute_url(),
        )
    ]

    title = f'lang="en" dir="auto">{decision.title}<'
    assert all(title in page for page in pages)


def test_the_page_of_a_meeting_costs_the_same_for_one_and_three_of_everything(
    as_user, secretariat
):
    meeting = MeetingFactory(body=BodyFactory(), convened=True)
    browser = as_user(secretariat)

    def add(count):
        for item in AgendaItemFactory.create_batch(count, meeting=meeting):
            PaperFactory(meeting=meeting, agenda_item=item)
        AttendanceFactory.create_batch(count, meeting=meeting)
        DecisionFactory.create_batch(count, body=meeting.body, meeting=meeting)

    add(1)
    one = _queries(browser, meeting.get_absolute_url())
    add(2)

    assert _queries(browser, meeting.get_absolute_url()) == one


def test_the_page_of_a_decision_costs_the_same_for_one_and_three_members(
    as_user, secretariat
):
    small = DecisionFactory(open=True, electors=UserFactory.create_batch(1))
    large = DecisionFactory(open=True, electors=UserFactory.create_batch(3))
    for decision in (small, large):
        for elector in decision.electors.all():
            ObjectionFactory(elector=elector)
    browser = as_user(secretariat)

    costs = [_queries(browser, one.get_absolute_url()) for one in (small, large)]

    assert costs[0] == costs[1]


def test_meetings_are_filtered_by_body_and_year(client):
    wanted = MeetingFactory(held=True, body=BodyFactory(slug="sample-wanted"))
    MeetingFactory(held=True)

    page = client.get(
        _url("meeting_list"), {"body": "sample-wanted", "year": wanted.starts_on.year}
    )

    assert [one.pk for one in page.context["page"]] == [wanted.pk]


@pytest.mark.parametrize(
    "query", ["page=99999", "year=abc", "body=nobody", "when=never", "page=x"]
)
def test_senseless_filters_still_give_a_page(client, query):
    MeetingFactory(held=True)

    assert client.get(f"{_url('meeting_list')}?{query}").status_code == 200


def test_decisions_are_found_by_words_of_their_text(client):
    wanted = DecisionFactory(adopted=True, text="Storage of liquid mercury.")
    DecisionFactory(adopted=True)

    page = client.get(_url("decision_list"), {"q": "liquid MERCURY"})

    assert [one.pk for one in page.context["page"]] == [wanted.pk]


# Worklists -----------------------------------------------------------------------------


def test_open_decisions_wait_for_members_until_they_have_spoken(pag, members):
    decision = DecisionFactory(body=pag, silent=True, electors=members)
    before = [task.due_on for task in worklist.waiting_for(members[0])]

    positions.take_position(decision, by=members[0])

    assert before == [decision.closes_at.date()]
    assert worklist.waiting_for(members[0]) == []


def test_a_new_text_waits_for_members_again(pag, members, chair):
    decision = DecisionFactory(body=pag, open=True, electors=members)
    positions.take_position(decision, by=members[0])

    texts.revise_text(decision, text="Second wording.", by=chair)

    assert len(worklist.waiting_for(members[0])) == 1


def test_reports_wait_for_comments_of_attendees(person):
    report = MeetingReportFactory(comments=True)
    AttendanceFactory(meeting=report.meeting, person=person)

    [task] = worklist.waiting_for(person)

    assert task.due_on == report.comments_until


def test_the_desk_sees_meetings_whose_report_is_overdue(django_assert_num_queries):
    late = timezone.now().date() - timedelta(days=100)
    MeetingFactory.create_batch(3, held=True, starts_on=late)

    with django_assert_num_queries(3):
        queue = worklist.desk_queue()

    tasks = queue["Meetings without a report"]
    assert [task.is_overdue(timezone.now().date()) for task in tasks] == [True] * 3


def test_the_list_of_what_waits_costs_the_same_for_one_and_three(register, person):
    register("advisory_group", [person])
    assert person.secretariat_roles == set()

    def cost():
        with CaptureQueriesContext(connection) as queries:
            worklist.waiting_for(person)
        return len(queries)

    DecisionFactory(silent=True, electors=[person])
    one = cost()
    DecisionFactory.create_batch(2, silent=True, electors=[person])

    assert cost() == one


# Reports -------------------------------------------------------------------------------


def test_a_report_is_not_adopted_while_comments_may_come(secretariat, as_user):
    report = MeetingReportFactory(comments=True)

    response = as_user(secretariat).post(_url("report_adopt", report.meeting.slug))

    report.refresh_from_db()
    assert (response.status_code, report.status) == (409, MeetingReport.Status.COMMENTS)
