"""Whoever acts on a text acts on the one that was read: on any other nothing is recorded."""

from dataclasses import dataclass, field

import pytest
from django.urls import reverse

from gmp_portal.accounts.models import User
from gmp_portal.ledger.models import Entry
from gmp_portal.meetings import permissions as meetings
from gmp_portal.meetings.actions import decisions, texts
from gmp_portal.meetings.models import Decision, ReportSection
from gmp_portal.website.demo import sessions
from gmp_portal.writing.read_texts import FIELD, token
from tests.factories.accounts import UserFactory
from tests.factories.meetings import (
    DecisionFactory,
    MeetingReportFactory,
    ObjectionFactory,
    attend,
    declare,
)

pytestmark = pytest.mark.django_db

CONFLICT, SAVED = 409, 302
OLD, NEW = "The sample stays.", "The sample is abandoned."


@dataclass
class Stage:
    """A record on which somebody is about to act, and how its text changes meanwhile."""

    record: object
    person: User
    address: str
    sent: dict = field(default_factory=dict)
    change: object = None
    typed: str = ""


# What people do to a decision and a report, by the name of the step ------------------------


def _decision(pag, **details):
    return DecisionFactory.create(body=pag, text=OLD, **details)


def _next_version(decision, editor):
    return lambda: texts.write(decision, NEW, "en", by=editor)


def _open(pag, members, chair, editor, name, person=None, **sent):
    decision = _decision(pag, open=True, electors=members)
    attend(decision.meeting, *members)
    address = reverse(f"meetings:{name}", args=[decision.slug])
    change = _next_version(decision, editor)
    return Stage(decision, person or chair, address, sent, change, _typed(sent))


def _typed(sent):
    return next((value for value in sent.values() if " " in str(value)), "")


def _position(pag, members, chair, editor):
    said = {"kind": "with_statement", "statement": "My own words."}
    return _open(pag, members, chair, editor, "decision_position", members[0], **said)


def _declare(pag, members, chair, editor):
    return _open(pag, members, chair, editor, "decision_declare", is_agreed="on")


def _end(pag, members, chair, editor):
    said = {"outcome": "defer", "reason": "My own words."}
    return _open(pag, members, chair, editor, "decision_end", **said)


def _revise(pag, members, chair, editor):
    return _open(pag, members, chair, editor, "decision_revise_text", text="My own words.")


def _accommodate(pag, members, chair, editor):
    stage = _open(pag, members, chair, editor, "decision_accommodate", text="My own words.")
    elector = stage.record.electors.get(person=members[0])
    stage.sent["objections"] = [ObjectionFactory.create(elector=elector).pk]
    stage.typed = "My own words."
    return stage


def _withdraw(pag, members, chair, editor):
    stage = _open(pag, members, chair, editor, "decision_end", members[0])
    elector = stage.record.electors.get(person=members[0])
    objection = ObjectionFactory.create(elector=elector)
    stage.address = reverse(
        "meetings:objection_withdraw", args=[stage.record.slug, objection.pk]
    )
    stage.record, stage.sent = objection, {"note": "My own words."}
    stage.typed = "My own words."
    return stage


def _recall(pag, members, chair, editor):
    said = {"reason": "My own words."}
    stage = _open(pag, members, chair, editor, "decision_recall", **said)
    declare(stage.record, by=chair)
    return stage


def _adopt(pag, members, chair, editor):
    stage = _open(pag, members, chair, editor, "decision_adopt")
    declare(stage.record, by=chair)
    sessions.let_time_pass(stage.record)
    return stage


def _begin(pag, members, chair, editor):
    decision = _decision(pag)
    address = reverse("meetings:decision_open", args=[decision.slug])

    def change():
        decisions.redraft(decision, text=NEW, title=decision.title, by=editor)

    return Stage(decision, chair, address, {"mode": "no_objection"}, change)


def _report(pag, chair, editor, name, **details):
    report = MeetingReportFactory.create(meeting__body=pag, **details)
    ReportSection.objects.create(report=report, position=1, title="Opening", text=OLD)
    address = reverse(f"meetings:{name}", args=[report.meeting.slug])
    return Stage(report, chair, address, change=lambda: report.sections.update(text=NEW))


def _ask_for_comments(pag, members, chair, editor):
    return _report(pag, chair, editor, "report_open_comments")


def _adopt_report(pag, members, chair, editor):
    return _report(pag, chair, editor, "report_adopt", status="comments")


