"""What a piece of a past document is called, and why its reading is not sure, in plain words."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reporting.session_documents import pieces

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KINDS: "dict[str, StrOrPromise]" = {
    "chapter": _("Heading with a number, first level"),
    "section": _("Heading with a number, second level"),
    "subsection": _("Heading with a number, third level"),
    "heading": _("Heading without a number"),
    "paragraph": _("Numbered paragraph"),
    "plain": _("Paragraph without a number"),
    "lines": _("Lines below each other, such as an address"),
    "item": _("Item of a list"),
    "table": _("Table"),
    "caption": _("Title of a table or figure"),
    "contents": _("List of contents"),
    "annex": _("Beginning of an annex"),
    "decision": _("Draft decision: title"),
    "opening": _("Draft decision: who decides"),
    "preamble": _("Draft decision: why"),
    "operative": _("Draft decision: what is decided"),
    "note": _("Note"),
    "masthead": _("First page: line of the masthead"),
    "symbol": _("First page: symbol"),
    "distribution": _("First page: distribution"),
    "issued_on": _("First page: date of issue"),
    "original_language": _("First page: original language"),
    "body": _("First page: body that meets"),
    "session": _("First page: session"),
    "place_and_dates": _("First page: place and dates"),
    "agenda_item": _("First page: agenda item"),
    "agenda_title": _("First page: title of the agenda item"),
    "title": _("First page: title"),
    "subtitle": _("First page: line below the title"),
    "residue": _("Not part of the document: page number, running head, field"),
    "rule": _("Not part of the document: a line that is drawn"),
}
LEVELS: "dict[str, tuple[StrOrPromise, ...]]" = {
    "heading": (
        _("Heading without a number, first level"),
        _("Heading without a number, second level"),
        _("Heading without a number, third level"),
    ),
    "item": (
        _("Item of a list, first level"),
        _("Item of a list, second level"),
        _("Item of a list, third level"),
        _("Item of a list, fourth level"),
    ),
}
DOUBTS: "dict[str, StrOrPromise]" = {
    "annex_inside": _(
        "It reads like the beginning of an annex but stands inside the text."
    ),
    "annex_named_again": _("It names an annex that begins further below."),
    "call_out_of_order": _("It calls a note with a lower number than the call before it."),
    "call_without_note": _("It calls a note that the text does not have."),
    "contents_untitled": _("It looks like a list of contents but has no title."),
    "day_unknown": _("It reads like a date, but there is no such day."),
    "first_page": _("It stands on the first page, but it does not say what it is."),
    "front_lost": _("The first page of the document would not hold these words."),
    "heading_alone": _("It reads like a heading but stands alone: nothing else shows it."),
    "joined_across_gap": _("The sentence seems to go on across an empty line."),
    "language_unknown": _("It names an original language that is none of the six."),
    "letter_lost": _("It repeats the number before it: perhaps a letter was lost."),
    "lines_together": _("Short lines below each other: a list, an address or a paragraph?"),
    "note_contradicts": _(
        "The text gives the title before the call another symbol: notes may be swapped."
    ),
    "note_out_of_order": _("The numbers of the notes do not rise here."),
    "note_twice": _("Two notes have this number."),
    "note_without_call": _("Nothing in this part of the text calls this note."),
    "note_without_mark": _("It looks like a note whose number was lost."),
    "number_leaps": _("Its number does not follow the one before."),
    "page_number": _("A number that stands alone: perhaps of a page."),
    "parted": _("It was split off. Say what it is."),
    "row_alone": _("A row with columns that stands alone."),
    "short_alone": _("A short line without an end: heading, item or paragraph?"),
    "short_number": _("A short line with a number: heading or paragraph?"),
    "title_alone": _("It was taken for the title because it is the first line."),
    "title_unclear": _("Where the title begins among these lines is not clear."),
}


def choices() -> "list[tuple[str, StrOrPromise]]":
    """What a piece can be taken for: the kind and, where it has one, the level."""
    rows: list[tuple[str, StrOrPromise]] = []
    for kind in pieces.KINDS:
        if kind in LEVELS:
            rows += [
                (f"{kind}-{level}", words)
                for level, words in enumerate(LEVELS[kind], start=1)
            ]
        else:
            rows.append((kind, KINDS[kind]))
    return rows


def value_of(piece: pieces.Piece) -> str:
    """The choice that stands for what a piece is taken for now."""
    return f"{piece.kind}-{max(piece.level, 1)}" if piece.kind in LEVELS else piece.kind


def words_of(piece: pieces.Piece) -> "StrOrPromise":
    """What a piece is taken for, in words."""
    if piece.kind in LEVELS:
        return LEVELS[piece.kind][max(piece.level, 1) - 1]
    return KINDS[piece.kind]
