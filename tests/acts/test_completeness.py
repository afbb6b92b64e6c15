"""Nothing is missing in the table: no act, no kind, no mail, no permission."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.db.models import TextChoices

from gmp_portal.accounts import offices, rights_table
from gmp_portal.accounts.rights import Steps, always, officers
from gmp_portal.ledger.acts import ACTS
from tests.acts import table
from tests.acts.kept import KEPT
from tests.acts.left_out import LEFT_OUT
from tests.acts.notation import IS_VISIBLE, OTHER_ROW
from tests.acts.performance import NOUNS, SCENES
from tests.acts.scene import STATEFUL

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
    "gmp_portal/incoming",
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


def acts_of(app):
    return {
        f"{module_of(path)}.{name}" for path in act_modules(app) for name in acts_in(path)
    }


def without_row(acts):
    """Those acts that no scene calls and that nobody left out with a reason."""
    called = {
        f"{call.function.__module__}.{call.function.__qualname__}"
        for scenes in SCENES.values()
        for call in scenes.calls.values()
    }
    return sorted(acts - called - LEFT_OUT.keys())


@pytest.mark.parametrize("app", APPS)
def test_every_act_stands_in_the_table(app):
    assert without_row(acts_of(app)) == []


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

    assert not_asked(app, offered) == []


def not_asked(app, offered):
    """Those permissions of an app for which no row says to whom they are open."""
    asked = {row.name for row in table.PERMISSIONS if NOUNS[row.noun].app == app}
    return sorted(offered - asked)


def unwritten(steps):
    """Those steps and rights, by their names, that are asked by no row of the table."""
    asked = {
        id(getattr(SCENES[NOUNS[row.noun].app].permissions, row.name, None))
        for row in table.PERMISSIONS
    }
    return sorted(name for name, step in steps.items() if id(step) not in asked)


def test_every_step_and_right_that_the_code_registers_stands_in_the_table():
    steps = {
        f"{name}.{permission.name}": permission
        for name, kind in rights_table.KINDS.items()
        for permission in kind.permissions
    }
    rights = {name: named.right for name, named in rights_table.RIGHTS.items()}

    assert len(steps) > 100
    # These two are made for one cycle; the rows of the cycle ask them.
    assert unwritten(steps | rights) == [
        "reporting.area.area_report_start",
        "reporting.partner.progress_start",
    ]


@pytest.mark.parametrize("noun", table.NOUNS, ids=lambda noun: noun.name)
def test_every_noun_that_is_hidden_from_somebody_says_from_whom(noun, db):
    record = SCENES[noun.app].nouns[noun.name](next(iter(noun.scenes))).record
    is_hidden = record is not None and hasattr(type(record).objects, "visible_to")
    asked = {row.noun for row in table.PERMISSIONS if row.name == IS_VISIBLE}

    assert noun.partial or is_hidden == (noun.name in asked)


def statuses_of(model):
    return set(getattr(getattr(model, "Status", None), "values", [""]))


def model_of(noun):
    record = SCENES[noun.app].nouns[noun.name](next(iter(noun.scenes))).record
    return type(record)


def without_scene(model, nouns):
    """Where such a record can stand, without a scene of any noun."""
    shown = {status for noun in nouns for status in noun.scenes.values()}
    return statuses_of(model) - shown


@pytest.mark.parametrize("noun", table.NOUNS, ids=lambda noun: noun.name)
def test_every_status_of_a_noun_has_a_scene(noun, db):
    assert noun.partial or set(noun.scenes.values()) == statuses_of(model_of(noun))


@pytest.fixture
def nouns_of(db):
    """The whole nouns of each model; those that show a special case count for nothing."""
    nouns = defaultdict(list)
    for noun in table.NOUNS:
        if not noun.partial:
            with transaction.atomic():
                nouns[model_of(noun)].append(noun)
                transaction.set_rollback(True)
    return nouns


def test_everything_that_has_a_life_cycle_or_a_term_is_a_noun(nouns_of):
    models = {*STATEFUL, *offices.term_models()}

    assert len(models) > 15
    assert [model.__name__ for model in models if not nouns_of[model]] == []
    missing = {model: without_scene(model, nouns_of[model]) for model in STATEFUL}
    assert not any(missing.values()), missing


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


# What is missing is found ------------------------------------------------------------------

MADE_UP_ACTS = """
from django.db import transaction

@transaction.atomic
def do_by_a_transaction(record, *, by): ...

def do_by_the_ledger(record, *, by):
    ledger.record(Act.DONE, record, by=by)

def do_through_another(record, *, by):
    do_by_the_ledger(record, by=by)

def only_reads(record): ...
"""
MADE_UP_PERMISSIONS = """
can_make_up = LETTER.step("make_up", _sender, always)
can_be_made: Right = Right(is_officer, "No.", "A1-2e")

def can_be_asked(user, record): ...

def knows(user, record): ...
"""


def test_an_act_without_a_row_is_found(tmp_path):
    path = tmp_path / "made_up.py"
    path.write_text(MADE_UP_ACTS, encoding="utf-8")

    acts = {f"made_up.{name}" for name in acts_in(path)}

    assert without_row(acts | acts_of("partners")) == [
        "made_up.do_by_a_transaction",
        "made_up.do_by_the_ledger",
        "made_up.do_through_another",
    ]


def test_a_permission_without_a_row_is_found(tmp_path):
    path = tmp_path / "permissions.py"
    path.write_text(MADE_UP_PERMISSIONS, encoding="utf-8")

    offered = permissions_in(path) | {"can_confirm"}

    assert not_asked("partners", offered) == ["can_be_asked", "can_be_made", "can_make_up"]


def test_a_step_without_a_row_is_found():
    made_up = Steps().step("made_up", officers("No.", "A1-2e"), always)
    known = rights_table.KINDS["partners.letter"].permissions[0]

    assert unwritten({"made_up": made_up, "edit": known}) == ["made_up"]


def test_a_state_without_a_scene_is_found():
    class Letter:
        class Status(TextChoices):
            DRAFT = "draft"
            LOST = "lost"

    assert without_scene(Letter, [table.LETTER]) == {"lost"}
    assert without_scene(Letter, []) == {"draft", "lost"}
