"""Permissions of a role and a state, and what a page may ask only once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from advisory_group.actions import terms
from advisory_group.permissions import is_member
from gmp_portal.accounts.answers import asked_once, remembered
from gmp_portal.accounts.middleware import AnswersMiddleware
from gmp_portal.accounts.models.terms import today
from gmp_portal.accounts.steps import Steps, permission
from tests.factories.accounts import UserFactory
from tests.factories.advisory_group import SeatFactory


def _steps():
    """Three steps of two roles that ask the same question, and the questions asked."""
    asked = []

    @asked_once
    def is_theirs(user, record):
        asked.append((user, record))
        return user == record

    def own(user, record):
        return None if is_theirs(user, record) else PermissionDenied("Not yours.")

    def named(user, record):
        return None if is_theirs(user, record) and record.name else PermissionDenied()

    steps = Steps()
    for name, role, fits in (
        ("can_keep", own, True),
        ("can_drop", own, False),
        ("can_name", named, True),
    ):

        def fit(_user, _record, fits=fits):
            return fits

        fit.__name__ = name
        steps.of(role)(fit)
    return steps, is_theirs, asked


def test_a_step_is_possible_for_its_role_in_its_state(person):
    steps, _is_theirs, _asked = _steps()

    assert steps.possible(person, person) == {"keep", "name"}
    assert steps.possible(UserFactory(), person) == set()


def test_one_page_asks_once_and_the_next_one_asks_again(person):
    steps, is_theirs, asked = _steps()

    with remembered():
        steps.possible(person, person)
        is_theirs(person, person)
    after_one_page = len(asked)
    is_theirs(person, person)
    is_theirs(person, person)
    with remembered():
        steps.possible(person, person)

    assert (after_one_page, len(asked)) == (1, 4)


def test_the_answer_of_one_record_is_not_that_of_another(person):
    steps, is_theirs, _asked = _steps()
    other = UserFactory()

    steps.of(lambda user, record: None if is_theirs(user, other) else PermissionDenied())(
        _always_elsewhere
    )

    with remembered():
        possible = steps.possible(person, person)

    assert possible == {"keep", "name"}


def _always_elsewhere(_user, _record):
    return True


def test_a_refusal_is_put_into_words_only_for_the_wrong_person(person):
    said = []

    def refusal(user, record):
        said.append(user)
        return "Not yours."

    can = permission(lambda user, record: user == record, lambda record: True, refusal)

    assert can(person, person)
    assert not can(UserFactory(), person)
    assert said == []
    assert str(can.refusal_of_role(UserFactory(), person)) == "Not yours."
    assert can.refusal_of_role(person, person) is None


@pytest.mark.parametrize(("method", "questions"), [("GET", 1), ("HEAD", 1), ("POST", 2)])
def test_answers_are_remembered_for_a_page_that_is_read_and_no_longer(
    rf, person, method, questions
):
    asked = []

    @asked_once
    def question(user, record):
        asked.append(user)
        return True

    def view(request):
        return HttpResponse(question(person, person) and question(person, person))

    middleware = AnswersMiddleware(view)

    middleware(rf.generic(method, "/"))
    middleware(rf.generic(method, "/"))

    assert len(asked) == 2 * questions


def test_a_right_is_not_remembered_beyond_its_page(db):
    seat = SeatFactory.create()
    with remembered():
        before = is_member(seat.person)
    terms.shorten(
        seat, last_day=today() - timedelta(days=1), reason="Example", clause="A1-3c-i"
    )

    with remembered():
        after = is_member(seat.person)

    assert (before, after) == (True, False)
