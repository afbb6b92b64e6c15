"""Every act against the table: what it writes, whom it tells, from where, and who may."""

from collections import Counter
from inspect import signature

import pytest
from django.core.exceptions import ValidationError

from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from tests.acts import scenes_partners, table
from tests.acts.notation import NOBODY
from tests.acts.scene import (
    REASON,
    VISITOR,
    entries_since,
    look,
    mails_since,
    subject_of,
)

pytestmark = pytest.mark.django_db


def named(value):
    return getattr(value, "name", value)


SCENES = {"partners": scenes_partners.SCENES}
NOUNS = {noun.name: noun for noun in table.NOUNS}
STARTS = [(act, start) for act in table.ACTS for start in act.start.split()]
GUARDS = [
    (act, guard)
    for act in table.ACTS
    for guard in act.refuses
    if guard not in NOUNS[act.noun].scenes
]
SETTINGS = [(noun, scene) for noun in table.NOUNS for scene in noun.scenes]


def scenes_of(noun):
    return SCENES[NOUNS[noun].app]


def arrange(noun, name):
    return scenes_of(noun).nouns[noun](name)


def perform(act, scene):
    role = scene.by or act.by
    by = None if role == NOBODY else scene.people[role]
    return scenes_of(act.noun).calls[act.name](scene, by)


@pytest.mark.parametrize(("act", "start"), STARTS, ids=named)
def test_act_writes_and_tells_exactly_what_the_table_says(act, start):
    scene, status = arrange(act.noun, start), NOUNS[act.noun].scenes[start]
    before = look()

    result = perform(act, scene)

    assert written(before) == expected_entries(act, scene, status, result)
    assert mails_since(before, scene) == expected_mails(act, scene)
    after = look()
    assert changed_rights(before, after, scene) == expected_rights(act)
    assert sorted(kind for kind, _key in after.jobs - before.jobs) == act.jobs.split()
    assert changed_statuses(before, after) == expected_moves(act, scene, status, before)


@pytest.mark.parametrize(("noun", "name"), SETTINGS, ids=named)
def test_acts_refuse_to_start_from_anywhere_else(noun, name):
    acts = [
        act for act in table.ACTS if act.noun == noun.name and name not in act.start.split()
    ]
    if not acts:
        return
    scene = arrange(noun.name, name)
    before = look()

    answers = {act.name: refusal_of(act, scene) for act in acts}

    assert answers == {act.name: act.refuses.get(name, act.elsewhere) for act in acts}
    assert look() == before


@pytest.mark.parametrize(("act", "guard"), GUARDS, ids=named)
def test_guard_refuses_with_its_clause_and_changes_nothing(act, guard):
    scene = arrange(act.noun, act.start.split()[0])
    if guard.startswith("by "):
        scene.by = guard.removeprefix("by ")
    else:
        scenes_of(act.noun).guards[f"{act.name}: {guard}"](scene)
    before = look()

    answer = refusal_of(act, scene)

    assert answer == act.refuses[guard]
    assert look() == before


@pytest.mark.parametrize(("noun", "name"), SETTINGS, ids=named)
def test_permissions_are_open_to_exactly_these_roles(noun, name):
    rows = [row for row in table.PERMISSIONS if row.noun == noun.name]
    if not rows:
        return
    scene, scenes = arrange(noun.name, name), scenes_of(noun.name)
    roles = [*scene.people, VISITOR]

    answers = {
        row.name: {role for role in roles if ask(scenes, row, scene.actor(role), scene)}
        for row in rows
    }

    assert answers == {row.name: roles_in(row, name) & set(roles) for row in rows}


def refusal_of(act, scene):
    """How the act refuses, in the words of the table; ``done`` where it does not."""
    try:
        perform(act, scene)
    except RuleRefusedError as refusal:
        return f"{refusal.clause} {refusal.status}"
    except InvalidTransitionError:
        return "moved"
    except ValidationError:
        return "invalid"
    except Exception as error:
        return type(error).__name__
    return "done"


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
    actor = scene.people.get(act.by)
    entries = Counter()
    for line in filter(None, map(str.strip, act.writes.splitlines())):
        kind, *marks = line.split()
        about = next((mark[1:] for mark in marks if mark.startswith("@")), "record")
        step = next((mark for mark in marks if ">" in mark), ">")
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
    roles = {person.pk: role for role, person in scene.people.items()}

    def lines(rights):
        return sorted((right, roles.get(person, person)) for person, right, _key in rights)

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
            moves[label, int(key)] = (from_, to)
    return {key: move for key, move in moves.items() if key in before.statuses}


def ask(scenes, row, person, scene):
    if row.name in scenes.asks:
        return bool(scenes.asks[row.name](person, scene))
    permission = getattr(scenes.permissions, row.name)
    takes_record = len(signature(permission).parameters) > 1
    return bool(permission(person, *[scene.record] * takes_record))


def roles_in(row, name):
    return {
        role
        for roles, scenes in row.open_to.items()
        if name in scenes.split()
        for role in spread(roles)
    }
