"""What is misspelt is understood by the words that public entries have, and tells no others."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from gmp_portal.search import index, looking, spelling
from gmp_portal.search.models import Entry
from gmp_portal.search.questions import Question
from gmp_portal.search.register import Text

pytestmark = pytest.mark.django_db
NOBODY, ALL = AnonymousUser(), looking.Filters()


def indexed(key: int, text: str, *, is_public: bool = True) -> None:
    whole = Text(key, title=f"Text {key}", path="/", text=text)
    index.write(list(index.in_entries("clause", whole, is_public=is_public)))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("mercruy", "mercury"),
        ("mercuri waste", "mercury waste"),
        ("amalgm dental", "amalgam dental"),
        ("минамта", "минамата"),
        ("mercury", ""),
        ("xylophone", ""),
        ("汞汞汞汞", ""),
    ],
)
def test_an_unknown_word_gives_way_to_one_like_it(typed: str, expected: str) -> None:
    indexed(1, "mercury waste and dental amalgam; минамата")
    spelling.count()

    assert spelling.meant(Question(typed), NOBODY, ALL) == expected


def test_words_of_what_is_not_public_are_not_counted() -> None:
    indexed(1, "mercury secretword", is_public=False)

    assert spelling.count() == 0


def test_a_word_that_was_withdrawn_meanwhile_is_not_told() -> None:
    indexed(1, "mercury withdrawnword")
    spelling.count()
    Entry.objects.all().delete()

    assert spelling.meant(Question("withdrawnwrd"), NOBODY, ALL) == ""


def test_the_page_asks_what_was_meant(client: Client) -> None:
    indexed(1, "mercury")
    spelling.count()

    page = client.get("/search/", {"q": "mercruy"}).content.decode()

    assert 'href="?q=mercury"' in page
