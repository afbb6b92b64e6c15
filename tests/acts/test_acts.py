"""Every act against the table: what it writes, whom it tells, from where, and who may."""

from collections import Counter
from contextlib import contextmanager
from inspect import signature

import pytest
from django.db import connection

from gmp_portal import rulebook
from gmp_portal.accounts import rights
from gmp_portal.search import index
from gmp_portal.search.models import Entry
from gmp_portal.search.register import FINDABLE
from tests.acts import table, unsaved
from tests.acts.kept import expected_of, kept_by
from tests.acts.notation import IS_VISIBLE, NOBODY, OTHER_ROW
from tests.acts.performance import NOUNS, Performance, rolled_back, scenes_of
from tests.acts.scene import (
    REASON,
    VISITOR,
    entries_since,
    jobs_since,
    look,
    mails_since,
    subject_of,
)
from tests.tracing import untraced

pytestmark = pytest.mark.django_db

SETTINGS = [(noun, scene) for noun in table.NOUNS for scene in noun.scenes]


@pytest.mark.parametrize(
    ("noun", "name"), SETTINGS, ids=lambda value: getattr(value, "name", value)
)
def test_scene(noun, name, subtests):
    """A record in one state, with everything that can and cannot happen to it there.

    The scene is arranged once; each act starts from a copy of it and is rolled back.
    """
    scene = scenes_of(noun.name).nouns[noun.name](name)
    acts = [act for act in table.ACTS if act.noun == noun.name]
    fill_index()
    for act in acts:
        if name in act.start.split():
            with subtests.test(act=act.name), rolled_back(scene) as copy:
                check_act(act, copy, noun.scenes[name])
        elif act.refuses.get(name) != OTHER_ROW:
            with subtests.test(refuses=act.name), rolled_back(scene) as copy:
                check_refusal(act, copy, act.refuses.get(name, act.elsewhere))
        if name == act.start.split()[0]:
            for guard in act.refuses.keys() - noun.scenes.keys():
                with subtests.test(act=act.name, guard=guard), rolled_back(scene) as copy:
                    prepare_guard(act, guard, copy)
                    check_refusal(act, copy, act.refuses[guard])
    # As while a page is read: who somebody is to the record is asked once.
    with rights.remembered(), rulebook.read_once():
        for row in table.PERMISSIONS:
            if row.noun == noun.name:
                with subtests.test(permission=row.name):
                    check_permission(row, name, scene)


def check_act(act, scene, status):
    with changes_noted() as changes:
        performance = Performance(act, scene)
    if changes:
        fill_index()

    with unsaved.collected() as left_out:
        result = performance.run()

    before, after = performance.before, look()
    assert written(before) == expected_entries(act, scene, status, result)
    assert mails_since(before, scene) == expected_mails(act, scene)
    assert changed_rights(before, after, scene) == expected_rights(act)
    assert jobs_since(before) == act.jobs.split()
    moves = expected_moves(act, scene, status, before)
    assert changed_statuses(before, after) == moves
    assert not left_out
    assert not_as_indexed() == []
    # The clock reads the rows that are due itself and leaves the scene's record as it was.
    if scene.record is not None and act.by != NOBODY:
        assert not unsaved.fields_of(scene.record)
    assert kept_by(act.name, scene, result) == expected_of(act.name, scene)
    if act.name in scenes_of(act.noun).afterwards:
        assert scenes_of(act.noun).afterwards[act.name](scene, result)


