"""By which words a record was found that its page does not say: a name in another language."""

from collections import defaultdict
from collections.abc import Iterable

from gmp_portal.search import highlights
from gmp_portal.search.highlights import Piece
from gmp_portal.search.questions import Question
from gmp_portal.search.register import FINDABLE

Record = tuple[str, int]


def lines(records: Iterable[Record], question: Question) -> dict[Record, list[Piece]]:
    """The first of these words that was asked for, marked, for each record that has one (C13).

    The words of files are long, and are shown where they were found: those kinds are not asked.
    """
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for kind, key in records:
        if FINDABLE[kind].of_file is None:
            wanted[kind].append(key)
    told: dict[Record, list[Piece]] = {}
    for kind, keys in wanted.items():
        for text in FINDABLE[kind].texts(keys):
            for line in text.also.splitlines():
                pieces = highlights.marked(line, question)
                if any(piece.is_marked for piece in pieces):
                    told.setdefault((kind, text.record), pieces)
    return told
