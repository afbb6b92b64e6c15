"""The bench that changes code by chance: what it changes, what it leaves alone, and how."""

import contextlib
import functools
import importlib
import random
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
from cosmic_ray.mutating import mutate_code

from gmp_portal.launcher import bench
from tests.bench import (
    mutants,
    operators,
    proof,
    reach,
    sampling,
    targets,
    warm,
    workshop,
)

EXAMPLES = [
    pytest.param(kind, example, id=f"{kind.__name__}-{number}")
    for kind in (*operators.REMOVALS, *operators.REPLACEMENTS)
    for number, example in enumerate(kind.examples())
]
ACTION = '''
"""Docstring with 1 and True."""

from gmp_portal import ledger

WARNINGS = (180, 90)


@decorated(durable=True)
def confirm(letter: "Letter | None", *, by: int = 3) -> bool:
    """Confirm it, 2 times."""
    if letter.sender == by:
        raise RuleRefusedError(_("At most %d." % 5), clause="R-06")
    before = letter.become(Status.CONFIRMED)
    letter.save(update_fields=["status", "confirmed_at"])
    ledger.record("letter.confirmed", letter, by=by, from_=before)
    logger.info("confirmed", extra={"times": 7})
    outbox.post("confirmed.txt", to=[letter.sender], letter=letter)
    return Letter.objects.filter(pk=letter.pk).exists()
'''
MODEL = """
class Letter(models.Model):
    TRANSITIONS = {"draft": {"sent"}}

    size = models.IntegerField(default=5)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(size__gt=1) | Q(size=0))]

    def __str__(self):
        return f"{self.pk + 1}"

    def price(self) -> int:
        return self.size + 2

    def is_large(self) -> bool:
        return self.size > 3


class LetterQuerySet(QuerySet):
    def large(self):
        return self.filter(size__gt=4)
"""


class OneFile(sampling.Source):
    """The sources of a portal that has one module."""

    def __init__(self, text, file="partners/actions/letters.py"):
        self.texts = {file: text}
        self.files, self.operators = [file], operators.provide()


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_operator_changes_its_example(kind, example):
    changed = mutate_code(example.pre_mutation_code, kind(), example.occurrence)

    assert changed == example.post_mutation_code


@pytest.mark.parametrize("name", operators.BORROWED)
def test_borrowed_operator_exists(name):
    assert name.split("/")[1] in operators.provide()


@functools.cache
def changes(text, file="partners/actions/letters.py"):
    source = OneFile(text, file)
    return sampling.sample(source, source.mutants(), 500, seed=1)


def test_every_kind_of_omission_in_an_action_is_tried():
    found = {change.mutant.operator for change in changes(ACTION)}

    assert {kind.__name__ for kind in operators.REMOVALS} <= found
    assert {"ReturnConstant", "AddNot", "NumberReplacer"} <= found


@pytest.mark.parametrize(
    "kept", ['"""Docstring', "@decorated", '"""Confirm', "import", "logger.info", "def "]
)
def test_docstrings_decorators_types_and_logging_are_left_alone(kept):
    touched = [change.was for change in changes(ACTION)]

    assert not [line for line in touched if line.startswith(kept) and "by: int" not in line]


def test_text_for_people_is_left_alone():
    assert not [change for change in changes(ACTION) if "% 6" in change.becomes]


def test_in_models_only_tables_questions_and_queries_are_changed():
    lines = {change.was for change in changes(MODEL, "partners/models/letters.py")}

    assert lines == {
        'TRANSITIONS = {"draft": {"sent"}}',
        "return self.size > 3",
        "return self.filter(size__gt=4)",
    }


def test_the_same_seed_gives_the_same_sample():
    source = OneFile(ACTION)

    first = sampling.sample(source, source.mutants(), 8, seed=5)
    random.seed(0)
    second = sampling.sample(source, source.mutants(), 8, seed=5)

    assert first == second
    assert len(first) == 8
    assert first != sampling.sample(source, source.mutants(), 8, seed=6)


def test_half_of_a_sample_are_removals():
    source = OneFile(ACTION)

    kinds = [each.mutant.kind for each in sampling.sample(source, source.mutants(), 8, 5)]

    assert kinds.count("removals") == kinds.count("replacements") == 4


def test_functions_are_named_as_their_code_names_them():
    mutants = {change.mutant for change in changes(ACTION)}
    code = warm._code_of(compile(ACTION, "letters.py", "exec"), "confirm", 9)

    assert code is not None
    assert {(mutant.qualname, mutant.first_line) for mutant in mutants} == {
        ("confirm", 9),
        ("", 0),
    }


