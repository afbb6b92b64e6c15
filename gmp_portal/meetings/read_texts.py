"""The texts of decisions and reports on which people act, as they read them (A1-4a-iii, R-13)."""

from collections.abc import Iterable
from typing import Any, ClassVar

from gmp_portal.meetings.models import Decision, MeetingReport, Objection
from gmp_portal.meetings.writings import DECISION, REPORT
from gmp_portal.writing.read_texts import (
    ReadText,
    Written,
    joined,
    last_saved,
    register,
    revisions_of,
)


class OfDecision(ReadText[Decision]):
    """Title and text of a decision; the versions put before members, and the drafts before."""

    model: ClassVar[Any] = Decision

    def now(self, record: Decision) -> Written:
        text = record.current_text
        words = joined(record.title, record.subject_label, text.text if text else "")
        saved = None if record.opened_at else last_saved(DECISION, record)
        if saved is not None:
            return Written(words, saved.saved_by, saved.saved_at)
        if text is None:
            return Written(words)
        return Written(words, text.written_by, text.written_at)

    def before(self, record: Decision) -> Iterable[str]:
        for text in record.texts.all():
            yield joined(record.title, record.subject_label, text.text)
        for words in revisions_of(DECISION, record):
            about = words.get("subject_label", record.subject_label)
            yield joined(words.get("title", ""), about, words.get("text", ""))

    def clause(self, record: Decision) -> str:
        return record.body.consensus_clause


class OfObjection(ReadText[Objection]):
    """The text to which somebody objected as it reads now: it may be acceptable, or not."""

    model: ClassVar[Any] = Objection

    def now(self, record: Objection) -> Written:
        return DECISION_READ.now(record.decision)

    def before(self, record: Objection) -> Iterable[str]:
        return DECISION_READ.before(record.decision)

    def clause(self, record: Objection) -> str:
        return DECISION_READ.clause(record.decision)

    def lock(self, record: Objection) -> None:
        record.decision.lock()


class OfReport(ReadText[MeetingReport]):
    """The paragraphs of a report under their headings (A1-4a-vi)."""

    model: ClassVar[Any] = MeetingReport

    def now(self, record: MeetingReport) -> Written:
        sections = record.sections.order_by("position")
        words = joined(*(joined(part.title, part.text) for part in sections))
        saved = last_saved(REPORT, record)
        if saved is None:
            return Written(words, record.started_by, record.started_at)
        return Written(words, saved.saved_by, saved.saved_at)

    def before(self, record: MeetingReport) -> Iterable[str]:
        sections = list(record.sections.order_by("position"))
        for words in revisions_of(REPORT, record):
            yield joined(
                *(
                    joined(part.title, words.get(f"section_{part.pk}", part.text))
                    for part in sections
                )
            )

    def clause(self, record: MeetingReport) -> str:
        return "R-13"


DECISION_READ = OfDecision()


def register_all() -> None:
    """Tell ``writing`` on which texts people act."""
    register(DECISION_READ, OfObjection(), OfReport())
