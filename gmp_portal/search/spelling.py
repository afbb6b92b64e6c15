"""What somebody may have meant whose words occur nowhere: words that do, spelt nearly the same."""

import difflib

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection, transaction

from gmp_portal.accounts.models import User
from gmp_portal.search import looking
from gmp_portal.search.models import Entry, Word
from gmp_portal.search.questions import Question, Term

# Shorter words have too many neighbours; in Han none is spelt nearly like another.
SHORTEST, LONGEST = 4, 40
CANDIDATES = 20
_COUNT = """
    INSERT INTO search_word (lexeme, entries)
    SELECT word, ndoc FROM ts_stat('SELECT vector FROM search_entry WHERE is_public')
    WHERE length(word) BETWEEN %s AND %s AND word ~ '^[[:alpha:]]+$'
"""


@transaction.atomic
def count() -> int:
    """Count anew which words the public entries have; answers how many there are."""
    Word.objects.all().delete()
    with connection.cursor() as cursor:
        # It reads the whole index once a day, in a job: nobody waits for it.
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(_COUNT, [SHORTEST, LONGEST])
        return int(cursor.rowcount)


def meant(question: Question, user: User | AnonymousUser, filters: looking.Filters) -> str:
    """The question with known words for unknown ones, if this person finds something by it.

    The words were counted some time ago; that something is found keeps what was withdrawn
    meanwhile from being told.
    """
    words = [_known(term) for term in question.terms]
    said = " ".join(words)
    if said == " ".join(_said(term) for term in question.terms):
        return ""
    likely = Question(said)
    return said if looking.hits(likely, user, filters).exists() else ""


def _known(term: Term) -> str:
    """Give the word itself, or the one most like it of those that occur."""
    typed = term.lexemes[0][0]
    if term.is_excluded or len(term.lexemes) > 1 or len(typed) < SHORTEST:
        return _said(term)
    alone = Question(_said(term))
    if Entry.objects.filter(looking.having(alone), is_public=True).exists():
        return _said(term)
    near = Word.objects.filter(lexeme__trigram_similar=typed)
    likely = near.annotate(likeness=TrigramSimilarity("lexeme", typed))
    words = likely.order_by("-likeness", "-entries", "lexeme")[:CANDIDATES]
    return max(
        (word.lexeme for word in words),
        key=lambda lexeme: difflib.SequenceMatcher(None, typed, lexeme).ratio(),
        default=_said(term),
    )


def _said(term: Term) -> str:
    """The words of a term as somebody could type them."""
    said = " ".join(lexeme for lexeme, _position in term.lexemes)
    said = f'"{said}"' if len(term.lexemes) > 1 else said
    return f"-{said}" if term.is_excluded else said
