"""Nothing is missing in the table: no act, no kind, no mail, no permission."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from gmp_portal.ledger import verbs
from tests.acts import table
from tests.acts.left_out import LEFT_OUT, NOT_YET
from tests.acts.test_acts import NOUNS, SCENES

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
unfinished = pytest.mark.xfail(reason="rows are missing", strict=True)
ACT_CASES = [pytest.param(app, marks=[unfinished] * (app in NOT_YET)) for app in APPS]
PERMISSION_CASES = [
    pytest.param(app, marks=[unfinished] * (app in NOT_YET))
    for app in APPS
    if (ROOT / app / "permissions.py").exists()
]
while_unfinished = pytest.mark.xfail(bool(NOT_YET), reason="apps are missing", strict=True)
WRITES = ("ledger.record", "emails.", "transaction.atomic")


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


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
    readers = {"emails", "handlers", "permissions", "apps", "seed", "facts"}
    return [path for path in places if path.stem not in readers]


def module_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("app", ACT_CASES)
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


@while_unfinished
def test_every_kind_of_the_ledger_stands_in_the_table():
    kinds = {line.split()[0] for act in table.ACTS for line in act.writes.splitlines()}

    assert sorted(verbs.known() - kinds - LEFT_OUT.keys()) == []


@while_unfinished
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


@pytest.mark.parametrize("app", PERMISSION_CASES)
def test_every_permission_stands_in_the_table(app):
    path = ROOT / app / "permissions.py"
    names = functions(path)
    asked = {row.name for row in table.PERMISSIONS if NOUNS[row.noun].app == app}

    unknown = {f"{module_of(path)}.{name}" for name in names if name.startswith("can_")}
    unknown -= {f"{module_of(path)}.{name}" for name in asked}

    assert sorted(unknown - LEFT_OUT.keys()) == []


@pytest.mark.parametrize("noun", table.NOUNS, ids=lambda noun: noun.name)
def test_every_status_of_a_noun_has_a_scene(noun, db):
    record = SCENES[noun.app].nouns[noun.name](next(iter(noun.scenes))).record
    statuses = set(getattr(getattr(type(record), "Status", None), "values", [""]))

    assert noun.partial or set(noun.scenes.values()) == statuses


def app_label(act):
    return NOUNS[act.noun].app.rpartition("/")[2]
