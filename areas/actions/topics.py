"""What can happen to topics that cross the areas (P-6, R-81)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Max
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from areas import emails, not_kept
from areas.acts import Act
from areas.models import (
    CrossCuttingTopic,
    PartnershipArea,
    PlanKey,
    TopicArea,
    TopicConvener,
    TopicMark,
)
from gmp_portal import ledger, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import days, over_already, today
from gmp_portal.reference import numbers
from gmp_portal.workflow import changed_fields, unmet
from partners.models import Partner, Representative

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Status = CrossCuttingTopic.Status
RULE = "R-81"
# What of a plan a topic names: what is aimed at, and what partners do for it.
MARKED = (PlanKey.Kind.OBJECTIVE, PlanKey.Kind.EFFORT)


@transaction.atomic
def start(
    *,
    slug: str,
    names: Mapping[str, str],
    abouts: Mapping[str, str],
    areas: Sequence[PartnershipArea],
    since: date,
    by: User,
) -> CrossCuttingTopic:
    """Put a topic on record with the areas that work on it from this day on (P-6, R-81)."""
    hold_areas(areas)
    _refuse_too_few(areas)
    _refuse_closed(areas)
    numbers.hold_slugs(CrossCuttingTopic)
    refuse_name(slug)
    topic = CrossCuttingTopic.objects.create(
        slug=slug, names=dict(names), abouts=dict(abouts), begun_on=since
    )
    _tie(topic, areas, since)
    ledger.record(
        Act.TOPIC_STARTED,
        topic,
        by=by,
        to=topic.status,
        areas=_slugs(areas),
    )
    return topic


def refuse_name(slug: str) -> None:
    """Refuse a short name that a topic or a page has already (R-81)."""
    if CrossCuttingTopic.objects.filter(slug=slug).exists():
        raise unmet(
            _("Another topic has this short name already: choose another one."), RULE
        )
    numbers.refuse_reserved(CrossCuttingTopic, slug, RULE)


@transaction.atomic
def change(
    topic: CrossCuttingTopic,
    *,
    names: Mapping[str, str],
    abouts: Mapping[str, str],
    areas: Sequence[PartnershipArea],
    since: date,
    by: User,
) -> None:
    """Change its words and its areas: new ones from this day on, the others until today (R-81)."""
    hold_areas(areas)
    hold(topic)
    running = list(topic.ties.current().select_related("area"))
    # One whose areas are not on record yet may wait for them.
    if areas or running:
        _refuse_too_few(areas)
    words = {"names": dict(names), "abouts": dict(abouts)}
    changed = changed_fields(topic, words)
    added = [area for area in areas if area.pk not in {tie.area_id for tie in running}]
    _refuse_closed(added)
    if added:
        _refuse_before(topic, since)
        _refuse_again(topic, added, since)
    over = [tie for tie in running if tie.area_id not in {area.pk for area in areas}]
    if not (changed or added or over):
        return
    topic.names, topic.abouts = words["names"], words["abouts"]
    topic.save(update_fields=["names", "abouts"])
    _tie(topic, added, since)
    _end(over)
    ledger.record(
        Act.TOPIC_CHANGED,
        topic,
        by=by,
        added=_slugs(added),
        ended=_slugs([tie.area for tie in over]),
    )


@transaction.atomic
def close(topic: CrossCuttingTopic, *, reason: "StrOrPromise", by: User) -> None:
    """End the work on a topic; its page, its areas and conveners stay on record (R-81)."""
    topic.lock()
    before = topic.become(Status.CLOSED)
    topic.save(update_fields=["status"])
    _end(topic.ties.current())
    for convener in topic.conveners.current():
        if convener.can_end_today:
            _shorten(convener)
    ledger.record(
        Act.TOPIC_CLOSED, topic, by=by, from_=before, to=topic.status, reason=str(reason)
    )


@transaction.atomic
def name_convener(
    topic: CrossCuttingTopic,
    *,
    person: User,
    partner: Partner,
    since: date,
    until: date | None = None,
    by: User,
) -> TopicConvener:
    """Note who brings the areas of the topic together, from when to when (R-81)."""
    hold(topic)
    _refuse_before(topic, since)
    _refuse_days(since, until)
    speakers = Representative.objects.speaking_for(topic.current_partners())
    if not speakers.filter(person=person, partner=partner).exists():
        raise unmet(
            _("Choose somebody who speaks today for a partner of one of its areas."), RULE
        )
    period = days(since, until)
    if topic.conveners.filter(period__overlap=period).exists():
        raise unmet(
            _("Somebody convenes the topic in these days. End that term first."), RULE
        )
    convener = TopicConvener.objects.create(
        topic=topic, person=person, partner=partner, period=period, recorded_by=by
    )
    ledger.record(
        Act.TOPIC_CONVENER_NAMED,
        topic,
        by=by,
        person=person.pk,
        since=since.isoformat(),
        until=until.isoformat() if until else "",
    )
    emails.convener_named(convener, by=by)
    return convener


@transaction.atomic
def end_convener(topic: CrossCuttingTopic, *, by: User) -> None:
    """Let today be the last day of whoever convenes the topic (R-81)."""
    hold(topic)
    convener = topic.conveners.current().first()
    if convener is None or not convener.can_end_today:
        raise over_already(RULE)
    _shorten(convener)
    ledger.record(Act.TOPIC_CONVENER_ENDED, topic, by=by, person=convener.person_id)


@transaction.atomic
def mark(
    topic: CrossCuttingTopic,
    area: PartnershipArea,
    *,
    keys: Collection[PlanKey],
    by: User,
) -> None:
    """Say which objectives and efforts of an area's plans belong to the topic (R-81)."""
    hold(topic)
    if not topic.ties.current().filter(area=area).exists():
        raise not_kept.why_area_left_topic()
    wanted = {key.pk for key in keys if key.area_id == area.pk and key.kind in MARKED}
    marks = TopicMark.objects.filter(topic=topic, key__area=area)
    there = set(marks.values_list("key", flat=True))
    if wanted == there:
        return
    marks.exclude(key__in=wanted).delete()
    TopicMark.objects.bulk_create(
        TopicMark(topic=topic, key_id=key, marked_by=by) for key in sorted(wanted - there)
    )
    ledger.record(
        Act.TOPIC_ENTRIES_MARKED, topic, by=by, area=area.slug, entries=len(wanted)
    )


