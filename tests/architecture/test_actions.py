"""Order in an action (rule 3 of CONTRIBUTING).

What changed is saved and nothing else, and the ledger is written before anything leaves.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(
    path
    for pattern in ("*/actions/*.py", "*/actions.py", "gmp_portal/*/actions/*.py")
    for path in ROOT.glob(pattern)
    if path.name != "__init__.py"
)
DEFINITIONS = (ast.FunctionDef, ast.ClassDef)
LEAVES = ("emails.", "jobs.enqueue", "outbox.")
# Saved whole, because no row of theirs is there yet.
NEW_ROWS = {
    "partners/actions/partners.py: partner",
    "areas/actions/activities.py: activity",
    "areas/actions/removals.py: record",
    "areas/actions/import_writing.py: form",
    "advisory_group/actions/recommendations.py: recommendation",
    "advisory_group/actions/seats.py: invitation",
    "gmp_portal/meetings/actions/agenda.py: item",
    "gmp_portal/meetings/actions/papers.py: revised",
    "gmp_portal/meetings/actions/papers.py: translated",
    "partners/actions/invitations.py: invitation",
    "partners/actions/letters.py: letter",
    "reporting/actions/progress.py: row",
    # An entry of a plan; the action that saves it names the fields.
    "areas/actions/amendment_taking.py: rows",
    "areas/actions/own_efforts.py: rows",
}


def blocks(tree: ast.AST) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            if isinstance(block := getattr(node, field, None), list):
                yield [line for line in block if not isinstance(line, DEFINITIONS)]


def calls(statement: ast.stmt) -> set[str]:
    """The functions called in a statement, as they are written there."""
    found = (node for node in ast.walk(statement) if isinstance(node, ast.Call))
    return {ast.unparse(call.func) for call in found}


def test_there_are_actions_to_look_at():
    assert len(MODULES) > 30


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_leaves_before_the_act_is_recorded(path):
    early = []
    for block in blocks(ast.parse(path.read_text(encoding="utf-8"))):
        recorded = [
            place for place, line in enumerate(block) if "ledger.record" in calls(line)
        ]
        for line in block[: max(recorded, default=0)]:
            early += [name for name in calls(line) if name.startswith(LEAVES)]

    assert early == []


def saved_whole(tree: ast.AST) -> Iterator[str]:
    """The records that are saved without the names of fields, as they are called there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            named = {keyword.arg for keyword in node.keywords}
            if node.func.attr == "save" and named.isdisjoint({"update_fields", "commit"}):
                yield ast.unparse(node.func.value)


def test_only_new_rows_are_saved_whole():
    found = {
        f"{path.relative_to(ROOT)}: {record}"
        for path in MODULES
        for record in saved_whole(ast.parse(path.read_text(encoding="utf-8")))
    }

    assert found == NEW_ROWS


VIEWS = sorted(path for path in ROOT.glob("**/views/*.py") if ".venv" not in path.parts)
WANTS_A_JOB = re.compile(r"\benqueue\w*\(")


def test_no_page_asks_for_a_job_itself():
    """A job is written in the transaction of an act; tests have one around every request."""
    asking = [
        str(path.relative_to(ROOT))
        for path in VIEWS
        if WANTS_A_JOB.search(path.read_text(encoding="utf-8"))
    ]

    assert len(VIEWS) > 60
    assert WANTS_A_JOB.search("jobs.enqueue_paper(letter)")
    assert asking == []
