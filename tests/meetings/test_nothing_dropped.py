"""What was typed beside another choice is kept, or asked about; it is never dropped."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from gmp_portal.meetings.actions import positions, texts
from gmp_portal.meetings.forms.decisions import OpenForm
from gmp_portal.meetings.models import Objection, Position
from tests.before_rule import as_it_was
from tests.factories.meetings import DecisionFactory
from tests.reading import reading

pytestmark = pytest.mark.django_db

WORDS = "Our ministry reads paragraph 2 narrowly."
GROUNDS = {"reason": "It goes too far.", "acceptable_wording": "A bit less."}


@pytest.fixture
def decision(pag, members):
    return DecisionFactory.create(body=pag, open=True, electors=members)


@pytest.fixture
def say(decision, members, as_user):
    """Let the first member send the form of a position."""

    def send(**sent):
        url = reverse("meetings:decision_position", args=[decision.slug])
        return as_user(members[0]).post(url, sent | reading(decision))

    return send


def test_no_objection_with_a_statement_keeps_the_statement(decision, say):
    saved = say(kind="no_objection", statement=WORDS)

    position = Position.objects.get()
    assert saved.status_code == 302
    assert (position.kind, position.statement) == ("with_statement", WORDS)


def test_an_objection_may_be_explained_for_the_record(decision, say, client):
    say(kind="objection", statement=WORDS, **GROUNDS)

    position, objection = Position.objects.get(), Objection.objects.get()
    assert (position.kind, position.statement) == ("objection", WORDS)
    assert objection.reason == GROUNDS["reason"]


@pytest.mark.parametrize("kind", ["no_objection", "with_statement"])
@pytest.mark.parametrize("grounds", GROUNDS)
def test_grounds_without_an_objection_are_asked_about(say, kind, grounds):
    asked = say(kind=kind, statement=WORDS, **{grounds: GROUNDS[grounds]})

    page = asked.content.decode()
    assert asked.status_code == 422
    assert "You wrote why you object, but chose that you do not." in page
    assert GROUNDS[grounds] in page
    assert WORDS in page
    assert Position.objects.count() == 0


def test_a_statement_with_a_late_objection_is_asked_about(decision, say, members):
    past = timezone.now() - timedelta(minutes=1)
    as_it_was(
        decision, mode="no_objection", opened_at=past - timedelta(days=8), closes_at=past
    )

    asked = say(kind="objection", statement=WORDS, **GROUNDS)

    assert asked.status_code == 422
    assert "a late objection has no statement" in asked.content.decode()
    assert Objection.objects.count() == 0


def test_other_refusals_of_a_position_have_their_own_page(decision, say, members):
    positions.object_to(decision, **GROUNDS, by=members[0])

    refused = say(kind="no_objection")

    assert refused.status_code == 409


def test_an_explained_position_is_one_with_a_statement(decision, members):
    first = positions.take_position(decision, statement=WORDS, by=members[0])
    again = positions.take_position(decision, statement=WORDS, by=members[0])

    assert (first.kind, again) == ("with_statement", first)


def test_a_position_on_an_older_text_is_refused_by_the_database(decision, members):
    older = decision.current_text
    texts.write(decision, "Other words.", "en", by=members[0])
    elector = decision.electors.get(person=members[0])

    with pytest.raises(IntegrityError, match="on the newest text"):
        Position.objects.create(
            elector=elector, text=older, kind="no_objection", taken_by=members[0]
        )


def test_a_time_to_object_is_asked_about_in_session(decision):
    closes_at = timezone.now() + timedelta(days=9)

    form = OpenForm({"mode": "in_session", "closes_at": closes_at}, decision=decision)

    assert "goes with a no-objection period" in form.errors["closes_at"][0]
