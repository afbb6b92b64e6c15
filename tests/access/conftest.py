"""One demonstration for the whole folder: loaded once, and every test leaves it as it was."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from tests.access.private_words import mark
from tests.access.world import World

HERE = Path(__file__).parent


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of this folder together, so that the demonstration is loaded once."""
    items.sort(key=lambda item: HERE not in item.path.parents)


@pytest.fixture(scope="package")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[World]:
    """Everybody and everything of the demonstration, in a transaction that is never kept."""
    files = tmp_path_factory.mktemp("files")
    with (
        override_settings(MEDIA_ROOT=str(files)),
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patch.setitem(os.environ, "DEMO_PASSWORD", "a sample phrase")
        call_command("load_demo", verbosity=0)
        # Thousands of refusals are expected here; each would be formatted for the log.
        logging.disable(logging.CRITICAL)
        yield World.of_the_demonstration()
        logging.disable(logging.NOTSET)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _files_in_a_folder_of_their_own() -> None:
    """The files of the demonstration stay where they were stored."""


@pytest.fixture(autouse=True)
def _leave_the_world_as_it_was(world: World, db: None) -> None:
    """Every test runs in a transaction inside that of the demonstration."""


@pytest.fixture
def marked(world: World) -> World:
    """The demonstration with a word of its own in every private field that may be changed."""
    return mark(world)
