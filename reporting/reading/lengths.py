"""How long the texts of a report may be when it is handed in; a draft may be longer (B7-2).

Nothing typed is cut: a draft keeps all of it, and says which text must become shorter.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gmp_portal.ui.word_count import count_words
from reporting.models import AreaReport, ProgressReport

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

RESULT = 150


class Limit(NamedTuple):
    """What a text is called on the page, and how many words it may have."""

    label: "StrPromise"
    words: int


class Written(NamedTuple):
    """A text of a report with what people call it and how many words it may have."""

    label: str
    text: str
    limit: int


PROGRESS = {
    "lessons": Limit(gettext_lazy("What you learned that helps others"), 250),
    "needs": Limit(gettext_lazy("What you need to go on"), 250),
}
AREA = {
    "highlights": Limit(gettext_lazy("Highlights of the period"), 400),
    "effectiveness": Limit(gettext_lazy("How effective the work was"), 400),
    "impact": Limit(gettext_lazy("Impact on the overall goal"), 300),
    "lessons": Limit(gettext_lazy("Lessons learned"), 300),
    "future": Limit(gettext_lazy("Future work"), 300),
}


def excess_of_progress(report: ProgressReport) -> list[str]:
    """What must become shorter before a partner hands its report in, in sentences."""
    texts = _texts(report, PROGRESS)
    # No more is asked for: the form beside it has the rows themselves.
    rows = report.reported_activities.values_list("activity__title", "result")
    for title, result in rows:
        label = _("Result of: %(activity)s") % {"activity": title}
        texts.append(Written(label, result, RESULT))
    return _sentences(texts)


def excess_of_area(report: AreaReport) -> list[str]:
    """What must become shorter before the leads hand the report of an area in, in sentences."""
    return _sentences(_texts(report, AREA))


def _texts(report: Any, limits: dict[str, Limit]) -> list[Written]:
    return [
        Written(str(limit.label), getattr(report, name), limit.words)
        for name, limit in limits.items()
    ]


def _sentences(texts: list[Written]) -> list[str]:
    said = []
    for written in texts:
        excess = count_words(written.text) - written.limit
        if excess > 0:
            sentence = ngettext(
                "“%(text)s” has %(excess)d word more than its %(limit)d words.",
                "“%(text)s” has %(excess)d words more than its %(limit)d words.",
                excess,
            )
            facts = {"text": written.label, "excess": excess, "limit": written.limit}
            said.append(sentence % facts)
    return said
