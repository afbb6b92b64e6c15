"""An objection keeps who raised it and who settled it, and its author hears of it (A1-3e)."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from gmp_portal.meetings.actions import (
    decisions,
    positions,
    texts,
)
from gmp_portal.meetings.models import Objection
from gmp_portal.notifications.models import Message
from tests.before_rule import as_it_was
from tests.factories.meetings import (
    DecisionFactory,
    ObjectionFactory,
)
from tests.factories.partners import RepresentativeFactory
from tests.spoken import mails_to, object_to

pytestmark = pytest.mark.django_db


def test_an_objection_keeps_who_raised_and_who_withdrew_it(draft, members, chair):
    decisions.open_in_session(draft, by=chair)
    objection = object_to(draft, members[0])

    positions.withdraw_objection(objection, by=members[0])

    assert (objection.raised_by, objection.settled_by) == (members[0], members[0])


def test_an_accommodated_objection_keeps_who_says_that_it_is_met(draft, members, chair):
    decisions.open_in_session(draft, by=chair)
    objection = object_to(draft, members[0])

    texts.accommodate(draft, [objection], text="Softer wording.", by=chair)

    objection.refresh_from_db()
    assert objection.settled_by == chair


@pytest.fixture
def of_two():
    """A decision in which one partner has two people, and their terms."""
    first = RepresentativeFactory.create()
    second = RepresentativeFactory.create(partner=first.partner)
    decision = DecisionFactory.create(
        body__pag=False, silent=True, electors=[first.partner]
    )
    return decision, first.person, second.person


def test_the_author_hears_that_a_colleague_withdrew_the_objection(as_user, of_two):
    decision, author, colleague = of_two
    objection = object_to(decision, author)
    Message.objects.all().delete()

    positions.withdraw_objection(objection, by=colleague)

    assert mails_to(author) == ["objection_withdrawn.txt"]
    page = as_user(author).get(decision.get_absolute_url()).content.decode()
    assert f"withdrawn by {colleague.name}" in page
    assert object_to(decision, author).is_late is False


def test_the_author_hears_of_it_though_the_term_is_over(of_two):
    decision, author, colleague = of_two
    objection = object_to(decision, author)
    term = author.representatives.get()
    term.shorten(term.starts_on, reason="Sample", clause="A1-6a-ii")

    positions.withdraw_objection(objection, by=colleague)

    assert "objection_withdrawn.txt" in mails_to(author)


def test_a_colleague_hears_what_was_said_for_the_partner(of_two):
    decision, author, colleague = of_two

    positions.take_position(decision, by=author)

    assert mails_to(colleague) == ["position_taken.txt"]
    assert mails_to(author) == []


def test_visitors_do_not_read_who_spoke_for_a_partner(client, of_two):
    decision, author, _colleague = of_two
    object_to(decision, author)

    page = client.get(decision.get_absolute_url()).content.decode()

    assert author.name not in page


@pytest.mark.parametrize(
    ("change", "violated"),
    [
        ({"raised_by": None}, "stays as it was raised"),
        (
            {"status": "withdrawn", "settled_at": timezone.now()},
            "Its author withdraws an objection",
        ),
    ],
)
def test_the_database_asks_who_spoke(of_two, change, violated):
    decision, _author, _colleague = of_two
    objection = ObjectionFactory.create(elector=decision.electors.get())

    with pytest.raises(IntegrityError, match=violated):
        Objection.objects.filter(pk=objection.pk).update(**change)


def test_an_old_objection_without_an_author_is_withdrawn_all_the_same(of_two):
    decision, author, _colleague = of_two
    objection = ObjectionFactory.create(elector=decision.electors.get())
    as_it_was(objection, raised_by=None, before_rule=True)

    positions.withdraw_objection(objection, by=author)

    assert objection.settled_by == author