@contextmanager
def changes_noted():
    """What is written to the database meanwhile, such as records that an act is given."""
    changes = []

    def note(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            changes.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield changes


@untraced
def fill_index():
    """Index the records; what the portal itself brings, such as clauses, no act changes."""
    for kind, findable in FINDABLE.items():
        if findable.records is not None:
            index.fill(kind)


@untraced
def not_as_indexed():
    """What can be found now and is not what a plain look at the records gives (A1-6d-ii)."""
    return [
        (kind, part)
        for kind, findable in FINDABLE.items()
        if findable.records is not None
        for part in _kept(kind) ^ _wanted(kind, findable)
    ]


def _kept(kind):
    kept = Entry.objects.filter(kind=kind)
    return set(kept.values_list("record", "part", "title", "text", "path", "is_public"))


def _wanted(kind, findable):
    keys = list(findable.records().values_list("pk", flat=True))
    return {
        (entry.record, entry.part, entry.title, entry.text, entry.path, entry.is_public)
        for entry in (index.entries_of(kind, keys) if keys else ())
    }


def check_refusal(act, scene, expected):
    performance = Performance(act, scene)

    answer = performance.answer()

    assert answer == expected
    assert look() == performance.before
    # What is refused has not become anything yet, not even in memory.
    if hasattr(scene.record, "status"):
        assert not {field for field in unsaved.fields_of(scene.record) if is_status(field)}


def is_status(field):
    return field.endswith(".status")


def prepare_guard(act, guard, scene):
    if guard.removeprefix("by ") in scene.people:
        scene.by = guard.removeprefix("by ")
    else:
        scenes_of(act.noun).guards[f"{act.name}: {guard}"](scene)


def check_permission(row, name, scene):
    roles = [*scene.people, VISITOR]
    scenes = scenes_of(row.noun)

    opened = {role for role in roles if ask(scenes, row, scene.actor(role), scene)}

    assert opened == roles_in(row, name, roles)


def written(before):
    return Counter(
        (
            entry.kind,
            entry.subject,
            entry.actor,
            entry.from_status,
            entry.to_status,
            why(entry.reason),
        )
        for entry in entries_since(before)
    )


def why(reason):
    """The reason somebody gave, or a sentence of the code's own."""
    return "why" if reason == REASON else "own" if reason else ""


def expected_entries(act, scene, status, result):
    entries = Counter()
    for line in filter(None, map(str.strip, act.writes.splitlines())):
        kind, *marks = line.split()
        about = next((mark[1:] for mark in marks if mark.startswith("@")), "record")
        step = next((mark for mark in marks if ">" in mark), ">")
        role = next((mark[1:] for mark in marks if mark.startswith("~")), act.by)
        actor = scene.people.get(role)
        from_, _arrow, to = step.replace("*", status).partition(">")
        reason = next((mark for mark in marks if mark in ("why", "own")), "")
        entries[kind, subject_of(scene, about, result), actor, from_, to, reason] += 1
    return entries


def expected_mails(act, scene):
    mails = Counter()
    for template, roles in act.mails.items():
        app, _slash, name = f"{NOUNS[act.noun].app}/{template}".rpartition("/")
        path = f"{app.rpartition('/')[2]}/emails/{name}.txt"
        for role in spread(roles):
            if role.endswith("!") or role != act.by:
                mails[path, role.removesuffix("!")] += 1
    return mails


def spread(roles):
    """The roles of a cell, with groups of people spelt out."""
    return [role for word in roles.split() for role in table.GROUPS.get(word, word).split()]


def changed_rights(before, after, scene):
    roles = {str(person.pk): role for role, person in scene.people.items()}

    def lines(rights):
        parts = (right.split(":") for right in rights)
        return sorted((right, roles.get(person, person)) for right, person, _key in parts)

    return lines(after.rights - before.rights), lines(before.rights - after.rights)


def expected_rights(act):
    def lines(rights):
        return sorted(
            (right, role) for right, roles in rights.items() for role in roles.split()
        )

    return lines(act.grants), lines(act.revokes)


def changed_statuses(before, after):
    """Which records stand elsewhere than before; new ones are no change of status."""
    return {
        key: (status, after.statuses.get(key, ""))
        for key, status in before.statuses.items()
        if after.statuses.get(key, "") != status
    }


def expected_moves(act, scene, status, before):
    moves = {}
    for line in [*act.writes.splitlines(), *act.moves.splitlines()]:
        marks = line.split()
        step = next((mark for mark in marks if ">" in mark), ">")
        about = next((mark[1:] for mark in marks if mark.startswith("@")), "record")
        from_, _arrow, to = step.replace("*", status).partition(">")
        if from_ and from_ != to and about != "result":
            label, _colon, key = subject_of(scene, about, None).partition(":")
            moves[label, key] = (from_, to)
    return {key: move for key, move in moves.items() if key in before.statuses}


def ask(scenes, row, person, scene):
    if row.name == IS_VISIBLE:
        visible = type(scene.record).objects.visible_to(person)
        return visible.filter(pk=scene.record.pk).exists()
    if row.name in scenes.asks:
        return bool(scenes.asks[row.name](person, scene))
    permission = getattr(scenes.permissions, row.name)
    takes_record = len(signature(permission).parameters) > 1
    return bool(permission(person, *[scene.record] * takes_record))


def roles_in(row, name, everybody):
    signed_in = [role for role in everybody if role != VISITOR]
    crowds = {"anybody": everybody, "signed_in": signed_in}
    return {
        role
        for roles, scenes in row.open_to.items()
        if name in scenes.split()
        for role in crowds.get(roles) or spread(roles)
    }