def test_statement_of_several_lines_is_one_place():
    text = "def f():\n    a(\n        1,\n    )\n    if b and (\n        c\n    ):\n        d()\n"

    assert reach.statement_lines(text, 3) == range(2, 5)
    assert reach.statement_lines(text, 6) == range(5, 8)
    assert reach.statement_lines(text, 8) == range(8, 9)


@pytest.mark.parametrize(
    ("file", "app"),
    [
        ("partners/actions/letters.py", "partners"),
        ("gmp_portal/meetings/emails.py", "meetings"),
        ("gmp_portal/workflow.py", "workflow"),
    ],
)
def test_file_belongs_to_its_app(file, app):
    assert targets.app_of(file) == app


def test_no_migration_and_no_sample_data_is_changed():
    files = [path.relative_to(targets.ROOT).as_posix() for path in targets.files()]

    assert "gmp_portal/workflow.py" in files
    assert not [file for file in files if "/migrations/" in file or "/demo/" in file]


def test_every_pattern_of_the_bench_chooses_or_leaves_out_a_file():
    """Files move; a pattern that is left behind would say that something is mutated."""
    names = [
        path.relative_to(targets.ROOT).as_posix()
        for app in targets.APPS
        for path in (targets.ROOT / app).rglob("*.py")
    ]

    def chosen(patterns, among):
        return {name for name in among for pattern in patterns if fnmatch(name, pattern)}

    wanted = chosen(targets.PATTERNS, names)
    idle = [
        pattern
        for pattern in targets.PATTERNS
        if chosen(set(targets.PATTERNS) - {pattern}, names) == wanted
    ]
    idle += [each for each in targets.LEFT_OUT if not chosen([each], wanted)]

    assert idle == []


def entry(outcome, becomes="pass"):
    return {
        "file": "partners/emails.py",
        "line": 3,
        "operator": "RemoveCall",
        "was": "a()",
        "becomes": becomes,
        "outcome": outcome,
    }


def test_what_runs_into_the_time_limit_is_noticed_and_what_nothing_runs_is_not():
    outcomes = ["noticed", "too slow", "survived", "unreached"]

    score = proof.Score([entry(outcome) for outcome in outcomes])

    assert score.percent == 50
    assert not score.is_enough
    assert "| partners | 4 | 2 | 50 % |" in score.table()


def test_equivalent_mutants_are_counted_apart(monkeypatch, tmp_path):
    listed = tmp_path / "equivalent.toml"
    listed.write_text(
        '[[mutant]]\nfile = "partners/emails.py"\nwas = "a()"\nbecomes = "b()"\n'
        'reason = "The same."\n'
    )
    known = proof.reasons(listed)
    monkeypatch.setattr(proof, "reasons", lambda: known)

    score = proof.Score([entry("noticed"), entry("survived", "b()")])

    assert score.percent == 100
    assert len(score.equivalent) == 1


def test_the_page_keeps_what_else_stands_on_it(monkeypatch, tmp_path):
    page = tmp_path / "proof.md"
    page.write_text("# Proof\n\nBefore.\n")
    monkeypatch.setattr(proof, "PAGE", page)

    proof.Score([entry("survived")]).write(["--sample", "1"], "abc1234")
    page.write_text(page.read_text() + "\n## After\n")
    proof.Score([entry("noticed")]).write([], "abc1235")

    text = page.read_text()
    assert text.startswith("# Proof\n\nBefore.\n")
    assert text.endswith("## After\n")
    assert text.count("## Mutants") == 1
    assert "**100.0 % noticed" in text
    assert "commit `abc1235`: `./portal bench mutants`" in text


def test_what_could_not_be_tried_is_no_success_and_is_told():
    broken = entry("error") | {"by": "pytest ended with 4: usage"}

    score = proof.Score([entry("noticed"), broken])

    assert score.percent == 50
    assert proof.line(score.survivors[0]).endswith(
        "(could not be tried: pytest ended with 4: usage)"
    )


def test_tests_that_were_not_believed_are_told(monkeypatch, tmp_path):
    monkeypatch.setattr(proof, "PAGE", tmp_path / "proof.md")
    doubted = entry("survived") | {"doubted": ["tests/b.py::b", "tests/a.py::a"]}

    proof.Score([entry("noticed"), doubted, doubted]).write([], "abc1234")

    text = (tmp_path / "proof.md").read_text()
    assert "### Tests that were not believed (2)\n\n- `tests/a.py::a`" in text


@pytest.mark.parametrize(
    ("code", "outcome"),
    [(0, "survived"), (1, "noticed"), *((code, "error") for code in (2, 3, 4, 5, -9))],
)
def test_only_a_test_that_fails_notices(code, outcome):
    assert workshop.outcome_of(code) == outcome


