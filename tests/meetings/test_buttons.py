"""A button says what it does: "Save" only where something is saved and nothing else happens."""

import re
from html import unescape

import pytest
from django.urls import reverse

from tests.factories.meetings import (
    DecisionFactory,
    MeetingFactory,
    ObjectionFactory,
    PaperFactory,
)

pytestmark = pytest.mark.django_db

BUTTON = re.compile(
    r'<button type="submit" class="btn btn-(?:primary|danger)"[^>]*>([^<]+)<'
)


def button_of(browser, name, *args):
    page = browser.get(reverse(f"meetings:{name}", args=args))
    assert page.status_code == 200
    main = page.content.decode().split("<main")[1]
    return unescape(BUTTON.findall(main)[-1]).strip()


@pytest.mark.parametrize(
    ("step", "label"),
    [
        ("meeting_revise", "Save"),
        ("meeting_reschedule", "Reschedule the meeting"),
        ("meeting_cancel", "Cancel the meeting"),
        ("agenda_add", "Add the item"),
        ("attendance_add_guest", "Add the guest"),
        ("paper_add", "Add the paper"),
        ("decision_draft_for_meeting", "Draft the decision"),
    ],
)
def test_buttons_of_a_meeting(as_user, pag, secretariat, step, label):
    meeting = MeetingFactory.create(body=pag, convened=True)

    assert button_of(as_user(secretariat), step, meeting.slug) == label


@pytest.mark.parametrize(
    ("step", "state", "label"),
    [
        ("decision_redraft", {}, "Save"),
        ("decision_open", {}, "Open it and ask the members"),
        ("decision_revise_text", {"open": True}, "Put the new text before the members"),
        ("decision_end", {"open": True}, "End without adoption"),
    ],
)
def test_buttons_of_a_decision(as_user, pag, members, chair, step, state, label):
    electors = members if state else []
    decision = DecisionFactory.create(body=pag, electors=electors, **state)

    assert button_of(as_user(chair), step, decision.slug) == label


def test_the_button_of_a_withdrawal(as_user, pag, members):
    decision = DecisionFactory.create(body=pag, silent=True, electors=members)
    line = decision.electors.get(person=members[0])
    objection = ObjectionFactory.create(elector=line, raised_by=members[0])

    label = button_of(
        as_user(members[0]), "objection_withdraw", decision.slug, objection.pk
    )

    assert label == "Withdraw my objection"


def test_the_buttons_of_a_paper(as_user, pag, secretariat):
    paper = PaperFactory.create(meeting=MeetingFactory.create(body=pag, convened=True))
    browser, args = as_user(secretariat), [paper.meeting.slug, paper.pk]

    assert button_of(browser, "paper_revise", *args) == "Add the revision"
    assert button_of(browser, "paper_translate", *args) == "Add the translation"
    assert button_of(browser, "paper_withdraw", *args).startswith("Withdraw")


def test_the_button_of_an_attendance(as_user, session, secretariat):
    label = button_of(as_user(secretariat), "attendance_mark", session.slug)

    assert label == "Record the attendance"
