"""What was read of a plan in Word, in words: where each line goes, and what is not sure of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.annex2 import BY_KEY, SECTIONS
from areas.forms.row_kinds import KINDS
from areas.reading.plan_imports import ORDER
from areas.reading.word_plans import finding, pieces
from areas.reading.word_plans.pieces import Piece
from gmp_portal.exchange.word.file_lines import COMMENT, DELETED, NOTE, TABLE
from gmp_portal.words import beside

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Choice = tuple[str, str]
WHY: "dict[str, StrOrPromise]" = {
    "number_differs": gettext_lazy("Its number and its title name different sections."),
    "looks_plain": gettext_lazy("It is called like a section, but looks like its text."),
    "nearly": gettext_lazy("Its title is only nearly that of the section."),
    "by_number": gettext_lazy("Its title is not known; its number fits here."),
    "doubled": gettext_lazy("This section has begun once already."),
    "unknown_heading": gettext_lazy(
        "It looks like a heading, and no section is called so."
    ),
    "plain_row": gettext_lazy("Nothing shows where an entry of the list begins."),
    "goes_on": gettext_lazy("It may belong to the entry above it."),
    "no_list": gettext_lazy("It stands below the name of a list, and is no entry of one."),
    "no_text_here": gettext_lazy("This section has no text, only a list."),
    "which_list": gettext_lazy("The titles of its columns fit more than one list."),
    "table_as_text": gettext_lazy("No list has such columns: it becomes text."),
    "before_first": gettext_lazy("It stands before the first section."),
    "contents": gettext_lazy("It is a list of contents."),
    "of_portal": gettext_lazy("The portal writes this into each of its files."),
    "from_register": gettext_lazy("This section is made from the register."),
    "note_of_row": gettext_lazy("It is a footnote, and where it is called can have none."),
    "in_box": gettext_lazy("It stands in a text box."),
    "comment": gettext_lazy(
        "It is a comment in the file: write it beside the plan if it counts."
    ),
    "deleted": gettext_lazy("It was deleted in the file; changes are taken as accepted."),
    "margin": gettext_lazy("It stands at the head or the foot of pages."),
    "unread": gettext_lazy("It holds no words that can be read."),
    "more_of_nothing": gettext_lazy("No entry stands above it that it could belong to."),
}
UNREAD: "dict[str, StrOrPromise]" = {
    "drawing": gettext_lazy("Pictures, drawings or charts"),
    "pict": gettext_lazy("Pictures or drawings"),
    "object": gettext_lazy("Embedded objects"),
    "oMath": gettext_lazy("Equations"),
}
LEFT_OUT = gettext_lazy("You left it out.")


@dataclass(frozen=True)
class ShownPiece:
    """A line as the page shows it: its words, where it goes, and what else it could be."""

    piece: Piece
    words: str
    why: "StrOrPromise"
    where: str
    choices: list[tuple[str, list[Choice]]]

    @property
    def name(self) -> str:
        return f"to-{self.piece.id}"


def shown(piece: Piece) -> ShownPiece:
    """One line for the page."""
    why = WHY.get(piece.why, "")
    if piece.is_settled and piece.to == pieces.OUT:
        why = LEFT_OUT
    elif piece.named:
        why = _("Its number says section %(number)s, its title section %(title)s.") % {
            "number": piece.named,
            "title": piece.target,
        }
    return ShownPiece(piece, words_of(piece), why, where(piece.to), choices(piece))


def words_of(piece: Piece) -> str:
    """What the line says; a table says its rows."""
    line = piece.line
    if line.kind == TABLE:
        rows = (" | ".join(" ".join(cell.split()) for cell in row) for row in line.rows)
        return "\n".join(rows)
    if line.kind in (COMMENT, DELETED):
        return beside(line.text, line.by)
    if line.kind == NOTE:
        return f"[{line.about}] {line.text}"
    return str(UNREAD.get(line.text, line.text)) if line.kind == "unread" else line.text


def choices(piece: Piece) -> list[tuple[str, list[Choice]]]:
    """Where a line can go, in groups; what it was taken for stands among them."""
    is_table = piece.line.kind == TABLE
    texts = [f"{pieces.TEXT}:{section.key}" for section in SECTIONS if section.has_text]
    place = pieces.ROWS if is_table else pieces.ROW
    kinds = [key for key in ORDER if is_table or key != "milestones"]
    rows = [f"{place}:{key}" for key in kinds]
    groups = [(_("Text of a section"), texts)]
    groups.append((_("Rows of a list") if is_table else _("New entry of a list"), rows))
    others = [pieces.FRONT] * (piece.to == pieces.FRONT)
    if not is_table:
        headings = [f"{pieces.HEADING}:{section.key}" for section in SECTIONS]
        lists = [key for keys in finding.NAMED_LISTS.values() for key in keys]
        names = [f"{pieces.LIST}:{key}" for key in lists]
        groups.insert(0, (_("Heading of a section"), headings))
        groups.append((_("Name of the list that follows"), names))
        others.insert(0, pieces.MORE)
    groups.append((_("Otherwise"), [*others, pieces.OUT]))
    return [(group, [(each, where(each)) for each in offered]) for group, offered in groups]


def allowed(piece: Piece) -> set[str]:
    """Every place that a line can be given."""
    return {value for _group, offered in choices(piece) for value, _label in offered}


def where(to: str) -> str:
    """A place in words."""
    place, _colon, target = to.partition(":")
    if place == pieces.HEADING:
        return _("Heading of section %(section)s") % {"section": BY_KEY[target]}
    if place == pieces.TEXT:
        return _("Text of section %(section)s") % {"section": BY_KEY[target]}
    if place in (pieces.ROW, pieces.ROWS):
        return _("List: %(list)s") % {"list": KINDS[target].title}
    if place == pieces.LIST:
        return _("Name of the list: %(list)s") % {"list": KINDS[target].title}
    if place == pieces.MORE:
        return _("Goes on in the entry above")
    return _("Title page") if place == pieces.FRONT else _("Left out")
