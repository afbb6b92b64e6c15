"""The index finds exactly what a plain scan of the same texts finds, for every word in them."""

import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import translation

from gmp_portal.search import index, looking
from gmp_portal.search.models import Entry
from gmp_portal.search.questions import Question
from gmp_portal.search.register import FINDABLE
from tests.access.world import World

Whole = tuple[str, int]
EACH = 60
HAN = re.compile("[\u3400-\u9fff]+")
LATIN = re.compile("[a-z]{5,}")
CYRILLIC = re.compile("[\u0430-\u0449\u044e\u044f]{5,}")


def plain(text: str) -> str:
    """The text without case and accents, made by other means than those of the search."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in bare if unicodedata.category(sign) != "Mn")


@pytest.fixture(scope="module")
def texts(world: World, django_db_blocker: Any) -> Iterator[dict[Whole, str]]:
    """Everything that can be found of each public record, by its kind and key."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _indexed()
        transaction.set_rollback(True)


def _indexed() -> dict[Whole, str]:
    gathered: defaultdict[Whole, str] = defaultdict(str)
    for kind, findable in FINDABLE.items():
        index.fill(kind)
        public = set(
            Entry.objects.filter(kind=kind, is_public=True).values_list("record", flat=True)
        )
        with translation.override("en"):
            for text in findable.texts(sorted(public)):
                said = (text.title, text.heading, text.text, text.also)
                gathered[kind, text.record] += plain("\n".join(said)) + "\n"
    return dict(gathered)


def by_index(words: str) -> set[Whole]:
    hits = looking.hits(Question(words), AnonymousUser(), looking.Filters())
    return set(hits.values_list("kind", "record"))


def some(
    texts: dict[Whole, str], pattern: re.Pattern[str], length: int | None
) -> list[str]:
    """Words, halves of words or pieces of runs that occur, chosen at random and always the same."""
    words = sorted({word for text in texts.values() for word in pattern.findall(text)})
    words = [word for word in words if length is None or len(word) >= length]
    return [word[:length] for word in random.Random(8).sample(words, min(EACH, len(words)))]


@pytest.mark.parametrize("pattern", [LATIN, CYRILLIC], ids=["latin", "cyrillic"])
@pytest.mark.parametrize("length", [None, 4])
def test_words_and_halves_of_words(
    texts: dict[Whole, str], pattern: re.Pattern[str], length: int | None
) -> None:
    words = some(texts, pattern, length)

    differing = {
        word: by_index(word) ^ by_scan
        for word in words
        if by_index(word)
        != (
            by_scan := {
                key for key, text in texts.items() if re.search(rf"(?<![^\W_]){word}", text)
            }
        )
    }

    assert len(words) >= 10
    assert differing == {}


@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_pieces_of_chinese_of_any_length(texts: dict[Whole, str], length: int) -> None:
    pieces = some(texts, HAN, length)

    differing = {
        piece: by_index(piece) ^ by_scan
        for piece in pieces
        if by_index(piece)
        != (by_scan := {key for key, text in texts.items() if piece in text})
    }

    assert len(pieces) >= 10
    assert differing == {}
