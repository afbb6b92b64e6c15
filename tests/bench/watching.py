"""Pytest plugin: tells coverage which test runs, and notes how long each takes."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from coverage import Coverage

RESULT, PART = "BENCH_RESULT", "BENCH_PART"
_seconds: dict[str, float] = {}
_failed: set[str] = set()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep one part of the test modules, when several processes share the work."""
    part, parts = (int(number) for number in os.environ[PART].split("/"))
    modules = sorted({item.path for item in items})
    mine = set(modules[part::parts])
    items[:] = [item for item in items if item.path in mine]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Count everything that runs now for this test."""
    current = Coverage.current()
    current.switch_context(item.nodeid)
    try:
        return (yield)
    finally:
        current.switch_context("")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note time and failures."""
    _seconds[report.nodeid] = _seconds.get(report.nodeid, 0) + report.duration
    if report.failed:
        _failed.add(report.nodeid)


def pytest_sessionfinish() -> None:
    """Keep what was noted."""
    known = {"seconds": _seconds, "failed": sorted(_failed)}
    Path(os.environ[RESULT]).write_text(json.dumps(known))
