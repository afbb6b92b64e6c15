"""More than one worker answers, so that one visitor cannot keep all others waiting."""

import itertools

import pytest

from gmp_portal.launcher import web


@pytest.mark.parametrize(("cores", "number"), [(None, 2), (1, 2), (3, 3), (64, 4)])
def test_there_are_as_many_workers_as_cores_within_bounds(monkeypatch, cores, number):
    monkeypatch.delenv("WEB_WORKERS", raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: cores)

    assert web.workers() == number


def test_whoever_runs_the_portal_says_how_many(monkeypatch):
    monkeypatch.setenv("WEB_WORKERS", "7")
    monkeypatch.setenv("WEB_THREADS", "9")

    command = web.command("127.0.0.1", 8000)

    options = dict(itertools.pairwise(command))
    assert (options["--workers"], options["--blocking-threads"]) == ("7", "9")
    assert options["--backpressure"] == "144"
    assert "--respawn-failed-workers" in command


def test_an_empty_variable_of_compose_is_none(monkeypatch):
    monkeypatch.setenv("WEB_WORKERS", "")
    monkeypatch.setenv("WEB_THREADS", "")

    assert web.workers() >= 2
    assert web.threads() == 4
