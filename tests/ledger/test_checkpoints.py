"""Checkpoints lie in many places, so that a ledger cut or written anew betrays itself (P-1)."""

import json
import random
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.formats import date_format

from gmp_portal.launcher.servers import RUNNING_ROLE
from gmp_portal.ledger import checkpoints, verify, verify_export
from gmp_portal.ledger.models import Checkpoint, Entry
from gmp_portal.notifications import scheduled
from gmp_portal.notifications.models import Message

# The database knows no other day than its own.
TODAY = timezone.now().date()


@pytest.fixture
def acts(person, guarded):
    """Thirty acts, in the words that the trigger chains."""
    for number in range(30):
        Entry.objects.create(
            actor=person if number % 3 else None,
            kind="test.act",
            subject=f"accounts.user:{number}",
            body={"to": str(number), "reason": 'Sí, 汞 \u0627 \\ " 1e3'},
        )
    return list(Entry.objects.order_by("seq"))


@pytest.fixture
def unguarded(acts):
    """What only an owner of the tables can do."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("ledger_entry", "ledger_checkpoint"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ledger_keep")
        yield cursor


def test_the_end_of_the_chain_is_kept_once_a_day(acts):
    taken = checkpoints.take()
    Entry.objects.create(kind="test.act", subject="x:1")

    assert checkpoints.take() is None
    assert str(taken) == f"30:{bytes(acts[-1].hash).hex()}"
    assert [str(kept) for kept in Checkpoint.objects.all()] == [str(taken)]


def test_a_day_that_is_taken_meanwhile_is_kept_once(acts):
    """A program whose clock goes before that of the database is told by the constraint."""
    kept = checkpoints.take()

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        again = checkpoints.take()

    assert again is None
    assert list(Checkpoint.objects.all()) == [kept]


def test_the_next_day_has_a_checkpoint_of_its_own(acts, unguarded):
    checkpoints.take()
    unguarded.execute("""UPDATE ledger_checkpoint SET "on" = "on" - 1""")

    taken = checkpoints.take()

    assert (taken.on, taken.seq) == (TODAY, 30)
    assert Checkpoint.objects.count() == 2


def test_an_empty_ledger_has_no_checkpoint(db):
    assert checkpoints.take() is None
    assert verify.end() is None
    assert list(verify.exported()) == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE ledger_checkpoint SET seq = 1", "DELETE FROM ledger_checkpoint"],
)
def test_a_checkpoint_stays(acts, statement):
    checkpoints.take()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)


def test_whatever_is_added_is_the_end_of_the_chain_today(acts):
    """Who runs the portal keeps no day that has not come, and no moment that is over."""
    before = timezone.now()
    Checkpoint.objects.create(
        on=TODAY + timedelta(days=40),
        seq=3,
        hash=b"\x01" * 32,
        taken_at=before + timedelta(days=40),
    )

    [kept] = Checkpoint.objects.all()
    assert (kept.on, str(kept)) == (TODAY, f"30:{bytes(acts[-1].hash).hex()}")
    assert before <= kept.taken_at <= timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Checkpoint(on=TODAY + timedelta(days=41), seq=3, hash=b"").save(force_insert=True)


def test_the_checkpoint_of_the_day_is_mailed_once(acts, settings):
    settings.CHECKPOINT_EMAIL = "archive@example.org"

    scheduled.keep_checkpoint(TODAY)
    scheduled.keep_checkpoint(TODAY)

    [mail] = Message.objects.all()
    assert (mail.address, mail.is_secret) == ("archive@example.org", False)
    assert mail.subject == f"Checkpoint of the ledger, {date_format(TODAY)}"
    assert str(Checkpoint.objects.get()) in mail.body


def test_without_an_address_the_checkpoint_is_kept_all_the_same(acts, settings):
    settings.CHECKPOINT_EMAIL = ""

    scheduled.keep_checkpoint(TODAY)

    assert Checkpoint.objects.count() == 1
    assert not Message.objects.exists()


def test_a_document_prints_the_checkpoint_of_its_own_moment(acts, settings):
    kept = checkpoints.take()
    before = Checkpoint.objects.get().taken_at - timedelta(seconds=1)
    address = f"{settings.SITE_URL}/framework/integrity/"

    assert checkpoints.as_of(timezone.now()) == str(kept)
    assert checkpoints.colophon(timezone.now()) == f"{address} {kept}"
    assert checkpoints.as_of(before) == checkpoints.as_of(None) == ""
    assert checkpoints.colophon(before) == ""


def test_a_tail_that_was_cut_off_is_found_by_the_ledger_itself(acts, unguarded, capsys):
    checkpoints.take()
    unguarded.execute("DELETE FROM ledger_entry WHERE seq > 25")

    with pytest.raises(CommandError):
        call_command("verify_ledger")

    gone = f"row 30: the row of the checkpoint of {TODAY} is gone: the tail was cut off"
    assert gone in capsys.readouterr().err


def test_a_ledger_written_anew_is_found_by_the_ledger_itself(acts, unguarded):
    checkpoints.take()
    unguarded.execute("UPDATE ledger_checkpoint SET hash = '\\x01'")

    [fault] = verify.faults()

    assert fault.what == f"the row of the checkpoint of {TODAY} has another hash now"


def test_whoever_owns_the_ledger_is_told_so(acts, capsys):
    call_command("verify_ledger")

    assert "run manage.py secure_database" in capsys.readouterr().err


def test_nobody_is_told_so_where_the_portal_owns_nothing(acts, capsys):
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {RUNNING_ROLE}")
        call_command("verify_ledger")
        cursor.execute("RESET ROLE")

    assert "run manage.py secure_database" not in capsys.readouterr().err


def test_a_long_ledger_tells_how_far_it_is(acts, capsys, monkeypatch):
    monkeypatch.setattr(verify, "STEP", 10)

    call_command("verify_ledger", verbosity=2)

    assert capsys.readouterr().out.splitlines()[:3] == [
        "10 acts read …",
        "20 acts read …",
        "30 acts read …",
    ]


CHANGES = {
    "kind": lambda chance: f"kind || '{chance.choice('abc')}'",
    "subject": lambda chance: f"overlay(subject placing '{chance.choice('#+')}' from 3)",
    "body": lambda chance: f'body || \'{{"to": "{chance.random()}"}}\'',
    "at": lambda chance: f"at + interval '{chance.choice((-1, 1))} microsecond'",
    "actor_id": lambda _: (
        "CASE WHEN actor_id IS NULL THEN (SELECT id FROM accounts_user) END"
    ),
    "prev": lambda chance: (
        f"set_byte(prev, 0, 255 - get_byte(prev, {chance.randint(0, 0)}))"
    ),
    "hash": lambda chance: "set_byte(hash, {0}, 255 - get_byte(hash, {0}))".format(
        chance.randint(0, 31)
    ),
}


def test_every_change_of_a_single_row_is_found_and_named(unguarded):
    """250 changes by an owner, drawn by lot: each is named at its row."""
    chance = random.Random(7)
    missed = []
    for _ in range(250):
        column, seq = chance.choice(list(CHANGES)), chance.randint(1, 30)
        change = f"{column} = {CHANGES[column](chance)} WHERE seq = {seq}"
        with transaction.atomic():
            unguarded.execute("UPDATE ledger_entry SET " + change)  # noqa: S608
            if seq not in {fault.seq for fault in verify.faults()}:
                missed.append(change)
            transaction.set_rollback(True)

    assert missed == []


def test_every_row_that_was_removed_is_found_and_named(acts, unguarded):
    checkpoints.take()
    missed = []
    for seq in range(1, 31):
        with transaction.atomic():
            unguarded.execute("DELETE FROM ledger_entry WHERE seq = %s", [seq])
            if not any(
                str(seq) in fault.what or fault.seq == seq for fault in verify.faults()
            ):
                missed.append(seq)
            transaction.set_rollback(True)

    assert missed == []


# The export, and the program that checks it without the portal -----------------------------


def wrong(lines, *given):
    return list(verify_export.faults(lines, given))


@pytest.fixture
def export(acts):
    checkpoints.take()
    return list(verify.exported())


def test_an_export_is_intact_and_whole(export):
    acts = [json.loads(line) for line in export if '"seq"' in line]

    assert wrong(export) == []
    assert [act["seq"] for act in acts] == list(range(1, 31))
    assert json.loads(acts[4]["text"])[4:6] == ["test.act", "accounts.user:4"]


def test_a_long_export_is_read_in_pieces(acts):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_entry (kind, subject, body)"
            " SELECT 'test.act', 'x:' || n, '{}' FROM generate_series(1, 2100) n"
        )

    lines = list(verify.exported())

    assert len(lines) == 1 + 2130
    assert wrong(lines) == []


def test_a_line_of_an_export_that_was_only_written_otherwise_is_found(export):
    blown_up = export[0].replace(":", ": ", 1)

    assert "line 1 cannot be read" in wrong([blown_up, *export[1:]])


def test_every_changed_character_of_an_export_is_found(export):
    """300 characters changed by lot, one at a time."""
    chance = random.Random(11)
    missed = []
    for _ in range(300):
        number = chance.randrange(len(export))
        line = export[number]
        place = chance.randrange(len(line))
        letter = chance.choice([sign for sign in 'a0"}é ' if sign != line[place]])
        changed = line[:place] + letter + line[place + 1 :]
        if not wrong([*export[:number], changed, *export[number + 1 :]]):
            missed.append((number, place, letter))

    assert missed == []


@pytest.mark.parametrize("kept", [1, 10, 31])
def test_an_export_whose_end_was_cut_off_is_found_by_its_checkpoints(export, kept):
    assert any("the end was cut off" in fault for fault in wrong(export[:kept]))


def test_an_export_without_its_checkpoints_is_found_by_one_from_elsewhere(export, acts):
    bare = [line for line in export if '"seq"' in line]
    mailed = f"30:{bytes(acts[-1].hash).hex()}"

    assert wrong(bare, mailed) == []
    assert wrong(bare[:-1], mailed) == [
        f"checkpoint {mailed}: its act is gone: the end was cut off"
    ]
    assert wrong(bare, f"30:{'0' * 64}") == [
        f"checkpoint 30:{'0' * 64}: its act has another hash"
    ]


def test_an_act_that_is_missing_or_moved_is_found(export):
    acts = [line for line in export if '"seq"' in line]

    assert "line 5: act 5 is missing" in wrong([*acts[:4], *acts[5:]])
    assert wrong([*acts[:4], acts[5], acts[4], *acts[6:]])


def run(file):
    command = [sys.executable, "-I", verify_export.__file__, str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_program_is_short_and_runs_without_the_portal(export, tmp_path):
    file = tmp_path / "ledger.jsonl"
    file.write_text("".join(export), encoding="utf-8")
    source = Path(verify_export.__file__).read_text(encoding="utf-8")

    intact = run(file)
    file.write_text("".join(export[:-1]), encoding="utf-8")
    cut = run(file)

    assert (intact.returncode, intact.stdout) == (0, "Every act is intact.\n")
    assert cut.returncode == 1
    assert "the end was cut off" in cut.stderr
    assert len(source.splitlines()) <= 60
    assert "django" not in source


# Pages ---------------------------------------------------------------------------------------


def test_everybody_sees_the_checkpoints_and_gets_the_program(client, acts):
    kept = checkpoints.take()

    page = client.get("/framework/integrity/")
    program = client.get("/framework/integrity/verify_export.py")

    assert str(kept) in page.text
    assert b"".join(program.streaming_content).startswith(b"#!/usr/bin/env python3")
    assert program["Content-Disposition"] == 'attachment; filename="verify_export.py"'


def test_before_the_first_checkpoint_the_page_says_so(client, db):
    assert "There is no checkpoint yet." in client.get("/framework/integrity/").text


def test_the_secretariat_exports_the_ledger_for_auditors(as_user, secretariat, export):
    answer = as_user(secretariat).get("/desk/ledger/export/")

    lines = b"".join(answer.streaming_content).decode().splitlines(keepends=True)
    assert wrong(lines) == []
    assert len(lines) >= len(export)
    assert answer["Content-Disposition"].startswith('attachment; filename="ledger-')


def test_nobody_else_exports_it(as_user, person, acts):
    answer = as_user(person).get("/desk/ledger/export/")

    assert answer.status_code == 403
    assert "export the ledger" in answer.text