def end_all(area: PartnershipArea, *, by: User) -> None:
    """Take an area that is being closed out of its topics (P-6)."""
    ties = TopicArea.objects.current().filter(area=area)
    for topic in CrossCuttingTopic.objects.filter(ties__in=ties).order_by("pk"):
        topic.lock()
        _end(topic.ties.current().filter(area=area))
        ledger.record(Act.TOPIC_CHANGED, topic, by=by, ended=[area.slug])


def hold_areas(areas: Iterable[PartnershipArea]) -> None:
    """Hold the areas before a topic, as whoever closes one does: always in the same order."""
    for area in sorted(areas, key=lambda each: each.pk):
        area.lock()


def hold(topic: CrossCuttingTopic) -> None:
    """Hold the topic, whose words, areas and convener change only while it is open."""
    topic.lock()
    if topic.status != Status.OPEN:
        raise not_kept.why_topic_is_closed(topic)


def _tie(topic: CrossCuttingTopic, areas: Sequence[PartnershipArea], since: date) -> None:
    TopicArea.objects.bulk_create(
        TopicArea(topic=topic, area=area, since=since) for area in areas
    )


def _end(ties: "Collection[TopicArea]") -> None:
    for tie in ties:
        # One that begins later is over before it begins.
        tie.until = max(today(), tie.since)
        tie.save(update_fields=["until"])


def _shorten(convener: TopicConvener) -> None:
    convener.period = days(convener.starts_on, today())
    convener.save(update_fields=["period"])


def _slugs(areas: Sequence[PartnershipArea]) -> list[str]:
    return sorted(area.slug for area in areas)


def _refuse_too_few(areas: Sequence[PartnershipArea]) -> None:
    least = rulebook.value(RULE)
    if len(areas) >= least:
        return
    sentence = ngettext(
        "A topic belongs to at least %(count)d area. Choose the areas that work on it.",
        "A topic belongs to at least %(count)d areas. Choose the areas that work on it.",
        least,
    )
    raise unmet(sentence % {"count": least}, RULE)


def _refuse_before(topic: CrossCuttingTopic, since: date) -> None:
    if topic.is_before(since):
        raise not_kept.why_before_topic(topic)


def _refuse_again(
    topic: CrossCuttingTopic, areas: Sequence[PartnershipArea], since: date
) -> None:
    """An area works on a topic once on each day."""
    # A tie that ended on the day on which it began was a mistake, and counts on no day.
    ended = topic.ties.filter(until__gt=F("since"))
    earlier = ended.filter(area__in=areas, until__gt=since)
    last = earlier.aggregate(day=Max("until"))["day"]
    if last:
        sentence = _(
            "An area that you add worked on the topic until %(day)s: choose that day or a later "
            "one."
        )
        raise unmet(sentence % {"day": date_format(last)}, RULE)


def _refuse_days(since: date, until: date | None) -> None:
    """A term begins when it is entered at the latest, and ends after it begins."""
    if since > today():
        raise unmet(_("Choose today or an earlier day."), RULE)
    if until and until < since:
        raise unmet(_("The last day is before the first."), RULE)


def _refuse_closed(areas: Sequence[PartnershipArea]) -> None:
    if any(area.status != PartnershipArea.Status.ESTABLISHED for area in areas):
        raise unmet(_("Only established areas work on a topic."), RULE)