STAGES = {
    "decision_position": _position,
    "decision_open": _begin,
    "decision_declare": _declare,
    "decision_recall": _recall,
    "decision_adopt": _adopt,
    "decision_end": _end,
    "revise_text": _revise,
    "accommodate": _accommodate,
    "objection_withdraw": _withdraw,
    "report_open_comments": _ask_for_comments,
    "report_adopt": _adopt_report,
}
# Steps that are taken on no text, or by a form that has a token of its own.
OTHERS = {
    "redraft": "writes the text: gmp_portal.writing joins both (C4)",
    "report_edit": "writes the text: gmp_portal.writing joins both (C4)",
    "report_comment": "says what the draft should say, and agrees to nothing",
    "report_publish": "an adopted report does not change any more",
}


@pytest.fixture
def editor():
    return UserFactory.create(name="Sample Editor", officer=True)


@pytest.fixture(params=STAGES)
def stage(request, pag, members, chair, editor):
    return STAGES[request.param](pag, members, chair, editor)


def test_who_read_another_text_records_nothing_and_reads_it_again(stage, as_user):
    browser = as_user(stage.person)
    read = {FIELD: token(stage.record)}
    stage.change()
    acts = Entry.objects.count()

    refused = browser.post(stage.address, stage.sent | read)
    page = refused.content.decode()

    stage.record.refresh_from_db()
    assert (refused.status_code, Entry.objects.count()) == (CONFLICT, acts)
    assert f'name="{FIELD}" value="{token(stage.record)}"' in page
    assert "abandoned" in page
    assert stage.typed in page


def test_who_does_not_say_what_was_read_records_nothing(stage, as_user):
    acts = Entry.objects.count()

    refused = as_user(stage.person).post(stage.address, stage.sent)

    assert (refused.status_code, Entry.objects.count()) == (CONFLICT, acts)
    assert "did not say which text you had read" in refused.content.decode()


def test_who_read_the_text_acts_on_it(stage, as_user):
    sent = stage.sent | {FIELD: token(stage.record)}
    acts = Entry.objects.count()

    saved = as_user(stage.person).post(stage.address, sent)

    assert saved.status_code == SAVED
    assert Entry.objects.count() > acts


def test_every_step_on_a_text_stands_in_the_table():
    kinds = (meetings.DECISION, meetings.OBJECTION, meetings.REPORT)
    steps = [step.name for kind in kinds for step in kind.permissions]

    assert sorted(steps) == sorted([*STAGES, *OTHERS])


def test_the_page_names_who_changed_it_and_marks_what_changed(pag, members, chair, as_user):
    stage = _position(pag, members, chair, chair)
    read = {FIELD: token(stage.record)}
    stage.change()

    page = as_user(stage.person).post(stage.address, stage.sent | read).content.decode()

    assert f"{chair.name} changed the text after you had opened it" in page
    assert "<del" in page
    assert "<ins" in page
    assert "A1-4a-iii" in page or "4(a)" in page
    assert Decision.objects.get().current_text.positions.count() == 0


def test_staff_are_named_to_staff_only(pag, members, chair, secretariat, as_user):
    stage = _position(pag, members, chair, secretariat)
    read = {FIELD: token(stage.record)}
    stage.change()

    page = as_user(stage.person).post(stage.address, stage.sent | read).content.decode()

    assert "The secretariat changed the text after you had opened it" in page
    assert secretariat.name not in page


def test_sent_again_it_counts_for_the_text_that_was_read_again(
    pag, members, chair, editor, as_user
):
    stage = _position(pag, members, chair, editor)
    browser = as_user(stage.person)
    read = {FIELD: token(stage.record)}
    stage.change()
    browser.post(stage.address, stage.sent | read)
    stage.record.refresh_from_db()

    again = browser.post(stage.address, stage.sent | {FIELD: token(stage.record)})

    position = Decision.objects.get().current_text.positions.get()
    assert again.status_code == SAVED
    assert (position.text.version, position.statement) == (2, "My own words.")


def test_a_form_that_is_shown_again_still_names_what_was_read(
    pag, members, chair, editor, as_user
):
    stage = _position(pag, members, chair, editor)
    read = token(stage.record)
    stage.change()

    shown = as_user(stage.person).post(stage.address, {FIELD: read})

    assert shown.status_code == 422
    assert f'name="{FIELD}" value="{read}"' in shown.content.decode()


def test_a_page_that_saves_itself_hears_it_in_json(pag, members, chair, editor, as_user):
    stage = _end(pag, members, chair, editor)

    answer = as_user(stage.person).post(
        stage.address, stage.sent, headers={"accept": "application/json"}
    )

    assert answer.status_code == CONFLICT
    assert answer.json()["clause"] == "A1-4a-iii"
