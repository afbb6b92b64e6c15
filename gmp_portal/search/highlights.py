"""Where the words stand in a text, for readers: a few lines of it, the words marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from gmp_portal.search import words
from gmp_portal.search.questions import Question, Term

LENGTH = 240
BEFORE = 60
STOPS = tuple(".!?:;,…؟؛،")
HAN_STOPS = tuple("。！？：；，、")


@dataclass(frozen=True)
class Piece:
    """A stretch of a text, marked or not."""

    text: str
    is_marked: bool = False


def whole_in(texts: Iterable[str], question: Question) -> frozenset[Term]:
    """The terms that these texts have as whole words, not only as the beginning of others."""
    said = {
        form
        for text in texts
        for word in words.of(words.folded(text))
        for form in words.forms(word.lexeme)
    }
    return frozenset(
        term for term in question.terms if term.has_forms and said.intersection(term.forms)
    )


def marked(
    text: str, question: Question, whole: frozenset[Term] = frozenset()
) -> list[Piece]:
    """The whole text, its words that were asked for marked.

    Of a word that only begins with what was typed the beginning is marked, since it tells why the
    text was found; nothing of it for the ``whole`` terms, by whose own words it was found.
    """
    return _cut(text, _places(text, question, whole), 0, len(text))


def excerpt(
    text: str, question: Question, whole: frozenset[Term] = frozenset()
) -> list[Piece]:
    """The lines with the most of the words; the beginning where none stands in the text.

    A line or cell that ends no sentence is a field of its own: a dot keeps it from the next.
    """
    text = _in_a_row(text)
    places = _places(text, question, whole)
    begin = _best(text, places)
    begin = text.rfind(" ", 0, max(begin - BEFORE, 0)) + 1 if begin > BEFORE else 0
    end = min(begin + LENGTH, len(text))
    if end < len(text):
        end = max(text.rfind(" ", begin + LENGTH // 2, end), 0) or end
    pieces = _cut(text, places, begin, end)
    before = [Piece("… ")] if begin else []
    after = [Piece(" …")] if end < len(text) else []
    return [*before, *pieces, *after]


def _in_a_row(text: str) -> str:
    # Tabs divide the cells of a row.
    fields = text.replace("\t", "\n").splitlines()
    lines = [" ".join(line.split()) for line in fields if line.strip()]
    return "".join([*(line + _gap(line) for line in lines[:-1]), *lines[-1:]])


def _gap(line: str) -> str:
    """What stands between this line and the next; Chinese has no blank between sentences."""
    if line.endswith(HAN_STOPS):
        return ""
    return " " if line.endswith(STOPS) else " · "


def _places(text: str, question: Question, whole: frozenset[Term]) -> list[tuple[int, int]]:
    """Where words stand that were asked for, in order; what belongs together as one.

    That is a run of Han, and what only a sign divides, as in a symbol.
    """
    folded = words.folded(text)
    origin = _origin(text) if len(folded) != len(text) else range(len(text) + 1)
    places: list[tuple[int, int]] = []
    for word in words.of(folded):
        length = _marked_of(word, question, whole)
        if not length:
            continue
        begin, end = origin[word.begin], origin[word.begin + length]
        end = max(end, origin[word.begin] + 1)
        if places and _is_joined(text[places[-1][1] : begin]):
            places[-1] = (places[-1][0], max(end, places[-1][1]))
        else:
            places.append((begin, end))
    return places


def _marked_of(word: words.Word, question: Question, whole: frozenset[Term]) -> int:
    """How many letters of the word are marked: all, those that were typed, or none."""
    forms = words.forms(word.lexeme)
    terms = [term for term in question.terms if not term.is_excluded]
    if any(term.is_word(form) for term in terms for form in forms):
        return word.end - word.begin
    begun = [
        term
        for term in terms
        if term not in whole and any(term.begins(form) for form in forms)
    ]
    # In Russian or Arabic the end of a word is mostly a form of it.
    if any(not term.has_forms for term in begun):
        return word.end - word.begin
    return max((len(term.last) for term in begun), default=0)


def _is_joined(between: str) -> bool:
    return not between or (len(between) == 1 and not between.isspace())


def _origin(text: str) -> list[int]:
    """For each character of the folded text, and its end, which one of the text it comes from."""
    lengths = [len(words.folded(char)) for char in text]
    origin = [place for place, length in enumerate(lengths) for _ in range(length)]
    return [*origin, len(text)]


def _best(text: str, places: list[tuple[int, int]]) -> int:
    """Where a stretch begins that has most of the words, and then the most of their places."""
    best, most = 0, (0, 0)
    said = [(begin, text[begin:end].casefold()) for begin, end in places[:200]]
    for begin, _word in said:
        here = [word for other, word in said if begin <= other < begin + LENGTH - BEFORE]
        worth = (len({*here}), len(here))
        if worth > most:
            best, most = begin, worth
    return best


def _cut(text: str, places: Iterable[tuple[int, int]], begin: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    last = begin
    for start, stop in places:
        if start < last or stop > end:
            continue
        if start > last:
            pieces.append(Piece(text[last:start]))
        pieces.append(Piece(text[start:stop], is_marked=True))
        last = stop
    if last < end:
        pieces.append(Piece(text[last:end]))
    return pieces
