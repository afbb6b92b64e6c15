"""Letters, plans, ideas, activities, reports: nobody decides on a text other than the one read."""

from typing import Any, NamedTuple

import pytest
from django.urls import reverse

from gmp_portal.ledger.models import Entry
from gmp_portal.meetings.actions.silences import default_deadline
from gmp_portal.writing.read_texts import FIELD, token
from tests.acts.performance import scenes_of
from tests.before_rule import as_it_was

pytestmark = pytest.mark.django_db

NEW = "A wording that nobody has read."
CONFLICT, SAVED = 409, 302


class Step(NamedTuple):
    """Who acts from which scene, what is sent, and the field that changes meanwhile."""

    noun: str
    scene: str
    role: str
    address: str
    args: Any
    changes: str = ""
    sent: Any = dict


def _key(record):
    return [record.key]


def _pk(record):
    return [record.pk]


def _slug(record):
    return [record.slug]


def _plan(record):
    return [record.area.slug, record.number]


def _silence():
    return {"how": "silence", "closes_at": default_deadline()}


STEPS = {
    "confirm": Step(
        "letter",
        "answered",
        "head",
        "partners:letter_confirm",
        _key,
        "contribution",
        lambda: {"confirmed": "on"},
    ),
    "decline": Step(
        "letter", "proposed", "officer", "partners:letter_decline", _key, "decline_reason"
    ),
    "second_clearance": Step(
        "letter",
        "half_cleared",
        "officer",
        "partners:letter_second_clearance",
        _key,
        "public_statement",
    ),
    "publish": Step(
        "letter",
        "cleared",
        "officer",
        "partners:letter_publish",
        _key,
        "public_contribution",
    ),
    "send": Step("plan", "draft", "lead", "areas:plan_send", _plan, "title", _silence),
    "opportunity_take_in": Step(
        "opportunity",
        "asked",
        "lead",
        "areas:opportunity_take_in",
        _pk,
        "description",
    ),
    "opportunity_decline": Step(
        "opportunity",
        "suggested",
        "lead",
        "areas:opportunity_decline",
        _pk,
        "gain",
        lambda: {"reason": "Another area does it."},
    ),
    "rest": Step(
        "plan_amended",
        "draft",
        "lead",
        "areas:plan_rest_on_amendments",
        _plan,
        "title",
        lambda: {"confirmed": "on"},
    ),
    "progress_accept": Step(
        "progress_report",
        "submitted",
        "lead",
        "reporting:progress_accept",
        _pk,
        "lessons",
    ),
    "area_report_accept": Step(
        "area_report",
        "submitted",
        "officer",
        "reporting:area_report_accept",
        _pk,
        "highlights",
    ),
    "acknowledge": Step(
        "begun_activity", "sent", "lead", "areas:activity_acknowledge", _pk, "summary"
    ),
    "ask_back": Step(
        "begun_activity",
        "sent",
        "lead",
        "areas:activity_ask_back",
        _pk,
        "summary",
        lambda: {"reason": "For whom is it?"},
    ),
    "freeze": Step(
        "unep_report", "assembled", "officer", "reporting:report_freeze", _slug, "title"
    ),
    # What is frozen does not change; it is opened again, and frozen anew.
    "approve": Step(
        "unep_report", "typeset", "second_officer", "reporting:report_approve", _slug
    ),
    "report_publish": Step(
        "unep_report", "approved", "officer", "reporting:report_publish", _slug
    ),
}


# Approved and published is what was frozen, which does not change any more.
CHANGING = [name for name, step in STEPS.items() if step.changes]


def _scene(step):
    return scenes_of(step.noun).nouns[step.noun](step.scene)


@pytest.fixture(params=STEPS)
def step(request):
    return STEPS[request.param]


@pytest.fixture
def scene(step):
    return _scene(step)


def _address(step, scene):
    return reverse(step.address, args=step.args(scene.record))


@pytest.mark.parametrize("name", CHANGING)
def test_who_read_another_text_records_nothing(name, as_user):
    step = STEPS[name]
    scene = _scene(step)
    read, record = {FIELD: token(scene.record)}, scene.record
    as_it_was(record, **{step.changes: NEW})
    acts = Entry.objects.count()

    refused = as_user(scene.people[step.role]).post(
        _address(step, scene), step.sent() | read
    )

    assert (refused.status_code, Entry.objects.count()) == (CONFLICT, acts)


def test_who_does_not_say_what_was_read_records_nothing(step, scene, as_user):
    acts = Entry.objects.count()

    refused = as_user(scene.people[step.role]).post(_address(step, scene), step.sent())

    assert (refused.status_code, Entry.objects.count()) == (CONFLICT, acts)


def test_who_read_the_text_acts_on_it(step, scene, as_user):
    sent = step.sent() | {FIELD: token(scene.record)}

    saved = as_user(scene.people[step.role]).post(_address(step, scene), sent)

    assert saved.status_code == SAVED
