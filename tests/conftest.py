"""People and places for every test."""

import sys
import threading
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.core.management.commands import flush
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.utils import translation
from whitenoise.middleware import WhiteNoiseMiddleware

from gmp_portal.accounts.models import User
from gmp_portal.ui import kept_parts
from partners.models import LetterOfIntent
from tests.chromium import (  # noqa: F401
    axe,
    browser,
    context,
    fits,
    new_profile,
    others_are_at_work,
    page,
    sign_in,
)
from tests.factories.accounts import UserFactory, with_second_factor
from tests.forms import FormClient
from tests.mails import either_text  # noqa: F401
from tests.processes import start_process  # noqa: F401

HERE = Path(__file__).parent
# They walk through whole pages, servers or files, and prove nothing of single lines; or they run
# no line of those that must be covered but what the table of acts runs.
WALKS = frozenset(
    HERE / place
    for place in (
        *("access", "architecture", "browser", "exchange", "ops", "reference", "search"),
        *("session_documents", "typesetting", "upgrade"),
        *("accounts/test_locking_out.py", "accounts/test_signing_in.py"),
        *("acts/test_completeness.py", "acts/test_locks.py"),
        *("advisory_group/test_demo.py", "meetings/test_demo.py", "partners/test_demo.py"),
        *("website/test_demo.py", "documents/test_corpus.py"),
        *("meetings/test_take_over.py", "partners/test_letter_languages.py"),
        *("reporting/test_worker_killed.py", "writing/test_two_writers.py"),
        *("ui/test_paging.py", "ui/test_personal_data.py", "ui/test_style_sheet.py"),
        *("website/test_my.py", "website/test_settings.py"),
        *("website/test_calendar.py", "website/test_calendar_feeds.py"),
        *(
            "website/test_downloads.py",
            "website/test_feeds.py",
            "website/test_flat_pages.py",
        ),
        *("website/test_front_page.py", "website/test_open_api.py"),
        *("website/test_open_api_fuzzed.py", "website/test_pages.py"),
    )
)
RUN_ONCE: set[Any] = set()
KEPT_WHEN_EMPTIED = ("auth_permission", "django_content_type")
# Python's clock travels in tests, that of the database does not. ``forging`` brings it back.
ANY_MOMENT = """
    CREATE OR REPLACE FUNCTION meetings_is_now(moment timestamptz) RETURNS boolean
    LANGUAGE sql AS 'SELECT moment IS NOT NULL'
"""


def pytest_collection_finish() -> None:
    """Import all that must be covered while lines are traced.

    What runs once in a process runs when it is first needed: if that were in a walk, it would
    count as never run. What such a function remembers is forgotten after each walk.
    """
    if sys.gettrace() is None:
        return
    root = HERE.parent
    coverage = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["coverage"]
    left_out = coverage["run"]["omit"]
    covered = [f"*/{each.removeprefix('*/')}" for each in coverage["report"]["include"]]
    for app in coverage["run"]["source"]:
        for file in sorted((root / app).rglob("*.py")):
            place = file.relative_to(root)
            if _fits(place, covered) and not _fits(place, left_out):
                name = ".".join(place.with_suffix("").parts)
                module = import_module(name.removesuffix(".__init__"))
                RUN_ONCE.update(each for each in vars(module).values() if _remembers(each))


def _remembers(thing: object) -> bool:
    return isinstance(thing, type(cache(len)))


def _fits(place: Path, patterns: list[str]) -> bool:
    return any(fnmatch(f"/{place}", pattern) for pattern in patterns)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[Any]:
    """Trace no line for coverage while a test walks: that takes half as long again.

    What must be covered is covered by tests of its own (ADR 12).
    """
    is_walk = not WALKS.isdisjoint((item.path, *item.path.parents))
    # The bench of mutants wants to know of every test which lines it reaches.
    is_watched = item.config.pluginmanager.has_plugin("tests.bench.watching")
    if is_watched or not (is_walk or item.get_closest_marker("browser")):
        return (yield)
    here, in_threads = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)  # type: ignore[arg-type]  # nothing, as at first
    try:
        return (yield)
    finally:
        for each in RUN_ONCE:
            each.cache_clear()
        sys.settrace(here)
        threading.settrace(in_threads)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let tests with real transactions empty the tables afterwards.

    The ledger refuses TRUNCATE; only here, in a test database, that one trigger rests, and the
    database takes every moment for the present.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgtype & 32 = 32"
        )
        for table, trigger in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
        cursor.execute(ANY_MOMENT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "sql_flush", _sql_to_empty_the_tables)
        patch.setattr(flush, "emit_post_migrate_signal", lambda *_given: None)
        yield


