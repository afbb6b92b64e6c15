"""Pytest plugin: collects the tests once and tries each mutant in a fork of this process.

A fork costs milliseconds where a start costs ten seconds. The parent has imported everything
from files without a mutant; in the fork the code of the mutated function is exchanged, so
that every reference to it, decorated or registered, runs the mutant.
"""

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import sys
import time
import types
from pathlib import Path
from typing import Any

import pytest
from _pytest.tmpdir import tmppath_result_key

COMMANDS, ANSWERS = "BENCH_COMMANDS", "BENCH_ANSWERS"
TRANSACTIONAL = {
    *("transactional_db", "live_server", "start_process"),
    *("django_db_reset_sequences", "django_db_serialized_rollback"),
}
DIED = {"outcome": "error", "by": "the process died"}


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Answer commands instead of running the tests."""
    if session.testsfailed:
        raise session.Interrupted("Tests cannot be collected.")
    items = {item.nodeid: item for item in session.items}
    _prepare(session)
    functions = _functions()
    with (
        os.fdopen(int(os.environ[COMMANDS])) as commands,
        os.fdopen(int(os.environ[ANSWERS]), "w", buffering=1) as answers,
    ):
        apart = [test for test, item in items.items() if needs_a_start(item)]
        answers.write(json.dumps({"transactional": apart}) + "\n")
        for line in commands:
            answers.write(
                json.dumps(_try(session, items, functions, json.loads(line))) + "\n"
            )
    # A fork that ran the rest of the session would stop what the parent still needs.
    return True


def _prepare(session: pytest.Session) -> None:
    """Load the addresses and set the test database up, once for all forks."""
    from django.conf import settings  # noqa: PLC0415 set up by pytest-django by now
    from django.db import connections  # noqa: PLC0415

    importlib.import_module(settings.ROOT_URLCONF)
    # One test is set up and torn down again; what belongs to the session stays.
    item = next(each for each in session.items if "db" in each.fixturenames)
    item.stash[tmppath_result_key] = {}
    session._setupstate.setup(item)
    session._setupstate.teardown_exact(session)
    connections.close_all()
    gc.collect()


def _functions() -> dict[str, list[types.FunctionType]]:
    """Give every function of ours by its file."""
    here, found = f"{Path.cwd()}/", {}
    for thing in gc.get_objects():
        if type(thing) is types.FunctionType:
            file = thing.__code__.co_filename
            if file.startswith(here):
                found.setdefault(file.removeprefix(here), []).append(thing)
    return found


def _try(
    session: Any, items: Any, functions: Any, command: dict[str, Any]
) -> dict[str, Any]:
    """Run the tests of one command in a fork, and answer how that ended."""
    chosen = [items[test] for test in command["tests"] if test in items]
    began = time.monotonic()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _run_in_fork(session, chosen, functions, command, writing)
    os.close(writing)
    answer = _wait(child, reading, command["patience"])
    # What was killed may have left a lock or a row behind.
    answer["soils"] = answer["outcome"] == "too slow"
    return answer | {"seconds": round(time.monotonic() - began, 2)}


def needs_a_start(item: pytest.Item) -> bool:
    """Whether a test has real transactions: it leaves an empty database to those after it."""
    mark = item.get_closest_marker("django_db")
    asked = set(mark.kwargs) if mark else set()
    return bool(
        (mark and mark.kwargs.get("transaction"))
        or asked & {"reset_sequences", "serialized_rollback"}
        or set(item.fixturenames) & TRANSACTIONAL
    )


def _wait(child: int, reading: int, patience: float) -> dict[str, Any]:
    answer: dict[str, Any] = {"outcome": "too slow"}
    if select.select([reading], [], [], patience)[0]:
        with os.fdopen(reading) as said:
            # A fork that ends without a word has not told that a test fails.
            answer = json.loads(said.read() or json.dumps(DIED))
    else:
        os.close(reading)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return answer


class Failures:
    """Keeps which test failed first."""

    def __init__(self) -> None:
        self.first = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the first failure."""
        if report.failed:
            self.first = self.first or report.nodeid


def _run_in_fork(
    session: Any, chosen: list[Any], functions: Any, command: dict[str, Any], writing: int
) -> None:
    code = 70
    try:
        os.setsid()
        log = os.open(command["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(log, 1)
        os.dup2(log, 2)
        sys.dont_write_bytecode = True
        answer = _mutate_and_run(session, chosen, functions, command)
        os.write(writing, json.dumps(answer).encode())
        code = 0
    finally:
        os._exit(code)


def _mutate_and_run(
    session: Any, chosen: list[Any], functions: Any, command: dict[str, Any]
) -> dict[str, Any]:
    if command["qualname"] and not _exchange(functions, command):
        return {"outcome": "cold"}
    failures = Failures()
    session.config.pluginmanager.register(failures)
    for item, following in zip(chosen, [*chosen[1:], None], strict=True):
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if failures.first:
            return {"outcome": "noticed", "by": failures.first}
    return {"outcome": "survived"}


def _exchange(functions: Any, command: dict[str, Any]) -> bool:
    """Give the functions of the mutated place their new code; False: a start is needed."""
    file, name, line = command["file"], command["qualname"], command["first_line"]
    module = file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    if module not in sys.modules:
        # The fork is going to import the mutated file.
        return True
    new = _code_of(
        compile(Path(file).read_text(), str(Path.cwd() / file), "exec"), name, line
    )
    here = [each for each in functions.get(file, []) if _lies_in(each.__code__, name)]
    targets = [each for each in here if _is_at(each.__code__, name, line)]
    if new is None or len(here) != len(targets) or not targets:
        return False
    try:
        for function in targets:
            function.__code__ = new
    except ValueError:
        return False
    return True


def _lies_in(code: types.CodeType, name: str) -> bool:
    """The function itself, or one that it has made while modules were imported."""
    return code.co_qualname == name or code.co_qualname.startswith(f"{name}.<locals>")


def _is_at(code: types.CodeType, name: str, line: int) -> bool:
    return code.co_qualname == name and code.co_firstlineno == line


def _code_of(code: types.CodeType, name: str, line: int) -> types.CodeType | None:
    if _is_at(code, name, line):
        return code
    inside = (each for each in code.co_consts if isinstance(each, types.CodeType))
    return next((found for each in inside if (found := _code_of(each, name, line))), None)
