"""A status moves only along its transitions, one hand at a time."""

import psycopg2
import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from partners.models import LetterOfIntent
from tests.factories.partners import LetterFactory


@pytest.fixture
def letter(db):
    return LetterFactory.create()


def test_a_step_along_the_transitions_is_taken_and_says_from_where(letter):
    before = letter.status
    [target, *_others] = sorted(letter.TRANSITIONS[before])

    left = letter.become(target)

    assert (left, letter.status) == (before, target)


def test_any_other_step_is_refused_and_changes_nothing(letter):
    before = letter.status

    assert not letter.can_become(before)
    with pytest.raises(InvalidTransitionError) as caught:
        letter.become(before)

    assert letter.status == before
    assert (caught.value.record, caught.value.target) == (letter, before)
    assert str(caught.value) == (
        f"partners.LetterOfIntent {letter.pk}: {before} -> {before}"
    )


def test_can_become_looks_only_at_the_steps_from_here(letter):
    steps = {status: letter.can_become(status) for status in letter.TRANSITIONS}

    allowed = {status for status, can in steps.items() if can}
    assert allowed == set(letter.TRANSITIONS[letter.status])


def test_lock_reads_anew_what_somebody_else_has_done(letter):
    LetterOfIntent.objects.filter(pk=letter.pk).update(contact_title="Somebody else")

    letter.lock()

    assert letter.contact_title == "Somebody else"


def test_lock_holds_the_row_until_the_transaction_ends(transactional_db, another_session):
    letter = LetterFactory.create()
    take = "SELECT 1 FROM partners_letterofintent WHERE id = %s FOR UPDATE NOWAIT"

    with transaction.atomic():
        letter.lock()
        with pytest.raises(psycopg2.errors.LockNotAvailable):
            another_session.execute(take, [letter.pk])
    another_session.connection.rollback()
    another_session.execute(take, [letter.pk])


def test_a_refused_rule_names_its_clause_and_speaks_as_an_error_of_a_form():
    error = RuleRefusedError("No.", clause="R-06")

    assert isinstance(error, ValidationError)
    assert (error.messages, error.code, error.clause) == (["No."], "rule", "R-06")
    assert error.status == 409
    assert RuleRefusedError("No.", clause="R-06", status=403).status == 403
