"""What the portal says it does about a clause, some code or test does under that clause's name."""

import re

import pytest
from django.conf import settings

from gmp_portal import rulebook
from gmp_portal.rulebook.definitions import Status

SERVED = [clause for clause in rulebook.clauses() if clause.status != Status.PLANNED]


@pytest.fixture(scope="module")
def text():
    places = [
        path
        for folder in (
            "gmp_portal",
            "partners",
            "areas",
            "advisory_group",
            "reporting",
            "templates",
        )
        for path in (settings.BASE_DIR / folder).rglob("*")
        if path.suffix in (".py", ".html", ".txt") and "rulebook" not in path.parts
    ]
    return "\n".join(path.read_text() for path in places)


@pytest.mark.parametrize("clause", SERVED, ids=lambda clause: clause.id)
def test_a_clause_that_is_served_is_named_where_it_is_served(clause, text):
    assert re.search(rf"{re.escape(clause.id)}(?![\w-])", text)