def test_test_is_found_in_the_report_whatever_its_name_holds(tmp_path):
    tests = ["a.py::test[x]", "a.py::test[x - y]", "a.py::test"]
    report = tmp_path / "cold.log"
    report.write_text("F\nFAILED a.py::test[x - y] - ValueError: no - ink\n1 failed\n")

    assert workshop._first_failure(report, tests) == "a.py::test[x - y]"
    report.write_text("all went well\n")
    assert workshop._first_failure(report, tests) == ""


class Asked(workshop.Workshop):
    """A workshop that notes how tests would be run, and gives the answers prepared for it."""

    def __init__(self, **answers):
        self.transactional, self.answers, self.asked = {"real"}, answers, []

    def _written(self, change):
        return contextlib.nullcontext()

    def _ask(self, change, tests, patience):
        return self._said("forked", tests)

    def _try_cold(self, tests, patience):
        return self._said("apart", tests)

    def _said(self, how, tests):
        self.asked.append((how, tests))
        return {"outcome": self.answers.get(how, "survived"), "by": "", "seconds": 1}


@pytest.mark.parametrize(
    ("answers", "cold", "asked"),
    [
        ({}, False, [("forked", ["a", "b"]), ("apart", ["real"])]),
        ({"forked": "noticed"}, False, [("forked", ["a", "b"])]),
        (
            {"forked": "cold"},
            False,
            [("forked", ["a", "b"]), ("apart", ["a", "real", "b"])],
        ),
        ({}, True, [("apart", ["a", "real", "b"])]),
    ],
)
def test_tests_with_real_transactions_run_apart(answers, cold, asked):
    place = Asked(**answers)

    place.try_change(None, ["a", "real", "b"], 1, cold=cold)

    assert place.asked == asked


def test_doubt_is_settled_in_the_way_in_which_a_test_was_run():
    place = Asked(apart="noticed")

    assert (place.passes("a"), place.passes("real")) == (True, False)
    assert place.asked == [("forked", ["a"]), ("apart", ["real"])]


def test_tests_with_real_transactions_are_known(request, transactional_db):
    assert warm.needs_a_start(request.node)


def test_tests_that_are_rolled_back_share_a_process(request, db):
    assert not warm.needs_a_start(request.node)


def test_nothing_is_proved_of_files_that_nobody_has_committed(monkeypatch, tmp_path):
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b.c"]
    monkeypatch.setattr(proof, "ROOT", tmp_path)
    assert proof.refusal(proof.commit())
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "First"], check=True)
    assert not proof.refusal(proof.commit())

    (tmp_path / "new.py").touch()

    assert proof.commit().endswith("-dirty")
    assert "Commit first" in proof.refusal(proof.commit())


def test_bench_refuses_a_proof_of_such_files_before_it_starts_anything(monkeypatch, capsys):
    monkeypatch.setattr(mutants.sys, "argv", ["mutants", "--sample", "1"])
    monkeypatch.setattr(mutants.signal, "signal", lambda *_: None)
    monkeypatch.setattr(proof, "commit", lambda: "abc1234-dirty")
    monkeypatch.setattr(mutants, "_try_all", lambda *_: pytest.fail("It has started."))

    assert mutants.main() == 2
    assert "Commit first" in capsys.readouterr().err


MODULE = """
import functools


def decorated(function):
    @functools.wraps(function)
    def inner():
        return function()

    return inner


@decorated
def answer():
    return 1
"""


@pytest.fixture
def module(monkeypatch, tmp_path):
    """A module that is imported already, as in the process that forks."""
    (tmp_path / "sample_of_the_bench.py").write_text(MODULE)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.chdir(tmp_path)
    imported = importlib.import_module("sample_of_the_bench")
    yield imported
    del sys.modules["sample_of_the_bench"]


def exchange(qualname, first_line, before, after):
    Path("sample_of_the_bench.py").write_text(MODULE.replace(before, after))
    command = {"qualname": qualname, "first_line": first_line}
    return warm._exchange(warm._functions(), command | {"file": "sample_of_the_bench.py"})


def test_function_changes_behind_its_decorator(module):
    kept = module.answer

    done = exchange("answer", 13, "return 1", "return 2")

    assert done
    assert kept() == 2


def test_function_that_has_made_functions_needs_a_start(module):
    done = exchange("decorated", 5, "return function()", "return None")

    assert not done
    assert module.answer() == 1


def test_bench_names_what_it_measures(capsys):
    code = bench.run([])

    assert code == 0
    assert "mutants" in capsys.readouterr().out
    assert bench.run(["nonsense"]) == 2
