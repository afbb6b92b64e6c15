"""The first lines of a document: what is known of them, and *Example* values for the demo."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from gmp_portal.meetings.models import Body, Meeting
from gmp_portal.typesetting.content import Note, Text, notes, plain, words
from gmp_portal.typesetting.languages import language as spoken
from gmp_portal.typesetting.session import MeetingBlock, SessionDocument
from reporting.models import Report

Kind = Report.Kind


@dataclass(frozen=True)
class Masthead:
    """What only the secretariat knows about a document: where it goes and what it is called."""

    kind: str
    language: str
    title: str
    symbol: str = ""
    subtitle: str = ""
    body: str = ""
    session: str = ""
    place_and_dates: str = ""
    place_note: str = ""
    agenda_item: str = ""
    agenda_note: str = ""
    agenda_title: str = ""
    body_code: str = ""
    job_number: str = ""
    issued_on: date | None = None
    as_received: bool = False

    @property
    def meeting(self) -> MeetingBlock:
        return MeetingBlock(
            body=words(self.body),
            session=words(self.session),
            place_and_dates=_starred(self.place_and_dates, self.place_note),
            agenda_item=_starred(self.agenda_item, self.agenda_note),
            agenda_title=words(self.agenda_title),
        )


def _starred(line: str, note: str) -> Text:
    return words(line, Note(note)) if line and note else words(line)


NAMES = tuple(
    field.name for field in fields(Masthead) if field.name not in ("kind", "language")
)


@dataclass(frozen=True)
class _Words:
    """The fixed lines of a masthead in one language."""

    work: str
    title: str
    subtitle: str
    cop: str
    cop_session: str
    place_and_dates: str
    place_note: str
    agenda_item: str
    agenda_title: str
    unea: str
    pag: str


ENGLISH = _Words(
    work="Report on the work of the Global Mercury Partnership",
    title="Report on the work of the Global Mercury Partnership (Example)",
    subtitle="Note by the secretariat",
    cop="Conference of the Parties to the Minamata Convention on Mercury",
    cop_session="Sixth meeting",
    place_and_dates="Example City, 3–7 November 2025",
    place_note="Place and dates are an example.",
    agenda_item="Item 5 (c) of the provisional agenda",
    agenda_title=(
        "Matters for consideration or action by the Conference of the Parties: international "
        "cooperation and coordination"
    ),
    unea="United Nations Environment Assembly of the United Nations Environment Programme",
    pag="Partnership Advisory Group of the Global Mercury Partnership",
)
CHINESE = _Words(
    work="环境署全球汞伙伴关系工作报告",
    title="环境署全球汞伙伴关系工作报告（示例）",
    subtitle="秘书处的说明",
    cop="关于汞的水俣公约缔约方大会",
    cop_session="第六次会议",
    place_and_dates="2025年11月3日至7日，示例市",
    place_note="地点和日期仅为示例。",
    agenda_item="临时议程项目5(c)",
    agenda_title="供缔约方大会审议或采取行动的事项：国际合作与协调",
    unea="联合国环境规划署联合国环境大会",
    pag="环境署全球汞伙伴关系咨询小组",
)
WORDS = {"en": ENGLISH, "zh-hans": CHINESE}
SYMBOLS = {
    Kind.COP: "UNEP/MC/COP.6/INF/99",
    Kind.UNEA: "UNEP/EA.7/INF/99",
    Kind.PAG: "UNEP/GMP/PAG.15/INF/99",
    Kind.BIENNIAL: "UNEP/GMP/2026/99",
}


def beginning(kind: str, language: str, *, today: date) -> Masthead:
    """What is known of a first page: the body, and of the Advisory Group its next meeting.

    Place, dates, agenda item, symbol and job number of other bodies are theirs to give.
    """
    said = WORDS.get(language, ENGLISH)
    start = Masthead(kind=kind, language=language, title=said.work, subtitle=said.subtitle)
    if kind == Kind.COP:
        return replace(start, body=said.cop, body_code="MC")
    if kind == Kind.UNEA:
        return replace(start, body=said.unea, body_code="EA")
    if kind == Kind.PAG:
        return _before_the_group(replace(start, body=said.pag, body_code="EP"), today)
    return replace(start, body_code="EP")


def _before_the_group(start: Masthead, today: date) -> Masthead:
    """The next meeting of the Advisory Group, as the portal has convened it."""
    coming = Meeting.objects.filter(
        body__kind=Body.Kind.ADVISORY_GROUP,
        status=Meeting.Status.CONVENED,
        starts_on__gte=today,
    )
    meeting = coming.order_by("starts_on").first()
    if meeting is None or meeting.starts_on is None:
        return start
    language = spoken(start.language)
    with translation.override(start.language):
        place = meeting.place_label
    days = language.span(meeting.starts_on, meeting.ends_on)
    return replace(
        start, session=meeting.title, place_and_dates=language.placed(place, days)
    )


def example(kind: str, language: str, *, today: date) -> Masthead:
    """A filled-in masthead that shows what belongs where, for the demonstration only."""
    said = WORDS.get(language, ENGLISH)
    start = Masthead(
        kind=kind,
        language=language,
        title=said.title,
        subtitle=said.subtitle,
        symbol=SYMBOLS.get(Kind(kind), ""),
        issued_on=today,
        job_number="K2600099 (Example)",
    )
    if kind == Kind.COP:
        return replace(
            start,
            body=said.cop,
            session=said.cop_session,
            place_and_dates=said.place_and_dates,
            place_note=said.place_note,
            agenda_item=said.agenda_item,
            agenda_note="UNEP/MC/COP.6/99",
            agenda_title=said.agenda_title,
            body_code="MC",
        )
    if kind == Kind.UNEA:
        return replace(start, body=said.unea, body_code="EA")
    return replace(start, body=said.pag if kind == Kind.PAG else "", body_code="EP")


def of_document(report: Report) -> Masthead:
    """The masthead of a report as it is stored, to be changed by hand."""
    document = report.document
    meeting = document.meeting
    return Masthead(
        kind=report.kind,
        language=document.language,
        title=document.title,
        symbol=document.symbol,
        subtitle=document.subtitle,
        body=plain(meeting.body),
        session=plain(meeting.session),
        place_and_dates=plain(meeting.place_and_dates),
        place_note=_note(meeting.place_and_dates),
        agenda_item=plain(meeting.agenda_item),
        agenda_note=_note(meeting.agenda_item),
        agenda_title=plain(meeting.agenda_title),
        body_code=document.body_code,
        job_number=document.job_number,
        issued_on=document.issued_on,
        as_received=document.as_received,
    )


def gaps(report: Report) -> list[str]:
    """The lines without which nobody can find or quote the document: it is not frozen so."""
    masthead = of_document(report)
    lines: list[tuple[object, str]] = [(masthead.title.strip(), _("The title is empty."))]
    if report.kind != Kind.PAST:
        lines += [
            (masthead.symbol.strip(), _("The symbol is empty.")),
            (masthead.issued_on, _("The date of issue is empty.")),
        ]
    if report.kind in (Kind.COP, Kind.UNEA):
        lines += [
            (masthead.agenda_item.strip(), _("The agenda item is empty.")),
            (masthead.session.strip(), _("The session is empty.")),
        ]
    return [sentence for line, sentence in lines if not line]


def applied(document: SessionDocument, masthead: Masthead) -> SessionDocument:
    """The document under another masthead; a line that did not change keeps its notes."""
    old, new = document.meeting, masthead.meeting
    kept: dict[str, Text] = {}
    for name in ("body", "session", "place_and_dates", "agenda_item", "agenda_title"):
        before, after = getattr(old, name), getattr(new, name)
        same = plain(before) == plain(after) and _note(before) == _note(after)
        kept[name] = before if same else words(*after)
    return replace(
        document,
        title=masthead.title,
        subtitle=masthead.subtitle,
        symbol=masthead.symbol,
        body_code=masthead.body_code,
        job_number=masthead.job_number,
        issued_on=masthead.issued_on,
        as_received=masthead.as_received,
        meeting=replace(old, **kept),
    )


def values(masthead: Masthead) -> dict[str, Any]:
    """The fields of a masthead for a form."""
    return {name: getattr(masthead, name) for name in NAMES}


def _note(text: Text) -> str:
    called: tuple[Note, ...] = notes(text)
    return called[0].text if called else ""
