"""Gathering for meeting reports: the first draft, and the document that is typeset."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from gmp_portal import dates
from gmp_portal.ledger import checkpoints
from gmp_portal.meetings.models import (
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    MeetingReport,
    Paper,
)
from gmp_portal.meetings.reading import agendas, report_voices
from gmp_portal.typesetting import fixed_words, prose
from gmp_portal.typesetting.content import (
    Annex,
    Block,
    Chapter,
    Section,
    Table,
    words,
)
from gmp_portal.typesetting.fixed_words import Say
from gmp_portal.typesetting.languages import language as spoken
from gmp_portal.typesetting.session import MeetingBlock, SessionDocument
from gmp_portal.words import listed_apart


@dataclass(frozen=True)
class Part:
    """A heading of the draft report, and the paragraphs proposed under it."""

    title: str
    text: str
    level: int = 1
    agenda_item: AgendaItem | None = None


def draft_of(meeting: Meeting) -> list[Part]:
    """Propose the parts of a report: opening, attendance, agenda, closing."""
    parts = [
        Part(_("Opening of the meeting"), _opening(meeting)),
        Part(_("Attendance"), _attendance(meeting)),
    ]
    decided = _decisions_by_item(meeting)
    parts += [
        Part(
            line.item.title,
            _decided(decided.pop(line.item.pk, [])),
            level=min(line.depth, 2),
            agenda_item=line.item,
        )
        for line in agendas.flat(agendas.tree(meeting))
    ]
    others = [decision for rest in decided.values() for decision in rest]
    if others:
        parts.append(Part(_("Other decisions"), _decided(others)))
    return [*parts, Part(_("Closure of the meeting"), _("The meeting was closed."))]


def _opening(meeting: Meeting) -> str:
    values = {
        "title": meeting.title,
        "place": meeting.place_label,
        "dates": dates_of(meeting),
    }
    if values["place"]:
        return _("The meeting “%(title)s” was held in %(place)s on %(dates)s.") % values
    return _("The meeting “%(title)s” was held on %(dates)s.") % values


def dates_of(meeting: Meeting) -> str:
    """Write the days of a meeting in words."""
    return _days(meeting, translation.get_language() or "en")


def _attendance(meeting: Meeting) -> str:
    there = [attendance for attendance in meeting.attendances.all() if attendance.was_there]
    sentences = {
        Attendance.Role.MEMBER: _("The following members were represented: %(names)s."),
        Attendance.Role.OBSERVER: _("The following attended as observers: %(names)s."),
        Attendance.Role.INVITED: _("The following attended as invited guests: %(names)s."),
    }
    paragraphs = []
    for role, sentence in sentences.items():
        names = sorted(
            {
                attendance.organisation or attendance.display_name
                for attendance in there
                if attendance.role == role
            }
        )
        if names:
            paragraphs.append(sentence % {"names": listed_apart(names)})
    return "\n\n".join(paragraphs)


def _decisions_by_item(meeting: Meeting) -> dict[int | None, list[Decision]]:
    by_item: dict[int | None, list[Decision]] = {}
    ended = meeting.decisions.exclude(status__in=["drafted", "open"]).order_by("ended_at")
    for decision in ended.prefetch_related("texts"):
        by_item.setdefault(decision.agenda_item_id, []).append(decision)
    return by_item


def _decided(decisions: list[Decision]) -> str:
    return "\n\n".join(_sentences(decision) for decision in decisions)


def _sentences(decision: Decision) -> str:
    values = {"title": decision.title, "symbol": decision.symbol}
    if decision.is_adopted and decision.current_text:
        lead = _(
            "The following was adopted by consensus as decision %(symbol)s, %(title)s:"
        )
        return f"{lead % values}\n\n{decision.current_text.text}"
    if decision.status == Decision.Status.DEFERRED:
        return _("The matter was deferred: %(title)s.") % values
    if decision.status == Decision.Status.NO_CONSENSUS:
        return _("No consensus was reached on the following: %(title)s.") % values
    return _("The proposal was withdrawn: %(title)s.") % values


# The document --------------------------------------------------------------------------


def document_of(report: MeetingReport) -> SessionDocument:
    """Answer the report as a session document, in its own language throughout."""
    meeting = report.meeting
    say = fixed_words.speaker(report.language)
    with translation.override(report.language):
        place = meeting.place_label
    place_and_dates = spoken(report.language).placed(place, _days(meeting, report.language))
    return SessionDocument(
        language=report.language,
        original_language=report.language,
        is_single_language=True,
        title=say("Report of the meeting: %(title)s") % {"title": meeting.title},
        symbol=report.symbol or "",
        issued_on=dates.day_of(report.adopted_at) if report.adopted_at else None,
        meeting=MeetingBlock(
            body=words(_body(meeting, say)),
            session=words(meeting.title),
            place_and_dates=words(place_and_dates),
        ),
        subtitle=say("Note by the secretariat"),
        blocks=_blocks(report),
        annexes=_annexes(report, say),
        colophon=checkpoints.colophon(report.adopted_at),
    )


def _body(meeting: Meeting, say: Say) -> str:
    """The body in the words of the document; an area under its own name."""
    with translation.override("en"):
        label = str(meeting.body.label)
    return label if meeting.body.is_area else say(label)


def _days(meeting: Meeting, language: str) -> str:
    if meeting.starts_on is None:
        return ""
    return spoken(language).span(meeting.starts_on, meeting.ends_on)


def _blocks(report: MeetingReport) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for section in report.sections.all():
        heading = Chapter if section.level == 1 else Section
        blocks.append(heading(section.title))
        blocks += prose.content(section.text)
    return tuple(blocks)


def _annexes(report: MeetingReport, say: Say) -> tuple[Annex, ...]:
    return (*_voices(report), *_papers(report.meeting, say))


def _voices(report: MeetingReport) -> tuple[Annex, ...]:
    """Who was absent from each decision, and who stood aside: no report is without it (R-18)."""
    voices = report_voices.of_meeting(report.meeting, report.language)
    if not voices:
        return ()
    heads = report_voices.heads(report.language)
    table = Table(
        heads.caption,
        (heads.decision, heads.absent, heads.aside),
        tuple(((row.title,), (row.absent,), (row.aside,)) for row in voices),
    )
    return (Annex((table,), title=heads.title),)


def _papers(meeting: Meeting, say: Say) -> tuple[Annex, ...]:
    papers = [
        paper
        for paper in Paper.objects.filter(meeting=meeting).in_order()
        if paper.is_available
    ]
    if not papers:
        return ()
    table = Table(
        say("Papers before the meeting"),
        (say("Symbol"), say("Title")),
        tuple(((paper.symbol,), (paper.title,)) for paper in papers),
    )
    return (Annex((table,), title=say("List of papers")),)
