"""People, times, files and statuses as pages show them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.apps import apps
from django.contrib.messages.storage.base import Message
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gmp_portal import dates, words
from gmp_portal.reference import zones
from gmp_portal.ui import amounts, day_ranges, histories
from gmp_portal.ui.tags.component import component

register = template.Library()


@register.simple_tag
def localtime_utc(value: datetime | None) -> SafeString:
    """{% localtime_utc meeting.starts_at %}: in the reader's zone, named, and in UTC."""
    if value is None:
        return SafeString("")
    here, utc = timezone.localtime(value), value.astimezone(UTC)
    return component(
        "localtime_utc",
        here=here,
        utc=utc,
        zone=zones.name(timezone.get_current_timezone_name()),
        same_zone=here.utcoffset() == utc.utcoffset(),
        same_day=dates.day_for_reader(value) == dates.day_of(value),
    )


@register.simple_tag
def day_or_moment(value: date | datetime | None) -> SafeString:
    """Show a date as a date and a moment with its zone."""
    if isinstance(value, datetime):
        return localtime_utc(value)
    return _day(value) if value else SafeString("")


def _day(value: date) -> SafeString:
    said = date_format(value, "DATE_FORMAT")
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), said)


@register.simple_tag
def day_range(first: date | None, last: date | None = None) -> SafeString:
    """{% day_range meeting.starts_on meeting.ends_on %}: 22–23 November 2026, in each language."""
    if first is None or last is None or first == last:
        return day_or_moment(first or last)
    said = day_ranges.written(first, last)
    return component("day_range", first=first, last=last, said=said)


@register.simple_tag
def date_tile(day: date | None) -> SafeString:
    """{% date_tile meeting.starts_on %}: a leaf of a calendar beside the date in words."""
    return component("date_tile", day=day) if day else SafeString("")


@register.filter
def clock_of(zone: str) -> str:
    """``{{ meeting.zone|clock_of }}``: whose hours they are, by the place that names the zone."""
    place = zones.place(zone)
    return place if place == "UTC" else _("%(place)s time") % {"place": place}


@register.filter
def short_day(value: date | None) -> str:
    """``{{ task.due_on|short_day }}``: for narrow columns, with the year if it is another one."""
    if value is None:
        return ""
    is_of_year = value.year == dates.today().year
    return date_format(value, "MONTH_DAY_FORMAT" if is_of_year else "SHORT_DATE_FORMAT")


@register.filter
def amount(value: Decimal | float | None) -> str:
    """``{{ gift.amount|amount }}``: in groups as the reader's language makes them."""
    return "–" if value is None else amounts.grouped(value)


@register.simple_tag
def file_link(document: Any, label: str = "") -> SafeString:
    """{% file_link document %}: a download with its kind and size, each said once."""
    kind = str(document.name).rpartition(".")[2].upper()
    words = str(label or document.name)
    is_said = kind in words.upper()
    return component(
        "file_link", document=document, label=words, kind="" if is_said else kind
    )


@register.simple_tag(takes_context=True)
def cite(
    context: template.Context,
    record: Any,
    symbol: str = "",
    day: date | datetime | None = None,
    language: str = "",
) -> SafeString:
    """{% cite paper paper.symbol meeting.starts_on %}: how to name the document elsewhere.

    The title keeps its language and its direction, the symbol and the day keep theirs.
    """
    on = dates.day_of(day) if isinstance(day, datetime) else day
    title = getattr(record, "title", "") or str(record)
    return component(
        "cite",
        title=in_language(title, language or getattr(record, "language", "")),
        symbol=symbol and words.by_people(symbol),
        day=on and words.by_people(date_format(on)),
        address=context["request"].build_absolute_uri(record.get_absolute_url()),
    )


def in_language(title: str, language: str) -> SafeString:
    """A title inside a sentence, marked with its language where that is known."""
    if not language:
        return words.by_people(title)
    return format_html('<bdi lang="{}">{}</bdi>', language, title)


@register.filter
def person_name(person: Any) -> str:
    """How a person is called on pages; without one the portal itself acted."""
    return str(getattr(person, "name", "") or person or "")


@register.simple_tag
def today() -> date:
    """{% today as this_day %}: to compare days with."""
    return dates.today()


@register.filter
def initials(person: Any) -> str:
    """The first letters of a person's first and last name, for a small round sign."""
    words = person_name(person).split()
    ends = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in ends).upper()


@register.filter
def person_apart(person: Any) -> str:
    """The same where a step on one of several people is offered: none is taken for another."""
    return getattr(person, "told_apart", "") or person_name(person)


@register.simple_tag
def status_word(subject: str, value: str) -> str:
    """Say a status as kept in the ledger in the words of its model."""
    if value == "current":
        # Translators: the state of a seat or an office that somebody has
        return pgettext("seat", "Current")
    try:
        model = apps.get_model(str(subject).partition(":")[0])
        kept = getattr(model, "Status", None) or model.Kind
    except (LookupError, ValueError, AttributeError):
        return value
    # A record may say of what it came to otherwise than of what it is today.
    choices: Mapping[str, Any] = dict(kept.choices) | getattr(
        model, "STATES_IN_HISTORY", {}
    )
    return str(choices.get(value, value))


@register.simple_tag
def moves_of(line: histories.Line) -> tuple[str, str] | None:
    """{% moves_of line as moves %}: from which state to which, unless the act says it already."""
    entry = line.newest
    before, after = (
        status_word(entry.subject, status) if status else ""
        for status in (entry.from_status, entry.to_status)
    )
    if not after or after.casefold() in line.title.casefold():
        return None
    return before, after


@register.simple_tag(takes_context=True)
def history_of(context: template.Context, entries: Any) -> histories.Layout:
    """{% history_of trail as history %}: the part of it that the page shows."""
    # A part that is included with its inputs only still knows for whom it is made.
    request = getattr(context, "request", None)
    asked = request.GET.get("history", "") if request else ""
    return histories.lay_out(entries, asked)


@register.filter
def record_words(subject: str) -> str:
    """``{{ entry.subject|record_words }}``: "Meeting 12" for what the ledger calls a record."""
    kind, _colon, number = str(subject).partition(":")
    try:
        named = capfirst(str(apps.get_model(kind)._meta.verbose_name))
    except (LookupError, ValueError):
        return str(subject)
    return _("%(kind)s %(number)s") % {"kind": named, "number": number}


@register.filter
def message_tone(message: Message) -> str:
    """Django's message levels in our colours."""
    return {"success": "ok", "warning": "warn", "error": "bad"}.get(
        message.level_tag, "info"
    )
