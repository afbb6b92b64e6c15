"""What saying something, or nothing, does now for each voice in a decision (R-07, R-18).

The page of the decision, the form of a position and the list of tasks say it in these words,
so that nobody reads a time or a meaning of silence that belongs to somebody else.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gmp_portal import rounds, rulebook
from gmp_portal.meetings import not_now
from gmp_portal.meetings.actions import silences
from gmp_portal.meetings.models import Decision, Elector, Position
from gmp_portal.meetings.reading import electorates
from gmp_portal.rounds import Reading
from gmp_portal.ui.moments import in_words


@dataclass(frozen=True)
class OwnVoice:
    """A voice that the reader raises: its last word, and what a word or silence does now."""

    line: Elector
    position: Position | None
    is_over: bool
    sentence: str
    clause: str
    came_late: bool = False
    """Whether an objection of this voice came late and counts only if it is raised again."""


def of_lines(
    decision: Decision,
    lines: Iterable[Elector],
    last: Mapping[int, Position] | None = None,
) -> list[OwnVoice]:
    """Say what each voice can still do, before its owner types anything.

    ``last`` holds the newest positions by the ids of the voices, for a page that shows them.
    """
    return rounds.read(reading_lines(decision, lines, last))


def reading_lines(
    decision: Decision,
    lines: Iterable[Elector],
    last: Mapping[int, Position] | None = None,
) -> Reading[list[OwnVoice]]:
    """The same, to be read beside the voices in other decisions."""
    own, said = list(lines), last or {}
    with_time = yield from _with_time(decision, own)
    voices = [_of_line(decision, line, said.get(line.pk), with_time) for line in own]
    if decision.is_silent or all(voice.is_over for voice in voices):
        return voices
    late = yield from _late_alone(
        decision, [voice.line for voice in voices if not voice.is_over]
    )
    return [replace(voice, came_late=voice.line.pk in late) for voice in voices]


def _late_alone(decision: Decision, lines: list[Elector]) -> Reading[set[int]]:
    """Which of these voices have objected late only, before they got time after all."""
    by_line: dict[int, list[bool]] = {}
    own = decision.objections.filter(elector__in=lines).values_list("elector", "is_late")
    yield [own]
    for line, is_late in own:
        by_line.setdefault(line, []).append(is_late)
    return {line for line, late in by_line.items() if all(late)}


def of_line(decision: Decision, line: Elector) -> OwnVoice:
    """What this voice can still do."""
    [voice] = of_lines(decision, [line])
    return voice


def _with_time(decision: Decision, own: list[Elector]) -> Reading[set[int]]:
    """Which of these voices have time of their own after a declaration, without asking in vain."""
    if not own or decision.is_adopted:
        return set()
    is_known = not decision.is_declared and all(line.is_absent for line in own)
    if decision.is_silent or is_known:
        return {line.pk for line in own if line.is_absent}
    return (yield from electorates.reading_time(decision))


def _of_line(
    decision: Decision, line: Elector, position: Position | None, with_time: Collection[int]
) -> OwnVoice:
    is_over = decision.is_adopted or electorates.time_is_over(decision, line, with_time)
    if is_over:
        refusal = not_now.why_too_late(decision)
        sentence, clause = str(refusal.message), refusal.clause
    else:
        sentence, clause = _what_silence_means(decision, line, with_time)
    return OwnVoice(line, position, is_over, sentence, clause)


def _what_silence_means(
    decision: Decision, line: Elector, with_time: Collection[int]
) -> tuple[str, str]:
    """What a voice that is still heard says by saying nothing, and by which rule."""
    if decision.is_silent:
        sentence = _(
            "Objections are possible until %(moment)s. If you do nothing, you do not object."
        )
        return sentence % {"moment": in_words(decision.closes_at)}, "R-07"
    if decision.is_declared:
        sentence = _(
            "The consensus is declared, and you may object until %(moment)s. If you do nothing, "
            "you do not object."
        )
        return sentence % {"moment": in_words(decision.closes_at)}, "R-18"
    if line.is_absent:
        return _silence_of_the_absent(), "R-18"
    if line.pk in with_time:
        return _silence_of_the_unheard(), "R-18"
    sentence = _(
        "If you say nothing until the consensus is declared, you do not object. After that, an "
        "objection of those who are there stops nothing."
    )
    return sentence, "R-18"


def _silence_of_the_absent() -> str:
    if not rulebook.value("R-18")["absent_may_object"]:
        return _(
            "You were absent when this was opened, and nobody asks you after the consensus is "
            "declared: if you object, say so before."
        )
    hours = silences.minimum_hours()
    return ngettext(
        "You were absent when this was opened, so your silence says nothing yet. If those there "
        "agree, you are asked and have %(hours)d hour to object.",
        "You were absent when this was opened, so your silence says nothing yet. If those there "
        "agree, you are asked and have %(hours)d hours to object.",
        hours,
    ) % {"hours": hours}


def _silence_of_the_unheard() -> str:
    if not rulebook.value("R-18")["absent_may_object"]:
        return _(
            "Others spoke for you, and nobody asks you after the consensus is declared: if you "
            "object, say so before."
        )
    hours = silences.minimum_hours()
    return ngettext(
        "Others spoke for you: they recorded that you were there, or changed the text to meet "
        "your objection. If consensus is declared, you are asked and have %(hours)d hour to "
        "object.",
        "Others spoke for you: they recorded that you were there, or changed the text to meet "
        "your objection. If consensus is declared, you are asked and have %(hours)d hours to "
        "object.",
        hours,
    ) % {"hours": hours}


# A consensus that is declared ------------------------------------------------------------


def of_declaration(decision: Decision) -> list[tuple[str, str]]:
    """The two moments of a declared consensus, each as what it is, with its rule (R-18)."""
    told = [_recall(decision)]
    if decision.closes_at and not decision.silence_broken_at:
        told.append(_time_of_the_unheard(decision))
    return told


def _recall(decision: Decision) -> tuple[str, str]:
    if not decision.can_be_recalled:
        return (
            _("The consensus is declared, and the time in which to recall it is over."),
            "R-18",
        )
    sentence = _(
        "The consensus is declared and not final yet. Until %(moment)s the secretariat, or whoever "
        "chairs or leads this body, can recall it."
    )
    return sentence % {"moment": in_words(decision.recall_until)}, "R-18"


def _time_of_the_unheard(decision: Decision) -> tuple[str, str]:
    if decision.deadline_has_passed:
        sentence = _(
            "Members who were absent, say that they were not there, or whose objection the text "
            "was changed to meet had time to object until %(moment)s."
        )
    else:
        sentence = _(
            "Members who were absent, say that they were not there, or whose objection the text "
            "was changed to meet may object until %(moment)s."
        )
    return sentence % {"moment": in_words(decision.closes_at)}, "R-07"
