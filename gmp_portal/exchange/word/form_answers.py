"""What a form that came back says: answers, and what was understood as none."""

from dataclasses import dataclass

from gmp_portal.typesetting.data import Storable

SURE, LIKELY = "sure", "likely"
BY_BOOKMARK, BY_LABEL, IN_LABEL_CELL = "bookmark", "label", "label_cell"
OUTSIDE_OF_TABLES = "outside"
REASONS = (
    *("no_question", "not_a_choice", "several_ticked", "answered_twice", "beside_label"),
    *("remark", "outside", "in_box", "comment", "note"),
)


@dataclass(frozen=True)
class Answer:
    """What somebody answered: words, or the keys of choices; and where it was read."""

    key: str
    value: str = ""
    choices: tuple[str, ...] = ()
    where: str = BY_BOOKMARK
    certainty: str = SURE


@dataclass(frozen=True)
class LeftOver:
    """A line that was understood as nothing, the question it stood beside, and why."""

    text: str
    reason: str
    key: str = ""


@dataclass(frozen=True)
class FormAnswers(Storable):
    """What a form says; ``is_known`` tells whether it is this form in this version.

    ``unclear`` are questions beside which something stands that was not understood.
    """

    form: str
    version: str
    is_known: bool
    language: str
    answers: tuple[Answer, ...] = ()
    empty: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    left_over: tuple[LeftOver, ...] = ()
    unread: tuple[str, ...] = ()
