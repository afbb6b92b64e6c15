"""The newest hits come first, whether they are asked of the last months or of all."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from gmp_portal.search import index, looking
from gmp_portal.search.questions import Question
from gmp_portal.search.register import Text

pytestmark = pytest.mark.django_db
MOST = 3


@pytest.fixture
def days(monkeypatch) -> list[date]:
    """Forty entries, a fortnight between each; every other has the common word."""
    monkeypatch.setattr(looking, "RECENT", {MOST: 4})
    looking._months_then.cache_clear()
    days = [date(2026, 11, 20) - timedelta(days=14 * key) for key in range(40)]
    for key, day in enumerate(days):
        text = " ".join(
            [
                "every",
                *["common"] * (key % 2),
                *["seldom"] * (key in (9, 20)),
                *["old"] * (key > 30),
            ]
        )
        whole = Text(key, title="Text", path="/", text=text, dated_on=day)
        index.write(list(index.in_entries("clause", whole, is_public=True)))
    yield days
    looking._months_then.cache_clear()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("every", [0, 1, 2]),
        ("common", [1, 3, 5]),
        ("seldom", [9, 20]),
        ("old", [31, 32, 33]),
        ("absent", []),
    ],
)
def test_the_newest_come_first(days: list[date], word: str, expected: list[int]) -> None:
    hits = looking.newest(Question(word), AnonymousUser(), looking.Filters(), MOST)

    assert [hit.record for hit in hits] == expected


def test_a_meeting_of_the_coming_year_is_newer_than_what_is_of_today(days) -> None:
    whole = Text(99, title="Text", path="/", text="common", dated_on=date(2027, 9, 1))
    index.write(list(index.in_entries("clause", whole, is_public=True)))
    looking._months_then.cache_clear()

    hits = looking.newest(Question("common"), AnonymousUser(), looking.Filters(), MOST)

    assert [hit.record for hit in hits] == [99, 1, 3]
