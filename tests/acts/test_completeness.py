"""Nothing is missing in the table: no act, no kind, no mail, no permission."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from gmp_portal.ledger.acts import ACTS
from tests.acts import table
from tests.acts.kept import KEPT
from tests.acts.left_out import LEFT_OUT
from tests.acts.notation import IS_VISIBLE, OTHER_ROW
from tests.acts.performance import NOUNS, SCENES

ROOT = Path(settings.BASE_DIR)
APPS = (
    "partners",
    "areas",
    "advisory_group",
    "reporting",
    "gmp_portal/meetings",
    "gmp_portal/website",
    "gmp_portal/accounts",
    "gmp_portal/documents",
    "gmp_portal/jobs",
    "gmp_portal/notifications",
    "gmp_portal/rulebook",
)
WRITES = ("ledger.record", "emails.", "transaction.atomic")


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def permission_modules(app):
    return [*(ROOT / app).glob("permissions.py"), *(ROOT / app).glob("permissions/*.py")]


def permissions_in(path):
    """What a module of permissions offers: functions, and names for what is made of others."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    targets = [
        target
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    names = [target.id for target in targets if isinstance(target, ast.Name)]
    return {name for name in [*functions(path), *names] if name.startswith("can_")}


def acts_in(path):
    """Public functions that write, by themselves or through others of their module."""
    nodes = functions(path)
    names = {
        name: {
            ast.unparse(part.func if isinstance(part, ast.Call) else part)
            for part in (
                *node.decorator_list,
                *(part for part in ast.walk(node) if isinstance(part, ast.Call)),
            )
        }
        for name, node in nodes.items()
    }
    writing = {
        name
        for name, used in names.items()
        if any(text.startswith(WRITES) for text in used)
    }
    while more := {name for name, used in names.items() if used & writing} - writing:
        writing |= more
    return {name for name in writing if not name.startswith("_")}


def act_modules(app):
    places = [*(ROOT / app).glob("actions/*.py"), *(ROOT / app).glob("*.py")]
    readers = {"emails", "handlers", "permissions", "apps", "seed"}
    return [path for path in places if path.stem not in readers]


def module_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("app", APPS)
def test_every_act_stands_in_the_table(app):
    acts = {
        f"{module_of(path)}.{name}" for path in act_modules(app) for name in acts_in(path)
    }
    called = {
        f"{call.function.__module__}.{call.function.__qualname__}"
        for scenes in SCENES.values()
        for call in scenes.calls.values()
    }

    assert sorted(acts - called - LEFT_OUT.keys()) == []


@pytest.mark.parametrize("app", APPS)
def test_every_call_of_the_scenes_is_a_row(app):
    rows = {act.name for act in table.ACTS}
    calls = SCENES[app].calls.keys() if app in SCENES else set()

    assert {name for name in rows if NOUNS[name.partition(".")[0]].app == app} == set(calls)


def test_every_kind_of_the_ledger_stands_in_the_table():
    kinds = {line.split()[0] for act in table.ACTS for line in act.writes.splitlines()}

    assert sorted(set(ACTS) - kinds - LEFT_OUT.keys()) == []


def test_every_mail_stands_in_the_table():
    folder = ROOT / "templates"
    templates = {
        f"{path.parent.parent.name}/{path.stem}" for path in folder.glob("*/emails/*.txt")
    }
    told = {
        template if "/" in template else f"{app_label(act)}/{template}"
        for act in table.ACTS
        for template in act.mails
    }

    assert sorted(templates - told) == []


@pytest.mark.parametrize("app", APPS)
def test_every_permission_stands_in_the_table(app):
    offered = {name for path in permission_modules(app) for name in permissions_in(path)}
    asked = {row.name for row in table.PERMISSIONS if NOUNS[row.noun].app == app}

    assert sorted(offered - asked) == []


@pytest.mark.parametrize("noun", table.NOUNS, ids=lambda noun: noun.name)
def test_every_noun_that_is_hidden_from_somebody_says_from_whom(noun, db):
    record = SCENES[noun.app].nouns[noun.name](next(iter(noun.scenes))).record
    is_hidden = record is not None and hasattr(type(record).objects, "visible_to")
    asked = {row.noun for row in table.PERMISSIONS if row.name == IS_VISIBLE}

    assert noun.partial or is_hidden == (noun.name in asked)


@pytest.mark.parametrize("noun", table.NOUNS, ids=lambda noun: noun.name)
def test_every_status_of_a_noun_has_a_scene(noun, db):
    record = SCENES[noun.app].nouns[noun.name](next(iter(noun.scenes))).record
    statuses = set(getattr(getattr(type(record), "Status", None), "values", [""]))

    assert noun.partial or set(noun.scenes.values()) == statuses


@pytest.mark.parametrize("act", table.ACTS, ids=lambda act: act.name)
def test_every_scene_of_an_act_exists(act):
    """A name that is mistyped would test nothing."""
    scenes = NOUNS[act.noun].scenes
    elsewhere = {name for name in act.refuses if act.refuses[name] == OTHER_ROW}

    assert act.start.split()
    assert set(act.start.split()) <= scenes.keys()
    assert elsewhere <= scenes.keys() - set(act.start.split())


@pytest.mark.parametrize("row", table.PERMISSIONS, ids=lambda row: row.name)
def test_every_scene_of_a_permission_exists(row):
    scenes = {name for names in row.open_to.values() for name in names.split()}

    assert scenes <= NOUNS[row.noun].scenes.keys()


def test_everything_that_is_kept_belongs_to_an_act():
    assert sorted(KEPT.keys() - {act.name for act in table.ACTS}) == []


def test_another_row_says_what_happens():
    functions_of = {
        name: call.function
        for scenes in SCENES.values()
        for name, call in scenes.calls.items()
    }
    covered = {
        (act.noun, functions_of[act.name], scene)
        for act in table.ACTS
        for scene in act.start.split()
    }
    referred = {
        (act.noun, functions_of[act.name], scene)
        for act in table.ACTS
        for scene, answer in act.refuses.items()
        if answer == OTHER_ROW
    }

    assert referred <= covered


@pytest.mark.parametrize("app", SCENES)
def test_every_guard_of_the_scenes_is_in_the_table(app):
    named = {
        f"{act.name}: {guard}"
        for act in table.ACTS
        for guard in act.refuses
        if NOUNS[act.noun].app == app
    }

    assert sorted(SCENES[app].guards.keys() - named) == []


def test_what_is_left_out_exists():
    acts = {
        f"{module_of(path)}.{name}"
        for app in APPS
        for path in act_modules(app)
        for name in acts_in(path)
    }

    assert sorted(LEFT_OUT.keys() - acts - set(ACTS)) == []


def app_label(act):
    return NOUNS[act.noun].app.rpartition("/")[2]