def _sql_to_empty_the_tables(style: Any, database: Any, **options: Any) -> list[str]:
    """Those with a row, and what refers to them: to look is quicker than to empty them all.

    Permissions stay, which would only be filled again with the same rows.
    """
    tables = database.introspection.django_table_names(
        only_existing=True, include_views=False
    )
    emptied = [table for table in tables if table not in KEPT_WHEN_EMPTIED]
    looks = ", ".join(f'EXISTS(SELECT FROM "{table}")' for table in emptied)
    somebody_writes = others_are_at_work()
    with database.cursor() as cursor:
        cursor.execute(f"SELECT {looks}")
        rows = zip(emptied, cursor.fetchone(), strict=True)
    # What somebody has not committed yet is not seen: to empty such a table waits for them.
    chosen = [table for table, is_filled in rows if is_filled or somebody_writes]
    sql: list[str] = database.ops.sql_flush(
        style, chosen, **options | {"allow_cascade": True}
    )
    return sql


@pytest.fixture(scope="session", autouse=True)
def _static_files_looked_for_once() -> Iterator[None]:
    """Each client makes a WhiteNoise of its own, which would look through all their folders."""
    look, known = WhiteNoiseMiddleware.add_files_from_finders, dict[str, dict[str, Any]]()

    def add(self: WhiteNoiseMiddleware) -> None:
        if self.static_prefix not in known:
            look(self)
            known[self.static_prefix] = dict(self.files)
        self.files.update(known[self.static_prefix])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", add)
        yield


@pytest.fixture(autouse=True)
def _files_in_a_folder_of_their_own(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "files")


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """What one test makes is undone without a trace in the records of change."""
    kept_parts.forget()


@pytest.fixture(autouse=True)
def _english_at_first() -> None:
    """A page in another language leaves that language behind in the thread."""
    translation.activate("en")


@pytest.fixture
def person(db: None) -> User:
    """Somebody who signed up and holds no office."""
    return UserFactory.create()


@pytest.fixture
def chinese_readers(monkeypatch: Any) -> None:
    """Whoever signs up or writes a letter in this test reads Chinese."""
    for model in (User, LetterOfIntent):
        monkeypatch.setattr(model._meta.get_field("language"), "default", "zh-hans")


@pytest.fixture
def secretariat(db: None) -> User:
    """An officer of the secretariat."""
    return UserFactory.create(name="Sample Officer", officer=True)


@pytest.fixture
def second_officer(db: None) -> User:
    """Another officer, for what needs two persons."""
    return UserFactory.create(name="Second Sample Officer", officer=True)


@pytest.fixture
def admin(db: None) -> User:
    """An administrator of the portal, without any right of the secretariat."""
    return UserFactory.create(
        name="Sample Administrator", office__role="admin", officer=True
    )


@pytest.fixture
def run_jobs() -> Any:
    """Run every open job here and now, as the worker would; answers how many."""
    from gmp_portal.jobs import runner  # noqa: PLC0415 after Django is set up
    from gmp_portal.jobs.models import Job  # noqa: PLC0415

    def run(limit: int = 200) -> int:
        done = 0
        while done < limit:
            job = (
                Job.objects.filter(state="open", last_error="", not_before__lte=Now())
                .order_by("created_at")
                .first()
            )
            if job is None:
                return done
            runner.run(str(job.pk))
            done += 1
        return done

    return run


@pytest.fixture
def as_user() -> Any:
    """A browser in which somebody is signed in, with the second factor done."""

    def signed_in(user: User) -> Client:
        client = FormClient()
        client.force_login(with_second_factor(user))
        return client

    return signed_in


@pytest.fixture
def another_session(db: None) -> Iterator[Any]:
    """The database session of another process; it sees what is committed."""
    given = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    other = psycopg2.connect(**{name: given[name] for name in names if name in given})
    yield other.cursor()
    other.close()
