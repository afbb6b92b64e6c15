"""Permissions of a role and a state, and what a page may ask only once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse

from advisory_group.permissions import is_member
from gmp_portal.accounts.middleware import AnswersMiddleware
from gmp_portal.accounts.models.terms import today
from gmp_portal.accounts.rights import (
    Right,
    Steps,
    always,
    asked_once,
    is_officer,
    officers,
    refuse,
    remembered,
    require,
    role,
)
from gmp_portal.workflow import RuleRefusedError
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
        return None if is_theirs(user, record) else refuse("Not yours.", "A1-2e")

    def named(user, record):
        return None if is_theirs(user, record) and record.name else refuse("No.", "A1-2e")

    steps = Steps()
    steps.step("keep", own, always)
    steps.step("drop", own, never)
    steps.step("name", named, always)
    return steps, is_theirs, asked


def never(_record):
    return False


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


def test_a_part_of_a_page_asks_no_second_time(person):
    steps, is_theirs, asked = _steps()

    with remembered():
        is_theirs(person, person)
        with remembered():
            steps.possible(person, person)
        is_theirs(person, person)

    assert len(asked) == 1


def test_the_answer_of_one_record_is_not_that_of_another(person):
    steps, is_theirs, _asked = _steps()
    other = UserFactory()

    steps.step(
        "elsewhere",
        lambda user, record: None if is_theirs(user, other) else refuse("No.", "A1-2e"),
        always,
    )

    with remembered():
        possible = steps.possible(person, person)

    assert possible == {"keep", "name"}


def test_a_role_says_its_sentence_and_clause_to_the_wrong_person_only(person):
    own = role(lambda user, record: user == record, "Not yours.", "A1-2e", who="oneself")

    refusal = own(UserFactory(), person)

    assert own(person, person) is None
    assert refusal.messages == ["Not yours."]
    assert (refusal.clause, refusal.status) == ("A1-2e", 403)


@pytest.mark.parametrize(
    ("refuses", "given"),
    [(role, [is_officer, "No."]), (Right, [is_officer, "No."]), (officers, ["No."])],
)
def test_nobody_is_refused_without_a_clause(refuses, given):
    with pytest.raises(TypeError, match="clause"):
        refuses(*given)


def test_a_right_about_no_record_is_required_with_its_sentence(person, secretariat):
    with pytest.raises(TypeError, match="Say in plain words"):
        Right(lambda _user: True, "Nobody hears this.", "P-6")
    right = Right(is_officer, "The secretariat does this.", "P-6")

    require(secretariat, right)
    with pytest.raises(RuleRefusedError, match=r"The secretariat does this\."):
        require(person, right)

    assert (right(secretariat), right(person)) == (True, False)
    assert not right(AnonymousUser())


@pytest.mark.parametrize(
    ("fits", "holds", "also", "asked"),
    [
        (False, True, True, "state"),
        (True, False, True, "state role"),
        (True, True, False, "state role others"),
        (True, True, True, "state role others"),
    ],
)
def test_the_state_is_read_before_the_role_is_looked_up_and_others_last(
    person, fits, holds, also, asked
):
    log = []

    def said(name, answer):
        log.append(name)
        return answer

    steps = Steps()
    can = steps.step(
        "keep",
        role(
            lambda user, record: said("role", holds), "Not yours.", "A1-2e", who="oneself"
        ),
        lambda record: said("state", fits),
        also=lambda record: said("others", also),
    )

    answers = (can(person, person), steps.possible(person, person) == {"keep"})

    assert answers == ((fits and holds and also),) * 2
    assert log == asked.split() * 2
    assert can.fits(person) == (fits and also)


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
    seat.shorten(today() - timedelta(days=1), reason="Example", clause="A1-3c-i")

    with remembered():
        after = is_member(seat.person)

    assert (before, after) == (True, False)
