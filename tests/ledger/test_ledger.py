"""The chain of acts cannot be changed unseen (P-1)."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction
from django.test.utils import CaptureQueriesContext

from gmp_portal import ledger
from gmp_portal.ledger import acts, verify
from gmp_portal.ledger.models import Entry
from gmp_portal.registry import RegistrationError


class Act(models.TextChoices):
    DONE = "test.act", "Something was done"
    OTHER = "test.other", "Something else was done"


class StrayAct(models.TextChoices):
    DONE = "test.act", "Nobody registered this"


@pytest.fixture(autouse=True)
def _acts_of_these_tests():
    with acts.ACTS.cleared():
        acts.register(Act)
        yield


def _acts(person, count):
    return [ledger.record(Act.DONE, person, by=person, to=str(n)) for n in range(count)]


def test_an_act_is_stored_with_who_what_and_why_and_nothing_empty(person, secretariat):
    ledger.record(
        Act.DONE, person, by=secretariat, from_="a", to="b", reason="So.", sha256="", n=0
    )

    entry = Entry.objects.get()
    assert (entry.actor, entry.kind) == (secretariat, "test.act")
    assert entry.subject == f"accounts.user:{person.pk}"
    assert entry.body == {"from": "a", "to": "b", "reason": "So.", "n": 0}
    assert (entry.from_status, entry.to_status, entry.reason) == ("a", "b", "So.")
    assert str(entry) == f"{entry.seq} test.act accounts.user:{person.pk}"


def test_an_act_without_statuses_or_actor_reads_as_empty(person):
    entry = ledger.record(Act.DONE, person, by=None, reason=None)

    assert (entry.actor, entry.body) == (None, {})
    assert (entry.from_status, entry.to_status, entry.reason) == ("", "", "")


def test_an_act_is_read_in_words(person):
    entry = ledger.record(Act.OTHER, person, by=person)

    assert entry.label == "Something else was done"


def test_a_kind_of_past_times_is_shown_as_it_stands(person):
    entry = ledger.record(Act.DONE, person, by=person)

    with acts.ACTS.cleared():
        assert entry.label == "test.act"


@pytest.mark.parametrize("act", [StrayAct.DONE, "test.act"])
def test_an_act_that_no_app_registered_is_refused(person, act):
    with pytest.raises(acts.UnknownActError, match=re.escape(repr(act))):
        ledger.record(act, person, by=person)

    assert not Entry.objects.exists()


def test_two_apps_cannot_claim_one_kind_of_act():
    with pytest.raises(RegistrationError, match=r"test\.act"):
        acts.register(StrayAct)


def test_acts_are_numbered_without_gaps_even_after_a_rollback(person):
    first = _acts(person, 1)[0]
    try:
        with transaction.atomic():
            _acts(person, 1)
            raise RuntimeError
    except RuntimeError:
        pass

    second = _acts(person, 1)[0]

    assert second.seq == first.seq + 1
    assert list(verify.faults()) == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE ledger_entry SET kind = 'other'", "DELETE FROM ledger_entry"],
)
def test_the_database_refuses_to_change_an_act(person, statement):
    _acts(person, 1)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)

    assert Entry.objects.filter(kind="test.act").count() == 1


UPDATE = "UPDATE ledger_entry SET"
ALTERED = "this row was altered"
FIRST_MISSING = "rows 1 to 1 are missing before this row"
ALTERATIONS = {
    "kind": "'forged'",
    "subject": "'other:1'",
    "body": """'{"to": "x"}'""",
    "at": "at + interval '1 microsecond'",
    "actor_id": "NULL",
}


@pytest.mark.parametrize(("column", "value"), ALTERATIONS.items())
def test_verify_names_an_altered_row(person, column, value):
    altered = _acts(person, 3)[1]
    _around_the_trigger(f"{UPDATE} {column} = {value} WHERE seq = %s", altered.seq)

    faults = list(verify.faults())

    assert faults == [verify.Fault(altered.seq, ALTERED)]


def test_verify_names_a_row_that_was_forged_with_a_hash_that_fits(person):
    forged, after = _acts(person, 2)
    _around_the_trigger(
        "UPDATE ledger_entry SET body = '{}', hash = sha256(prev || convert_to("
        "jsonb_build_array(1, seq, to_char(at AT TIME ZONE 'UTC',"
        """ 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor_id, kind, subject, '{}'::jsonb"""
        ")::text, 'UTF8')) WHERE seq = %s",
        forged.seq,
    )

    faults = list(verify.faults())

    assert faults == [verify.Fault(after.seq, "this row does not follow the one before it")]


def test_verify_names_where_rows_were_deleted(person):
    _first, deleted, also_deleted, last = _acts(person, 4)
    for entry in (deleted, also_deleted):
        _around_the_trigger("DELETE FROM ledger_entry WHERE seq = %s", entry.seq)

    faults = list(verify.faults())

    missing = f"rows {deleted.seq} to {also_deleted.seq} are missing before this row"
    assert faults == [verify.Fault(last.seq, missing)]


def test_verify_names_a_first_row_that_is_missing(person):
    first, second = _acts(person, 2)
    _around_the_trigger("DELETE FROM ledger_entry WHERE seq = %s", first.seq)

    assert first.seq == 1
    assert list(verify.faults()) == [verify.Fault(second.seq, FIRST_MISSING)]


def test_the_command_says_how_many_acts_are_intact_and_gives_a_checkpoint(
    person, guarded, capsys
):
    *_rest, last = _acts(person, 3)

    call_command("verify_ledger")

    digest = bytes(Entry.objects.get(seq=last.seq).hash).hex()
    said = f"3 acts, all intact. Checkpoint {last.seq}:{digest}"
    assert capsys.readouterr().out.strip() == said
    call_command("verify_ledger", checkpoint=f"{last.seq}:{digest}")


def test_the_command_names_each_fault_and_fails(person, guarded, capsys):
    altered, _last = _acts(person, 2)
    _around_the_trigger(
        "UPDATE ledger_entry SET kind = 'forged' WHERE seq = %s", altered.seq
    )

    with pytest.raises(CommandError, match=r"^1 faults in the ledger"):
        call_command("verify_ledger")

    assert capsys.readouterr().err.splitlines()[0] == f"row {altered.seq}: {ALTERED}"


def test_an_empty_ledger_is_intact(db, guarded, capsys):
    call_command("verify_ledger")

    assert verify.end() is None
    assert capsys.readouterr().out.strip() == "The ledger is empty."


def test_a_checkpoint_betrays_a_cut_off_tail(person, capsys):
    *_rest, last = _acts(person, 2)
    kept = verify.end()
    _around_the_trigger("DELETE FROM ledger_entry WHERE seq = %s", last.seq)

    with pytest.raises(CommandError):
        call_command("verify_ledger", checkpoint=str(kept))

    assert "the tail was cut off" in capsys.readouterr().err


def test_a_checkpoint_betrays_a_ledger_written_anew(person, capsys):
    *_rest, last = _acts(person, 2)

    with pytest.raises(CommandError):
        call_command("verify_ledger", checkpoint=f"{last.seq}:{'0' * 64}")

    assert "has another hash now" in capsys.readouterr().err


@pytest.mark.parametrize("checkpoint", ["x", "x:1", ":1"])
def test_a_checkpoint_that_is_none_is_refused(db, checkpoint):
    with pytest.raises(CommandError, match="looks like SEQ:HASH"):
        call_command("verify_ledger", checkpoint=checkpoint)


def test_trail_lists_the_acts_on_one_record_newest_first(person, secretariat):
    _acts(person, 2)
    ledger.record(Act.OTHER, secretariat, by=secretariat)

    with CaptureQueriesContext(connection) as queries:
        trail = [(entry.to_status, entry.actor.name) for entry in ledger.trail(person)]

    assert trail == [("1", person.name), ("0", person.name)]
    assert len(queries) == 1


def _around_the_trigger(statement, seq):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_keep")
        cursor.execute(statement, [seq])
        cursor.execute("ALTER TABLE ledger_entry ENABLE TRIGGER ledger_keep")
