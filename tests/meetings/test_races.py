"""An adoption and an objection that meet never pass each other (A1-4a-iii)."""

from contextlib import suppress
from datetime import timedelta
from random import random
from threading import Barrier, Thread
from time import sleep

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from gmp_portal.documents.checks import Checked
from gmp_portal.meetings.actions import declarations, endings, papers, positions
from gmp_portal.meetings.models import Decision, Meeting, Objection
from gmp_portal.workflow import InvalidTransitionError, NotNowError, RuleRefusedError
from tests.before_rule import as_it_was
from tests.factories.accounts import UserFactory
from tests.factories.meetings import (
    BodyFactory,
    DecisionFactory,
    MeetingFactory,
    attend,
    declare,
)

ROUNDS = 20


def _together(*acts):
    """Run the acts at the same moment, each on a connection of its own."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            barrier.wait()
            act()
        except (RuleRefusedError, InvalidTransitionError, NotNowError):
            pass
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_no_adoption_over_an_objection_in_twenty_rounds(register):
    body = BodyFactory(pag=True)
    chair, member = UserFactory.create_batch(2)
    register("advisory_group", [chair, member], [chair])
    outcomes = []

    for _round in range(ROUNDS):
        pk = DecisionFactory(body=body, silent=True, electors=[chair, member]).pk
        end = timezone.now() + timedelta(milliseconds=50)
        as_it_was(Decision.objects.get(pk=pk), closes_at=end)
        _together(
            _at(end, lambda pk=pk: endings.adopt(Decision.objects.get(pk=pk), by=chair)),
            _at(
                end,
                lambda pk=pk: positions.object_to(
                    Decision.objects.get(pk=pk),
                    reason="Too far.",
                    acceptable_wording="Softer.",
                    by=member,
                ),
            ),
        )
        decision = Decision.objects.get(pk=pk)
        [objection] = Objection.objects.filter(decision=decision)
        outcomes.append((decision.is_adopted, objection.is_late))

    # Adopted first, and the objection is late; or the objection stands, and nothing is adopted.
    assert [one for one in outcomes if one[0] != one[1]] == []


def _at(moment, act):
    """Do it at this moment, give or take what a thread takes to wake up."""

    def wait_and_act():
        sleep(max(0, (moment - timezone.now()).total_seconds() - random() / 200))
        act()

    return wait_and_act


@pytest.mark.django_db(transaction=True)
def test_a_recall_and_the_clock_that_meet_never_pass_each_other(register):
    body = BodyFactory(pag=True)
    [chair] = UserFactory.create_batch(1)
    register("advisory_group", [chair], [chair])
    outcomes = []

    for _round in range(ROUNDS):
        decision = DecisionFactory(body=body, open=True, electors=[chair])
        attend(decision.meeting, chair)
        declare(decision, by=chair)
        end = timezone.now() + timedelta(milliseconds=50)
        as_it_was(decision.declarations.get(), recall_until=end)
        pk = decision.pk
        _together(
            _at(end, lambda pk=pk: endings.close_silence(Decision.objects.get(pk=pk))),
            _at(
                end,
                lambda pk=pk: declarations.recall(
                    Decision.objects.get(pk=pk), reason="A word is missing.", by=chair
                ),
            ),
        )
        decision = Decision.objects.get(pk=pk)
        is_recalled = decision.declarations.filter(recalled_at__isnull=False).exists()
        outcomes.append((decision.is_adopted, is_recalled))

    assert (True, True) not in outcomes


@pytest.mark.django_db(transaction=True)
def test_the_database_alone_lets_neither_pass():
    """The same race by bare statements, without the locks of the actions."""
    body = BodyFactory(pag=True)
    person = UserFactory()
    violations = 0

    for number in range(1, ROUNDS + 1):
        decision = DecisionFactory(body=body, silent=True, electors=[person])
        week = timedelta(days=8)
        as_it_was(
            decision,
            opened_at=decision.opened_at - week,
            closes_at=timezone.now(),
        )
        pk, elector, text = decision.pk, decision.electors.get(), decision.current_text
        _together(
            lambda pk=pk, number=number: _quietly(
                "UPDATE meetings_decision SET status = 'adopted', ended_at = now(), year = 1,"
                " number = %s, symbol = %s WHERE id = %s",
                [number, f"RACE-{number}", pk],
            ),
            lambda pk=pk, elector=elector, text=text: _quietly(
                "INSERT INTO meetings_objection (decision_id, elector_id, text_id, reason,"
                " acceptable_wording, status, is_late, raised_at, settled_note, raised_by_id)"
                " VALUES (%s, %s, %s, 'a', 'b', 'maintained', false, now(), '', %s)",
                [pk, elector.pk, text.pk, elector.person_id],
            ),
        )
        standing = Objection.objects.filter(decision=pk).exists()
        violations += Decision.objects.get(pk=pk).is_adopted and standing

    assert violations == 0


def _quietly(statement, values):
    with suppress(IntegrityError), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.django_db(transaction=True)
def test_two_papers_at_once_get_two_numbers():
    officer = UserFactory(officer=True)
    meeting = MeetingFactory(code="PAG.16")

    def add(name):
        upload = Checked(name.encode(), f"{name}.pdf", "application/pdf")
        papers.add(Meeting.objects.get(pk=meeting.pk), upload, title=name, by=officer)

    _together(lambda: add("one"), lambda: add("two"), lambda: add("three"))

    symbols = sorted(meeting.papers.values_list("symbol", flat=True))
    assert symbols == ["PAG.16/1", "PAG.16/2", "PAG.16/3"]
