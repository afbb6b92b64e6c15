"""A record is found by those who may take the step, and others read why not."""

import pytest
from django.http import Http404

from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import (
    Permission,
    Steps,
    always,
    get_permitted,
    require_step,
    role,
    stands_at,
)
from gmp_portal.workflow import NotNowError, RuleRefusedError
from tests.factories.accounts import UserFactory

STEPS: Steps[User] = Steps()
ANYBODY = role(lambda user, record: True, "", "A1-2e", who="anybody")
yes = STEPS.step("look", ANYBODY, always)


def no(sentence: str, clause: str) -> Permission[User]:
    nobody = role(lambda user, record: False, sentence, clause, who="nobody")
    return STEPS.step("lead", nobody, always)


def test_visible_record_with_permission_is_found(person):
    assert get_permitted(User.objects.all(), person, yes, pk=person.pk) == person


def test_invisible_record_does_not_exist_for_the_reader(person):
    hidden = UserFactory.create()

    with pytest.raises(Http404):
        get_permitted(User.objects.exclude(pk=hidden.pk), person, yes, pk=hidden.pk)


def test_visible_record_without_permission_is_refused_with_reason_and_clause(person):
    decider = no("Only the secretariat confirms.", "A1-2e")

    with pytest.raises(RuleRefusedError) as refusal:
        get_permitted(User.objects.all(), person, decider, pk=person.pk)

    assert (refusal.value.clause, refusal.value.status) == ("A1-2e", 403)
    assert refusal.value.messages == ["Only the secretariat confirms."]


@pytest.mark.parametrize("elsewhere", [True, False])
def test_the_right_person_at_the_wrong_time_is_led_to_the_record_or_elsewhere(
    person, elsewhere
):
    later = STEPS.step("wait", ANYBODY, lambda record: False, stands_at)

    with pytest.raises(NotNowError) as refusal:
        get_permitted(
            User.objects.all(),
            person,
            later,
            back_to="/elsewhere/" if elsewhere else "",
            pk=person.pk,
        )

    assert refusal.value.record == person
    assert refusal.value.back_to == ("/elsewhere/" if elsewhere else "")
    assert refusal.value.sentence == (
        f"This is not possible while it stands at “{person}”."
    )
    assert refusal.value.clause == "R-16"


def test_a_step_is_refused_to_whoever_lost_the_role_since_the_record_was_found(person):
    decider = no("Only the secretariat confirms.", "A1-2e")

    with pytest.raises(RuleRefusedError, match="Only the secretariat") as refusal:
        require_step(person, decider, person)

    assert (refusal.value.clause, refusal.value.status) == ("A1-2e", 403)


def test_a_step_is_refused_at_the_wrong_time_and_taken_at_the_right_one(person):
    later = STEPS.step("wait", ANYBODY, lambda record: False, stands_at)

    require_step(person, yes, person)
    with pytest.raises(NotNowError) as refusal:
        require_step(person, later, person)

    assert (refusal.value.record, refusal.value.clause) == (person, "R-16")
